package io.mevstream.num;

import java.math.BigInteger;

/**
 * An unsigned 256-bit integer, 0 to 2^256 - 1, as four 64-bit words.
 *
 * @param w3 the most significant word
 * @param w2 bits 128 to 191
 * @param w1 bits 64 to 127
 * @param w0 the least significant word
 */
public record UInt256(long w3, long w2, long w1, long w0) implements Comparable<UInt256> {

    public static final UInt256 ZERO = new UInt256(0, 0, 0, 0);
    public static final UInt256 ONE = new UInt256(0, 0, 0, 1);
    public static final UInt256 MAX = new UInt256(-1, -1, -1, -1);

    /** The value of a non-negative long. */
    public static UInt256 of(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("expected a value of at least 0, found " + value);
        }
        return new UInt256(0, 0, 0, value);
    }

    /** The value of a long read as unsigned. */
    public static UInt256 ofUnsigned(long value) {
        return new UInt256(0, 0, 0, value);
    }

    /** Reads 32 big-endian bytes. */
    public static UInt256 fromBytes(byte[] bytes, int offset) {
        return new UInt256(
                Words.read(bytes, offset),
                Words.read(bytes, offset + 8),
                Words.read(bytes, offset + 16),
                Words.read(bytes, offset + 24));
    }

    /** Reads a {@code BigInteger} of 0 to 2^256 - 1. */
    public static UInt256 of(BigInteger value) {
        if (value.signum() < 0 || value.bitLength() > 256) {
            throw new IllegalArgumentException("expected 0 to 2^256 - 1, found " + value);
        }
        return new UInt256(
                value.shiftRight(192).longValue(),
                value.shiftRight(128).longValue(),
                value.shiftRight(64).longValue(),
                value.longValue());
    }

    /** Writes 32 big-endian bytes. */
    public void toBytes(byte[] target, int offset) {
        Words.write(w3, target, offset);
        Words.write(w2, target, offset + 8);
        Words.write(w1, target, offset + 16);
        Words.write(w0, target, offset + 24);
    }

    public BigInteger toBigInteger() {
        byte[] bytes = new byte[32];
        toBytes(bytes, 0);
        return new BigInteger(1, bytes);
    }

    public boolean isZero() {
        return (w3 | w2 | w1 | w0) == 0;
    }

    /** The number of bits up to the highest one set; 0 for zero. */
    public int bitLength() {
        if (w3 != 0) return 256 - Long.numberOfLeadingZeros(w3);
        if (w2 != 0) return 192 - Long.numberOfLeadingZeros(w2);
        if (w1 != 0) return 128 - Long.numberOfLeadingZeros(w1);
        return 64 - Long.numberOfLeadingZeros(w0);
    }

    @Override
    public int compareTo(UInt256 other) {
        int c = Long.compareUnsigned(w3, other.w3);
        if (c != 0) return c;
        c = Long.compareUnsigned(w2, other.w2);
        if (c != 0) return c;
        c = Long.compareUnsigned(w1, other.w1);
        return c != 0 ? c : Long.compareUnsigned(w0, other.w0);
    }

    /** Decimal digits. */
    @Override
    public String toString() {
        return (w3 | w2 | w1) == 0 ? Long.toUnsignedString(w0) : toBigInteger().toString();
    }
}
