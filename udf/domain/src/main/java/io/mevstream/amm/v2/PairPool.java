package io.mevstream.amm.v2;

import io.mevstream.amm.Completeness;
import io.mevstream.amm.PoolMaths;
import io.mevstream.amm.QuotablePool;
import io.mevstream.amm.Quote;
import io.mevstream.amm.Quote.Reason;
import io.mevstream.amm.ScreeningRate;
import io.mevstream.num.UInt256;
import org.jspecify.annotations.Nullable;

/**
 * A constant-product pair at its reserves.
 *
 * @param fee0 of trades that pay token0
 * @param fee1 of trades that pay token1; other than {@code fee0} on Camelot
 */
public record PairPool(PoolMaths maths, UInt256 reserve0, UInt256 reserve1, PairFee fee0, PairFee fee1)
        implements QuotablePool {

    private static final int RESERVE_BITS = 112;

    public PairPool {
        if (reserve0.bitLength() > RESERVE_BITS || reserve1.bitLength() > RESERVE_BITS) {
            throw new IllegalArgumentException(
                    "expected reserves of at most 112 bits, found " + reserve0 + " and " + reserve1);
        }
    }

    /** A pair of Uniswap V2 or a fork with one fee. */
    public static PairPool of(UInt256 reserve0, UInt256 reserve1, PairFee fee) {
        return new PairPool(PoolMaths.CONSTANT_PRODUCT, reserve0, reserve1, fee, fee);
    }

    @Override
    public int tokenCount() {
        return 2;
    }

    /** The pair after a {@code Sync}, which states the reserves themselves. */
    public PairPool synced(UInt256 newReserve0, UInt256 newReserve1) {
        return new PairPool(maths, newReserve0, newReserve1, fee0, fee1);
    }

    /** The pair after a {@code Mint} of these amounts; throws {@link IllegalArgumentException} beyond 112 bits. */
    public PairPool minted(UInt256 amount0, UInt256 amount1) {
        return synced(reserve0.add(amount0), reserve1.add(amount1));
    }

    /** The pair after a {@code Burn} of these amounts; throws {@link ArithmeticException} for more than there is. */
    public PairPool burned(UInt256 amount0, UInt256 amount1) {
        return synced(reserve0.sub(amount0), reserve1.sub(amount1));
    }

    @Override
    public Completeness completeness() {
        return Completeness.COMPLETE;
    }

    @Override
    public Quote quoteExactIn(int tokenIn, int tokenOut, UInt256 amountIn) {
        Reason reason = reasonAgainst(tokenIn, tokenOut, amountIn);
        if (reason != null) {
            return Quote.refused(reason);
        }
        return Quote.orReverts(() -> filled(
                tokenIn,
                amountIn,
                ConstantProduct.getAmountOut(amountIn, reserve(tokenIn), reserve(tokenOut), fee(tokenIn))));
    }

    @Override
    public Quote quoteExactOut(int tokenIn, int tokenOut, UInt256 amountOut) {
        Reason reason = reasonAgainst(tokenIn, tokenOut, amountOut);
        if (reason != null) {
            return Quote.refused(reason);
        }
        if (amountOut.compareTo(reserve(tokenOut)) >= 0) {
            return Quote.refused(Reason.INSUFFICIENT_LIQUIDITY);
        }
        return Quote.orReverts(() -> filled(
                tokenIn,
                ConstantProduct.getAmountIn(amountOut, reserve(tokenIn), reserve(tokenOut), fee(tokenIn)),
                amountOut));
    }

    @Override
    public ScreeningRate screeningRate(int tokenIn, int tokenOut) {
        PairFee fee = fee(tokenIn);
        return ScreeningRate.ratio(reserve(tokenOut), reserve(tokenIn))
                .lessFee(fee.denominator() - fee.numerator(), fee.denominator());
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

    private Quote filled(int tokenIn, UInt256 amountIn, UInt256 amountOut) {
        if (amountOut.isZero()) {
            return Quote.refused(Reason.ZERO_OUTPUT);
        }
        UInt256 in = reserve(tokenIn).add(amountIn);
        if (in.bitLength() > RESERVE_BITS) {
            return Quote.refused(Reason.REVERTS);
        }
        UInt256 out = reserve(1 - tokenIn).sub(amountOut);
        return new Quote.Filled(amountIn, amountOut, tokenIn == 0 ? synced(in, out) : synced(out, in));
    }

    private UInt256 reserve(int token) {
        return token == 0 ? reserve0 : reserve1;
    }

    private PairFee fee(int tokenIn) {
        return tokenIn == 0 ? fee0 : fee1;
    }
}
