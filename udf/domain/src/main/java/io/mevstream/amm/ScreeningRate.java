package io.mevstream.amm;

import io.mevstream.num.UInt256;

/**
 * A price in floating point, to choose what is worth quoting: the only place of the pool maths where there is any. Never a
 * step toward an amount.
 *
 * @param outPerIn raw units out for one raw unit in
 */
public record ScreeningRate(double outPerIn) {

    private static final double TWO_TO_64 = 0x1p64;

    /** The quotient of two amounts. */
    public static ScreeningRate ratio(UInt256 numerator, UInt256 denominator) {
        return new ScreeningRate(value(numerator) / value(denominator));
    }

    /** The price that a square root of Q64.96 stands for: token1 for token0. */
    public static ScreeningRate ofSqrtPriceX96(UInt256 sqrtPriceX96) {
        double root = value(sqrtPriceX96) / 0x1p96;
        return new ScreeningRate(root * root);
    }

    public ScreeningRate times(ScreeningRate other) {
        return new ScreeningRate(outPerIn * other.outPerIn);
    }

    public ScreeningRate inverted() {
        return new ScreeningRate(1 / outPerIn);
    }

    /** The rate after so many of {@code all} parts of the input are taken. */
    public ScreeningRate lessFee(long parts, long all) {
        return new ScreeningRate(outPerIn * (all - parts) / all);
    }

    private static double value(UInt256 amount) {
        return ((word(amount.w3()) * TWO_TO_64 + word(amount.w2())) * TWO_TO_64 + word(amount.w1())) * TWO_TO_64
                + word(amount.w0());
    }

    private static double word(long bits) {
        return (bits >>> 1) * 2.0 + (bits & 1);
    }
}
