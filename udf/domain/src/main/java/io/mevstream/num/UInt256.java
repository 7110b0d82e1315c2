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

    /** The sum; throws {@link ArithmeticException} from 2^256 on. */
    public UInt256 add(UInt256 other) {
        UInt256 sum = addWrapping(other);
        if (Limbs.carry(w3, other.w3, sum.w3) != 0) {
            throw overflow("add", other);
        }
        return sum;
    }

    /** The sum modulo 2^256. */
    public UInt256 addWrapping(UInt256 other) {
        long s0 = w0 + other.w0;
        long s1 = w1 + other.w1 + Limbs.carry(w0, other.w0, s0);
        long s2 = w2 + other.w2 + Limbs.carry(w1, other.w1, s1);
        return new UInt256(w3 + other.w3 + Limbs.carry(w2, other.w2, s2), s2, s1, s0);
    }

    /** The difference; throws {@link ArithmeticException} below zero. */
    public UInt256 sub(UInt256 other) {
        UInt256 difference = subWrapping(other);
        if (Limbs.borrow(w3, other.w3, difference.w3) != 0) {
            throw overflow("sub", other);
        }
        return difference;
    }

    /** The difference modulo 2^256. */
    public UInt256 subWrapping(UInt256 other) {
        long d0 = w0 - other.w0;
        long d1 = w1 - other.w1 - Limbs.borrow(w0, other.w0, d0);
        long d2 = w2 - other.w2 - Limbs.borrow(w1, other.w1, d1);
        return new UInt256(w3 - other.w3 - Limbs.borrow(w2, other.w2, d2), d2, d1, d0);
    }

    /** The product; throws {@link ArithmeticException} from 2^256 on. */
    public UInt256 mul(UInt256 other) {
        if ((w3 | w2 | other.w3 | other.w2) == 0) {
            return Multiplication.ofHalves(this, other);
        }
        return mulWide(other);
    }

    private UInt256 mulWide(UInt256 other) {
        int bits = bitLength() + other.bitLength();
        if (bits <= 256) {
            return Multiplication.low(this, other);
        }
        if (bits > 257) {
            throw overflow("mul", other);
        }
        // Between 2^255 and 2^257: half of it cannot overflow and tells.
        UInt256 half = Multiplication.low(shiftRight(1), other);
        if (half.w3 < 0) {
            throw overflow("mul", other);
        }
        UInt256 even = half.shiftLeftWrapping(1);
        UInt256 product = (w0 & 1) == 0 ? even : even.addWrapping(other);
        if (product.compareTo(even) < 0) {
            throw overflow("mul", other);
        }
        return product;
    }

    /** The product modulo 2^256. */
    public UInt256 mulWrapping(UInt256 other) {
        return Multiplication.low(this, other);
    }

    /** The quotient rounded down; throws {@link ArithmeticException} where the divisor is zero. */
    public UInt256 div(UInt256 divisor) {
        return Division.divide(this, divisor, Division.Want.FLOOR);
    }

    /** The remainder; throws {@link ArithmeticException} where the divisor is zero. */
    public UInt256 mod(UInt256 divisor) {
        return Division.divide(this, divisor, Division.Want.REMAINDER);
    }

    /** The value times 2^bits; throws {@link ArithmeticException} where a bit would be lost. */
    public UInt256 shiftLeft(int bits) {
        if (bitLength() + (long) bits > 256 && !isZero()) {
            throw new ArithmeticException("shiftLeft exceeds 256 bits: " + this + ", " + bits);
        }
        return shiftLeftWrapping(bits);
    }

    /** The value times 2^bits modulo 2^256, as the EVM's SHL; {@code bits} is at least 0. */
    public UInt256 shiftLeftWrapping(int bits) {
        int s = bits & 63;
        return switch (bits >>> 6) {
            case 0 ->
                new UInt256(
                        Limbs.shiftLeft(w3, w2, s), Limbs.shiftLeft(w2, w1, s), Limbs.shiftLeft(w1, w0, s), w0 << s);
            case 1 -> new UInt256(Limbs.shiftLeft(w2, w1, s), Limbs.shiftLeft(w1, w0, s), w0 << s, 0);
            case 2 -> new UInt256(Limbs.shiftLeft(w1, w0, s), w0 << s, 0, 0);
            case 3 -> new UInt256(w0 << s, 0, 0, 0);
            default -> ZERO;
        };
    }

    /** The value divided by 2^bits, rounded down, as the EVM's SHR; {@code bits} is at least 0. */
    public UInt256 shiftRight(int bits) {
        int s = bits & 63;
        return switch (bits >>> 6) {
            case 0 ->
                new UInt256(
                        w3 >>> s,
                        Limbs.shiftRight(w3, w2, s),
                        Limbs.shiftRight(w2, w1, s),
                        Limbs.shiftRight(w1, w0, s));
            case 1 -> new UInt256(0, w3 >>> s, Limbs.shiftRight(w3, w2, s), Limbs.shiftRight(w2, w1, s));
            case 2 -> new UInt256(0, 0, w3 >>> s, Limbs.shiftRight(w3, w2, s));
            case 3 -> new UInt256(0, 0, 0, w3 >>> s);
            default -> ZERO;
        };
    }

    public UInt256 and(UInt256 other) {
        return new UInt256(w3 & other.w3, w2 & other.w2, w1 & other.w1, w0 & other.w0);
    }

    public UInt256 or(UInt256 other) {
        return new UInt256(w3 | other.w3, w2 | other.w2, w1 | other.w1, w0 | other.w0);
    }

    /** The square root rounded down, by Newton's iteration from above. */
    public UInt256 isqrt() {
        if (isZero()) {
            return ZERO;
        }
        UInt256 root = MAX.shiftRight(256 - (bitLength() + 1) / 2);
        while (true) {
            UInt256 next = root.addWrapping(div(root)).shiftRight(1);
            if (next.compareTo(root) >= 0) {
                return root;
            }
            root = next;
        }
    }

    public UInt256 min(UInt256 other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public UInt256 max(UInt256 other) {
        return compareTo(other) >= 0 ? this : other;
    }

    private ArithmeticException overflow(String operation, UInt256 other) {
        return new ArithmeticException(operation + " leaves 0 to 2^256 - 1: " + this + ", " + other);
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
