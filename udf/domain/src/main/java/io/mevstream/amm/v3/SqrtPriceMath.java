package io.mevstream.amm.v3;

import io.mevstream.num.FullMath;
import io.mevstream.num.Int256;
import io.mevstream.num.Rounding;
import io.mevstream.num.UInt256;

/**
 * Amounts and prices of one range of constant liquidity: a port of the Uniswap V3 library of that name. Prices are
 * Q64.96 square roots, amounts raw token units.
 *
 * <p>Throws {@link ArithmeticException} where the contract reverts.
 */
public final class SqrtPriceMath {

    private static final UInt256 Q96 = UInt256.ONE.shiftLeft(96);
    private static final int PRICE_BITS = 160;

    private SqrtPriceMath() {}

    /** The price after an input; rounded so that it does not pass a target. */
    public static UInt256 getNextSqrtPriceFromInput(
            UInt256 sqrtPriceX96, UInt256 liquidity, UInt256 amountIn, Direction direction) {
        requirePositive(sqrtPriceX96, liquidity);
        return direction == Direction.ZERO_FOR_ONE
                ? addAmount0(sqrtPriceX96, liquidity, amountIn)
                : addAmount1(sqrtPriceX96, liquidity, amountIn);
    }

    /** The price after an output; rounded so that the output is covered. */
    public static UInt256 getNextSqrtPriceFromOutput(
            UInt256 sqrtPriceX96, UInt256 liquidity, UInt256 amountOut, Direction direction) {
        requirePositive(sqrtPriceX96, liquidity);
        return direction == Direction.ZERO_FOR_ONE
                ? removeAmount1(sqrtPriceX96, liquidity, amountOut)
                : removeAmount0(sqrtPriceX96, liquidity, amountOut);
    }

    /** Token0 between two prices, in either order. */
    public static UInt256 getAmount0Delta(UInt256 ratioA, UInt256 ratioB, UInt256 liquidity, Rounding rounding) {
        UInt256 lower = ratioA.min(ratioB);
        UInt256 upper = ratioA.max(ratioB);
        UInt256 numerator2 = upper.subWrapping(lower);
        if (productFits256(liquidity, numerator2) && productFits256(lower, upper)) {
            // A quotient of a quotient is the quotient by the product, rounded either way: one division in place of
            // two.
            return FullMath.mulQ96Div(liquidity, numerator2, lower.mulWrapping(upper), rounding);
        }
        UInt256 numerator1 = liquidity.shiftLeft(96);
        return rounding == Rounding.UP
                ? FullMath.divRoundingUp(FullMath.mulDivRoundingUp(numerator1, numerator2, upper), lower)
                : FullMath.mulDiv(numerator1, numerator2, upper).div(lower);
    }

    /** Token1 between two prices, in either order. */
    public static UInt256 getAmount1Delta(UInt256 ratioA, UInt256 ratioB, UInt256 liquidity, Rounding rounding) {
        UInt256 difference = ratioA.max(ratioB).subWrapping(ratioA.min(ratioB));
        if (liquidity.bitLength() + difference.bitLength() > 256) {
            return FullMath.mulDiv(liquidity, difference, Q96, rounding);
        }
        UInt256 product = liquidity.mulWrapping(difference);
        UInt256 quotient = product.shiftRight(96);
        boolean exact = (product.w0() | product.w1() << 32) == 0;
        return exact || rounding == Rounding.DOWN ? quotient : quotient.addWrapping(UInt256.ONE);
    }

    /** Token0 that a change of liquidity moves into the pool (rounded up) or, negative, out of it (rounded down). */
    public static Int256 getAmount0Delta(UInt256 ratioA, UInt256 ratioB, Int256 liquidity) {
        UInt256 size = liquidity.abs();
        return liquidity.signum() < 0
                ? Int256.ofExact(getAmount0Delta(ratioA, ratioB, size, Rounding.DOWN))
                        .negate()
                : Int256.ofExact(getAmount0Delta(ratioA, ratioB, size, Rounding.UP));
    }

