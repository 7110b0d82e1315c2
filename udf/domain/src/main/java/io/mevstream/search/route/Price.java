package io.mevstream.search.route;

import io.mevstream.num.UInt256;
import java.math.BigInteger;

/**
 * What the input of a cycle costs: itself and a flash loan's fee, rounded up.
 *
 * @param feePips of the input, in millionths
 */
public record Price(int feePips) {

    private static final int ALL_PIPS = 1_000_000;

    /** No fee. */
    public static final Price FREE = new Price(0);

    public Price {
        if (feePips < 0 || feePips >= ALL_PIPS) {
            throw new IllegalArgumentException("expected a fee of 0 to 999999 pips, found " + feePips);
        }
    }

    /** The cost of a unit of input. */
    public double perUnit() {
        return 1 + (double) feePips / ALL_PIPS;
    }

    /** The fee of an input. */
    public UInt256 fee(UInt256 amountIn) {
        if (feePips == 0) {
            return UInt256.ZERO;
        }
        return amountIn.mul(UInt256.of(feePips)).add(UInt256.of(ALL_PIPS - 1)).div(UInt256.of(ALL_PIPS));
    }

    /** What is left of an output after input and fee; negative where it does not cover them. */
    public BigInteger gain(UInt256 amountIn, UInt256 amountOut) {
        BigInteger cost = amountIn.toBigInteger();
        if (feePips != 0) {
            cost = cost.add(fee(amountIn).toBigInteger());
        }
        return amountOut.toBigInteger().subtract(cost);
    }

    /** Whether one trade gains more than another. */
    boolean isBetter(UInt256 in, UInt256 out, UInt256 otherIn, UInt256 otherOut) {
        // out - in - fee on either side, each moved to where it is added.
        UInt256 one = out.add(otherIn).add(fee(otherIn));
        UInt256 other = otherOut.add(in).add(fee(in));
        return one.compareTo(other) > 0;
    }
}
