package io.mevstream.num;

/**
 * Steps of multi-word arithmetic over unsigned 64-bit words.
 *
 * <p>Carries are computed without branches: they are as good as random, and a mispredicted branch costs more than a
 * multiplication.
 */
public final class Limbs {

    private Limbs() {}

    public static boolean isLess(long a, long b) {
        return Long.compareUnsigned(a, b) < 0;
    }

    /** The carry out of {@code a + b}, given the sum with or without a carry in. */
    public static long carry(long a, long b, long sum) {
        return ((a & b) | ((a | b) & ~sum)) >>> 63;
    }

    /** The borrow out of {@code a - b}, given the difference with or without a borrow in. */
    public static long borrow(long a, long b, long difference) {
        return ((~a & b) | ((~a | b) & difference)) >>> 63;
    }

    /** The high word of the product. */
    public static long multiplyHigh(long a, long b) {
        // Math.unsignedMultiplyHigh is Java 18's.
        return Math.multiplyHigh(a, b) + ((a >> 63 & b) + (b >> 63 & a));
    }

    /** The high word of {@code a * b + c + d}, which always fits two words. */
    public static long multiplyAddHigh(long a, long b, long c, long d) {
        long low = a * b;
        long withC = low + c;
        long withD = withC + d;
        return multiplyHigh(a, b) + carry(low, c, withC) + carry(withC, d, withD);
    }

    /** The words of {@code high:low} shifted left by 0 to 63 bits, of which this is the upper one. */
    public static long shiftLeft(long high, long low, int bits) {
        return high << bits | low >>> 1 >>> ~bits;
    }

    /** The words of {@code high:low} shifted right by 0 to 63 bits, of which this is the lower one. */
    public static long shiftRight(long high, long low, int bits) {
        return low >>> bits | high << 1 << ~bits;
    }

    /**
     * The reciprocal {@code floor((2^128 - 1) / d) - 2^64} of a word whose top bit is set: algorithm 3 of Moeller and
     * Granlund, "Improved division by invariant integers" (2011).
     */
    public static long reciprocal(long d) {
        long d9 = d >>> 55;
        long d40 = (d >>> 24) + 1;
        long d63 = (d >>> 1) + (d & 1);
        // The paper's table, computed: the operands fit an int, whose division is fast.
        long v0 = 0x7fd00 / (int) d9;
        long v1 = (v0 << 11) - ((v0 * v0 * d40) >>> 40) - 1;
        long v2 = (v1 << 13) + ((v1 * ((1L << 60) - v1 * d40)) >>> 47);
        long e = (v2 >>> 1 & -(d & 1)) - v2 * d63;
        long v3 = (multiplyHigh(v2, e) >>> 1) + (v2 << 31);
        return v3 - multiplyAddHigh(v3, d, d, 0) - d;
    }

    /**
     * The reciprocal {@code floor((2^192 - 1) / (d1:d0)) - 2^64} of two words whose top bit is set: algorithm 6 of the
     * same paper.
     */
    public static long reciprocal(long d1, long d0) {
        long v = reciprocal(d1);
        long p = d1 * v + d0;
        if (isLess(p, d0)) {
            v--;
            if (!isLess(p, d1)) {
                v--;
                p -= d1;
            }
            p -= d1;
        }
        long high = multiplyHigh(v, d0);
        long low = v * d0;
        p += high;
        if (isLess(p, high)) {
            v--;
            if (isLess(d1, p) || (p == d1 && !isLess(low, d0))) {
                v--;
            }
        }
        return v;
    }
}
