package io.mevstream.amm.solidly;

import io.mevstream.amm.Completeness;
import io.mevstream.amm.LeastInput;
import io.mevstream.amm.PoolMaths;
import io.mevstream.amm.QuotablePool;
import io.mevstream.amm.Quote;
import io.mevstream.amm.Quote.Reason;
import io.mevstream.amm.ScreeningRate;
import io.mevstream.num.UInt256;
import org.jspecify.annotations.Nullable;

/**
 * A pair of Aerodrome or Velodrome at its reserves. The fee is taken off the input first, rounded down, and leaves the pair.
 * Its router quotes no outputs: an exact output costs the least input that reaches it.
 *
 * @param curve of a stable pair; null for a volatile one
 * @param feeParts of {@code feeBase} parts of the input
 */
public record SolidlyPool(UInt256 reserve0, UInt256 reserve1, @Nullable StableCurve curve, int feeParts, int feeBase)
        implements QuotablePool {

    private static final int BASIS_POINTS = 10_000;

    /** A volatile pair; fee in hundredths of a percent, as the factory gives it. */
    public static SolidlyPool ofVolatile(UInt256 reserve0, UInt256 reserve1, int feeBasisPoints) {
        return new SolidlyPool(reserve0, reserve1, null, feeBasisPoints, BASIS_POINTS);
    }

    /**
     * A stable pair.
     *
     * @param unit0 one whole token0 in raw units, and {@code unit1} one whole token1
     */
    public static SolidlyPool ofStable(
            UInt256 reserve0, UInt256 reserve1, UInt256 unit0, UInt256 unit1, int feeBasisPoints) {
        return new SolidlyPool(reserve0, reserve1, new StableCurve(unit0, unit1), feeBasisPoints, BASIS_POINTS);
    }

    @Override
    public PoolMaths maths() {
        return curve == null ? PoolMaths.SOLIDLY_VOLATILE : PoolMaths.SOLIDLY_STABLE;
    }

    @Override
    public int tokenCount() {
        return 2;
    }

    @Override
    public Completeness completeness() {
        return Completeness.COMPLETE;
    }

    /** The pair after a {@code Sync}, which states the reserves themselves. */
    public SolidlyPool synced(UInt256 newReserve0, UInt256 newReserve1) {
        return new SolidlyPool(newReserve0, newReserve1, curve, feeParts, feeBase);
    }

    @Override
    public Quote quoteExactIn(int tokenIn, int tokenOut, UInt256 amountIn) {
        Reason reason = reasonAgainst(tokenIn, tokenOut, amountIn);
        return reason != null
                ? Quote.refused(reason)
                : Quote.orReverts(() -> filled(tokenIn, amountIn, amountOut(tokenIn, amountIn)));
    }

    @Override
    public Quote quoteExactOut(int tokenIn, int tokenOut, UInt256 amountOut) {
        Reason reason = reasonAgainst(tokenIn, tokenOut, amountOut);
        if (reason == null && amountOut.compareTo(reserve(tokenOut)) >= 0) {
            reason = Reason.INSUFFICIENT_LIQUIDITY;
        }
        return reason != null
                ? Quote.refused(reason)
                : Quote.orReverts(() -> {
                    UInt256 amountIn = LeastInput.reaching(amountOut, in -> amountOut(tokenIn, in));
                    return amountIn == null
                            ? Quote.refused(Reason.INSUFFICIENT_LIQUIDITY)
                            : filled(tokenIn, amountIn, amountOut);
                });
    }

    private @Nullable Reason reasonAgainst(int tokenIn, int tokenOut, UInt256 amount) {
        if (!trades(tokenIn, tokenOut)) {
            return Reason.UNSUPPORTED;
        }
        if (amount.isZero()) {
            return Reason.ZERO_AMOUNT;
        }
        return reserve0.isZero() || reserve1.isZero() ? Reason.INSUFFICIENT_LIQUIDITY : null;
    }

    private UInt256 amountOut(int tokenIn, UInt256 amountIn) {
        UInt256 paid = amountIn.sub(fee(amountIn));
        UInt256 in = reserve(tokenIn);
        UInt256 out = reserve(1 - tokenIn);
        if (curve == null) {
            return paid.mul(out).div(in.add(paid));
        }
        UInt256 invariant = curve.k(reserve0, reserve1);
        UInt256 scaledOut = curve.scaled(out, 1 - tokenIn);
        UInt256 x = curve.scaled(paid, tokenIn).add(curve.scaled(in, tokenIn));
        return curve.raw(scaledOut.sub(curve.getY(x, invariant, scaledOut)), 1 - tokenIn);
    }

    private UInt256 fee(UInt256 amountIn) {
        return amountIn.mul(UInt256.of(feeParts)).div(UInt256.of(feeBase));
    }

    private Quote filled(int tokenIn, UInt256 amountIn, UInt256 amountOut) {
        if (amountOut.isZero()) {
            return Quote.refused(Reason.ZERO_OUTPUT);
        }
        UInt256 in = reserve(tokenIn).add(amountIn.sub(fee(amountIn)));
        UInt256 out = reserve(1 - tokenIn).sub(amountOut);
        return new Quote.Filled(amountIn, amountOut, tokenIn == 0 ? synced(in, out) : synced(out, in));
    }

    @Override
    public @Nullable ScreeningRate screeningRate(int tokenIn, int tokenOut) {
        UInt256 in = reserve(tokenIn);
        UInt256 out = reserve(tokenOut);
        if (curve == null) {
            return ScreeningRate.ratio(out, in).lessFee(feeParts, feeBase);
        }
        UInt256 x = curve.scaled(in, tokenIn);
        UInt256 y = curve.scaled(out, tokenOut);
        // The curve is the same in both: how it rises with x is how it rises with y, the two exchanged.
        return ScreeningRate.ratio(StableCurve.d(y, x), StableCurve.d(x, y))
                .times(ScreeningRate.ratio(
                        curve.scaled(StableCurve.ONE, tokenIn), curve.scaled(StableCurve.ONE, tokenOut)))
                .lessFee(feeParts, feeBase);
    }

    private UInt256 reserve(int token) {
        return token == 0 ? reserve0 : reserve1;
    }
}
