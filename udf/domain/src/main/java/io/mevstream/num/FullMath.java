package io.mevstream.num;

/**
 * Multiplication and division through a product of 512 bits: a port of the Uniswap V3 library of that name.
 *
 * <p>Every function throws {@link ArithmeticException} where the divisor is zero or the result exceeds 256 bits, as the
 * contract reverts.
 */
public final class FullMath {

    private FullMath() {}

    /** {@code floor(a * b / denominator)}. */
    public static UInt256 mulDiv(UInt256 a, UInt256 b, UInt256 denominator) {
        return Multiplication.thenDivide(a, b, denominator, Division.Want.FLOOR);
    }

    /** {@code ceil(a * b / denominator)}. */
    public static UInt256 mulDivRoundingUp(UInt256 a, UInt256 b, UInt256 denominator) {
        return Multiplication.thenDivide(a, b, denominator, Division.Want.CEILING);
    }

    /** {@code a * b / denominator}, rounded as asked. */
    public static UInt256 mulDiv(UInt256 a, UInt256 b, UInt256 denominator, Rounding rounding) {
        return rounding == Rounding.UP ? mulDivRoundingUp(a, b, denominator) : mulDiv(a, b, denominator);
    }

    /**
     * {@code a * b * 2^96 / denominator}, rounded as asked; {@code a * b} must be below 2^256, which the caller sees from
     * their lengths.
     */
    public static UInt256 mulQ96Div(UInt256 a, UInt256 b, UInt256 denominator, Rounding rounding) {
        UInt256 product = Multiplication.low(a, b);
        return Division.divide(
                0,
                0,
                product.w3() >>> 32,
                product.w3() << 32 | product.w2() >>> 32,
                product.w2() << 32 | product.w1() >>> 32,
                product.w1() << 32 | product.w0() >>> 32,
                product.w0() << 32,
                0,
                denominator,
                rounding == Rounding.UP ? Division.Want.CEILING : Division.Want.FLOOR);
    }

    /** {@code ceil(a / denominator)}: {@code UnsafeMath.divRoundingUp}, save that zero is refused as a denominator. */
    public static UInt256 divRoundingUp(UInt256 a, UInt256 denominator) {
        return Division.divide(a, denominator, Division.Want.CEILING);
    }
}
