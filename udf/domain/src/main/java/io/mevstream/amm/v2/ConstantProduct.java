package io.mevstream.amm.v2;

import io.mevstream.event.Swap.PairAmounts;
import io.mevstream.num.Limbs;
import io.mevstream.num.Proportion;
import io.mevstream.num.UInt256;

/**
 * The maths of a constant-product pair: ports of {@code UniswapV2Library.getAmountOut} and {@code getAmountIn}, and of
 * the check at the end of {@code UniswapV2Pair.swap}. Amounts are raw token units.
 *
 * <p>Throws {@link ArithmeticException} where the contract's SafeMath reverts.
 */
public final class ConstantProduct {

    private ConstantProduct() {}

    /** The most the pair gives for an input; throws {@link IllegalArgumentException} for zero input or empty reserves. */
    public static UInt256 getAmountOut(UInt256 amountIn, UInt256 reserveIn, UInt256 reserveOut, PairFee fee) {
        requirePositive(amountIn, reserveIn, reserveOut);
        if (areShort(amountIn, reserveIn, reserveOut, fee)) {
            return shortAmountOut(amountIn, reserveIn, reserveOut, fee);
        }
        return longAmountOut(amountIn, reserveIn, reserveOut, fee);
    }

    /** Whether everything up to the denominator stays below 2^127, as the amounts of almost every pair do. */
    private static boolean areShort(UInt256 a, UInt256 b, UInt256 c, PairFee fee) {
        int bits = 30 + Integer.numberOfLeadingZeros(fee.denominator());
        return (a.w3() | a.w2() | b.w3() | b.w2() | c.w3() | c.w2() | (a.w1() | b.w1() | c.w1()) >>> bits) == 0;
    }

    private static UInt256 shortAmountOut(UInt256 amountIn, UInt256 reserveIn, UInt256 reserveOut, PairFee fee) {
        long kept = fee.numerator();
        long all = fee.denominator();
        long x0 = amountIn.w0() * kept;
        long x1 = amountIn.w1() * kept + Limbs.multiplyHigh(amountIn.w0(), kept);
        long r0 = reserveIn.w0() * all;
        long r1 = reserveIn.w1() * all + Limbs.multiplyHigh(reserveIn.w0(), all);
        long d0 = r0 + x0;
        long d1 = r1 + x1 + Limbs.carry(r0, x0, d0);
        return d1 == 0
                ? longAmountOut(amountIn, reserveIn, reserveOut, fee)
                : Proportion.of(reserveOut.w1(), reserveOut.w0(), x1, x0, d1, d0);
    }

    private static UInt256 longAmountOut(UInt256 amountIn, UInt256 reserveIn, UInt256 reserveOut, PairFee fee) {
        UInt256 amountInWithFee = amountIn.mul(fee.keptParts());
        UInt256 denominator = reserveIn.mul(fee.allParts()).add(amountInWithFee);
        return amountInWithFee.mul(reserveOut).div(denominator);
    }

    /**
     * The input to pay for an output, one more than the quotient even where that is whole; throws
     * {@link IllegalArgumentException} for zero output or empty reserves.
     */
    public static UInt256 getAmountIn(UInt256 amountOut, UInt256 reserveIn, UInt256 reserveOut, PairFee fee) {
        requirePositive(amountOut, reserveIn, reserveOut);
        UInt256 numerator = reserveIn.mul(amountOut).mul(fee.allParts());
        UInt256 denominator = reserveOut.sub(amountOut).mul(fee.keptParts());
        return numerator.div(denominator).add(UInt256.ONE);
    }

    /**
     * Whether the pair lets a swap of these four amounts pass: something in, something out, less out than there was, and
     * the product of the balances, less the fee on the inputs, not smaller than before.
     */
    public static boolean accepts(UInt256 reserve0, UInt256 reserve1, PairAmounts amounts, PairFee fee) {
        if ((amounts.amount0In().isZero() && amounts.amount1In().isZero())
                || (amounts.amount0Out().isZero() && amounts.amount1Out().isZero())
                || amounts.amount0Out().compareTo(reserve0) >= 0
                || amounts.amount1Out().compareTo(reserve1) >= 0) {
            return false;
        }
        UInt256 balance0 = reserve0.sub(amounts.amount0Out()).add(amounts.amount0In());
        UInt256 balance1 = reserve1.sub(amounts.amount1Out()).add(amounts.amount1In());
        UInt256 scale = fee.allParts();
        UInt256 adjusted0 = balance0.mul(scale).sub(amounts.amount0In().mul(fee.takenParts()));
        UInt256 adjusted1 = balance1.mul(scale).sub(amounts.amount1In().mul(fee.takenParts()));
        return adjusted0.mul(adjusted1).compareTo(reserve0.mul(reserve1).mul(scale.mul(scale))) >= 0;
    }

    private static void requirePositive(UInt256 amount, UInt256 reserveIn, UInt256 reserveOut) {
        if (amount.isZero() || reserveIn.isZero() || reserveOut.isZero()) {
            throw new IllegalArgumentException("expected an amount and reserves above zero, found " + amount + " with "
                    + reserveIn + " and " + reserveOut);
        }
    }
}