    /** Token1 that a change of liquidity moves into the pool (rounded up) or, negative, out of it (rounded down). */
    public static Int256 getAmount1Delta(UInt256 ratioA, UInt256 ratioB, Int256 liquidity) {
        UInt256 size = liquidity.abs();
        return liquidity.signum() < 0
                ? Int256.ofExact(getAmount1Delta(ratioA, ratioB, size, Rounding.DOWN))
                        .negate()
                : Int256.ofExact(getAmount1Delta(ratioA, ratioB, size, Rounding.UP));
    }

    /** {@code getNextSqrtPriceFromAmount0RoundingUp(..., add = true)}. */
    private static UInt256 addAmount0(UInt256 sqrtPriceX96, UInt256 liquidity, UInt256 amount) {
        if (amount.isZero()) {
            return sqrtPriceX96;
        }
        UInt256 numerator1 = liquidity.shiftLeft(96);
        if (productFits(amount, sqrtPriceX96)) {
            UInt256 denominator = numerator1.addWrapping(amount.mulWrapping(sqrtPriceX96));
            if (denominator.compareTo(numerator1) >= 0) {
                if (productFits256(liquidity, sqrtPriceX96)) {
                    return FullMath.mulQ96Div(liquidity, sqrtPriceX96, denominator, Rounding.UP);
                }
                return FullMath.mulDivRoundingUp(numerator1, sqrtPriceX96, denominator);
            }
        }
        return FullMath.divRoundingUp(numerator1, numerator1.div(sqrtPriceX96).add(amount));
    }

    /** {@code getNextSqrtPriceFromAmount0RoundingUp(..., add = false)}. */
    private static UInt256 removeAmount0(UInt256 sqrtPriceX96, UInt256 liquidity, UInt256 amount) {
        if (amount.isZero()) {
            return sqrtPriceX96;
        }
        UInt256 numerator1 = liquidity.shiftLeft(96);
        UInt256 product = amount.mul(sqrtPriceX96);
        if (numerator1.compareTo(product) <= 0) {
            throw new ArithmeticException("removeAmount0: the range does not hold " + amount);
        }
        return toPrice(FullMath.mulDivRoundingUp(numerator1, sqrtPriceX96, numerator1.subWrapping(product)));
    }

    /** {@code getNextSqrtPriceFromAmount1RoundingDown(..., add = true)}. */
    private static UInt256 addAmount1(UInt256 sqrtPriceX96, UInt256 liquidity, UInt256 amount) {
        UInt256 quotient = amount.bitLength() <= PRICE_BITS
                ? amount.shiftLeftWrapping(96).div(liquidity)
                : FullMath.mulDiv(amount, Q96, liquidity);
        return toPrice(sqrtPriceX96.add(quotient));
    }

    /** {@code getNextSqrtPriceFromAmount1RoundingDown(..., add = false)}. */
    private static UInt256 removeAmount1(UInt256 sqrtPriceX96, UInt256 liquidity, UInt256 amount) {
        UInt256 quotient = amount.bitLength() <= PRICE_BITS
                ? FullMath.divRoundingUp(amount.shiftLeftWrapping(96), liquidity)
                : FullMath.mulDivRoundingUp(amount, Q96, liquidity);
        if (sqrtPriceX96.compareTo(quotient) <= 0) {
            throw new ArithmeticException("removeAmount1: the range does not hold " + amount);
        }
        return sqrtPriceX96.subWrapping(quotient);
    }

    private static boolean productFits256(UInt256 a, UInt256 b) {
        return a.bitLength() + b.bitLength() <= 256;
    }

    private static boolean productFits(UInt256 a, UInt256 b) {
        int bits = a.bitLength() + b.bitLength();
        return bits <= 256 || (bits == 257 && a.mulWrapping(b).div(a).equals(b));
    }

    private static UInt256 toPrice(UInt256 value) {
        if (value.bitLength() > PRICE_BITS) {
            throw new ArithmeticException("toUint160: the price exceeds 160 bits: " + value);
        }
        return value;
    }

    private static void requirePositive(UInt256 sqrtPriceX96, UInt256 liquidity) {
        if (sqrtPriceX96.isZero() || liquidity.isZero()) {
            throw new ArithmeticException("getNextSqrtPrice: expected a price and liquidity above zero, found "
                    + sqrtPriceX96 + " and " + liquidity);
        }
    }
}
