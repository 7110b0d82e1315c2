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
 * A stable pair of Camelot at its reserves. What its own view gives is quoted where the swap would also take it: the two round
 * apart. An exact output costs the least input that reaches it.
 *
 * @param fees of 100,000 parts of the input
 */
public record CamelotPool(UInt256 reserve0, UInt256 reserve1, CamelotCurve curve, Fees fees) implements QuotablePool {

    private static final int RESERVE_BITS = 112;

    /**
     * What is taken off the input.
     *
     * @param in0 of trades that pay token0, and {@code in1} of those that pay token1
     * @param ownersShare of the fee, in 100,000 parts, which leaves the pair
     */
    public record Fees(int in0, int in1, int ownersShare) {

        private static final UInt256 ALL = UInt256.of(100_000);

        UInt256 of(UInt256 amountIn, int token) {
            return amountIn.mul(parts(token)).div(ALL);
        }

        /** One division by the cube, as the contract has it. */
        UInt256 leaving(UInt256 amountIn, int token) {
            UInt256 owners = ALL.mul(UInt256.of(ownersShare));
            return amountIn.mul(owners).mul(parts(token)).div(ALL.mul(ALL).mul(ALL));
        }

        private UInt256 parts(int token) {
            return UInt256.of(token == 0 ? in0 : in1);
        }
    }

    @Override
    public PoolMaths maths() {
        return PoolMaths.CAMELOT_STABLE;
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
    public CamelotPool synced(UInt256 newReserve0, UInt256 newReserve1) {
        return new CamelotPool(newReserve0, newReserve1, curve, fees);
    }

    @Override
    public Quote quoteExactIn(int tokenIn, int tokenOut, UInt256 amountIn) {
        Reason reason = reasonAgainst(tokenIn, tokenOut, amountIn);
        return reason != null
                ? Quote.refused(reason)
                : Quote.orReverts(() -> filled(tokenIn, amountIn, getAmountOut(tokenIn, amountIn)));
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
                    UInt256 in = LeastInput.reaching(amountOut, amount -> getAmountOut(tokenIn, amount));
                    return in == null ? Quote.refused(Reason.INSUFFICIENT_LIQUIDITY) : filled(tokenIn, in, amountOut);
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

    /** What the view of that name says; throws {@link ArithmeticException} where its sums would wrap. */
    public UInt256 getAmountOut(int tokenIn, UInt256 amountIn) {
        UInt256 paid = amountIn.sub(fees.of(amountIn, tokenIn));
        UInt256 out = curve.scaled(reserve(1 - tokenIn), 1 - tokenIn);
        UInt256 x = curve.scaled(paid, tokenIn).add(curve.scaled(reserve(tokenIn), tokenIn));
        return curve.raw(out.sub(CamelotCurve.getY(x, curve.k(reserve0, reserve1), out)), 1 - tokenIn);
    }

    private Quote filled(int tokenIn, UInt256 amountIn, UInt256 amountOut) {
        if (amountOut.isZero()) {
            return Quote.refused(Reason.ZERO_OUTPUT);
        }
        UInt256 in = reserve(tokenIn).add(amountIn);
        UInt256 out = reserve(1 - tokenIn).sub(amountOut);
        UInt256 counted = in.sub(fees.of(amountIn, tokenIn));
        UInt256 k = tokenIn == 0 ? curve.k(counted, out) : curve.k(out, counted);
        if (k.compareTo(curve.k(reserve0, reserve1)) < 0) {
            return Quote.refused(Reason.REVERTS);
        }
        UInt256 left = in.sub(fees.leaving(amountIn, tokenIn));
        return left.bitLength() > RESERVE_BITS
                ? Quote.refused(Reason.REVERTS)
                : new Quote.Filled(amountIn, amountOut, tokenIn == 0 ? synced(left, out) : synced(out, left));
    }

    /** The rate of a trade of a millionth of the reserve: near enough to screen by. */
    @Override
    public @Nullable ScreeningRate screeningRate(int tokenIn, int tokenOut) {
        if (!trades(tokenIn, tokenOut)) {
            return null;
        }
        UInt256 little = reserve(tokenIn).shiftRight(20).max(UInt256.ONE);
        return quoteExactIn(tokenIn, tokenOut, little) instanceof Quote.Filled filled
                ? ScreeningRate.ratio(filled.amountOut(), little)
                : null;
    }

    private UInt256 reserve(int token) {
        return token == 0 ? reserve0 : reserve1;
    }
}
