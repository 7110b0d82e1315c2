package io.mevstream.search.route;

import io.mevstream.amm.ScreeningRate;
import io.mevstream.num.UInt256;

/** Amounts as floating point and back, where an estimate is made of them. */
final class Magnitude {

    private static final int MANTISSA_BITS = 52;
    private static final int MOST_BITS = 255;

    private Magnitude() {}

    /** The amount, to 53 bits. */
    static double of(UInt256 amount) {
        return ScreeningRate.ratio(amount, UInt256.ONE).outPerIn();
    }

    /** The amount nearest below, at least 1; that of 255 bits where there is none. */
    static UInt256 amount(double value) {
        if (!(value >= 1)) {
            return UInt256.ONE;
        }
        int shift = Math.getExponent(value) - MANTISSA_BITS;
        if (shift <= 0) {
            return UInt256.of((long) value);
        }
        if (shift + MANTISSA_BITS > MOST_BITS) {
            return UInt256.MAX.shiftRight(1);
        }
        return UInt256.of((long) Math.scalb(value, -shift)).shiftLeft(shift);
    }
}
