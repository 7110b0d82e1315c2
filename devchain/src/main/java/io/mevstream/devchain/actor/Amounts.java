package io.mevstream.devchain.actor;

import java.math.BigInteger;

/** Arithmetic of raw amounts. */
final class Amounts {

    static final BigInteger MAX = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
    static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    private Amounts() {}

    /** So many millionths of the amount, rounded down. */
    static BigInteger part(BigInteger amount, long millionths) {
        return amount.multiply(BigInteger.valueOf(millionths)).divide(MILLION);
    }

    /** Whether one is within so many millionths of the other. */
    static boolean isNear(BigInteger one, BigInteger other, long millionths) {
        return one.subtract(other).abs().compareTo(part(other.abs(), millionths)) <= 0;
    }
}
