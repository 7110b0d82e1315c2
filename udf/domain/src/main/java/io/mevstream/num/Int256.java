package io.mevstream.num;

import java.math.BigInteger;

/**
 * A signed 256-bit integer in two's complement, -2^255 to 2^255 - 1, as four 64-bit words.
 *
 * @param w3 the most significant word, which holds the sign
 * @param w2 bits 128 to 191
 * @param w1 bits 64 to 127
 * @param w0 the least significant word
 */
public record Int256(long w3, long w2, long w1, long w0) implements Comparable<Int256> {

    public static final Int256 ZERO = new Int256(0, 0, 0, 0);

    public static Int256 of(long value) {
        long sign = value >> 63;
        return new Int256(sign, sign, sign, value);
    }

    /** Reads 32 big-endian bytes. */
    public static Int256 fromBytes(byte[] bytes, int offset) {
        return new Int256(
                Words.read(bytes, offset),
                Words.read(bytes, offset + 8),
                Words.read(bytes, offset + 16),
                Words.read(bytes, offset + 24));
    }

    /** Reads a {@code BigInteger} of -2^255 to 2^255 - 1. */
    public static Int256 of(BigInteger value) {
        if (value.bitLength() > 255) {
            throw new IllegalArgumentException("expected -2^255 to 2^255 - 1, found " + value);
        }
        return new Int256(
                value.shiftRight(192).longValue(),
                value.shiftRight(128).longValue(),
                value.shiftRight(64).longValue(),
                value.longValue());
    }

    /** The same value signed; throws {@link ArithmeticException} from 2^255 on. */
    public static Int256 ofExact(UInt256 value) {
        if (value.w3() < 0) {
            throw new ArithmeticException("expected less than 2^255, found " + value);
        }
        return new Int256(value.w3(), value.w2(), value.w1(), value.w0());
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
        return new BigInteger(bytes);
    }

    /** -1, 0 or 1. */
    public int signum() {
        return w3 < 0 ? -1 : (w3 | w2 | w1 | w0) == 0 ? 0 : 1;
    }

    /** The distance from zero; 2^255 for the smallest value. */
    public UInt256 abs() {
        if (w3 >= 0) {
            return new UInt256(w3, w2, w1, w0);
        }
        long n0 = -w0;
        long carry = w0 == 0 ? 1 : 0;
        long n1 = ~w1 + carry;
        carry = carry == 1 && n1 == 0 ? 1 : 0;
        long n2 = ~w2 + carry;
        carry = carry == 1 && n2 == 0 ? 1 : 0;
        return new UInt256(~w3 + carry, n2, n1, n0);
    }

    /** The sum; throws {@link ArithmeticException} where it does not fit. */
    public Int256 add(Int256 other) {
        Int256 sum = addWrapping(other);
        if (((w3 ^ sum.w3) & (other.w3 ^ sum.w3)) < 0) {
            throw overflow("add", other);
        }
        return sum;
    }

    /** The sum in two's complement, whatever is carried out being lost. */
    public Int256 addWrapping(Int256 other) {
        return ofBits(bits().addWrapping(other.bits()));
    }

    /** The difference; throws {@link ArithmeticException} where it does not fit. */
    public Int256 sub(Int256 other) {
        Int256 difference = subWrapping(other);
        if (((w3 ^ other.w3) & (w3 ^ difference.w3)) < 0) {
            throw overflow("sub", other);
        }
        return difference;
    }

    /** The difference in two's complement, whatever is borrowed being lost. */
    public Int256 subWrapping(Int256 other) {
        return ofBits(bits().subWrapping(other.bits()));
    }

    /** The opposite; throws {@link ArithmeticException} for the smallest value. */
    public Int256 negate() {
        return ZERO.sub(this);
    }

    /** The product; throws {@link ArithmeticException} where it does not fit. */
    public Int256 mul(Int256 other) {
        int bits = abs().bitLength() + other.abs().bitLength();
        UInt256 magnitude = Multiplication.low(abs(), other.abs());
        boolean negative = signum() * other.signum() < 0;
        // -2^255 is the only product of 257 bits together that fits.
        boolean fits = bits <= 256 && magnitude.w3() >= 0;
        if (!fits && !(bits <= 257 && negative && magnitude.equals(new UInt256(Long.MIN_VALUE, 0, 0, 0)))) {
            throw overflow("mul", other);
        }
        return negative ? ZERO.subWrapping(ofBits(magnitude)) : ofBits(magnitude);
    }

    /** The product in two's complement modulo 2^256. */
    public Int256 mulWrapping(Int256 other) {
        return ofBits(Multiplication.low(bits(), other.bits()));
    }

    /** The quotient rounded toward zero; throws {@link ArithmeticException} by zero, and for the smallest value by -1. */
    public Int256 div(Int256 divisor) {
        UInt256 magnitude = abs().div(divisor.abs());
        boolean negative = (w3 ^ divisor.w3) < 0;
        if (magnitude.w3() < 0 && !negative) {
            throw overflow("div", divisor);
        }
        return negative ? ZERO.subWrapping(ofBits(magnitude)) : ofBits(magnitude);
    }

    /** The remainder of {@link #div}, which has the sign of the dividend; throws {@link ArithmeticException} by zero. */
    public Int256 mod(Int256 divisor) {
        Int256 magnitude = ofBits(abs().mod(divisor.abs()));
        return w3 < 0 ? ZERO.subWrapping(magnitude) : magnitude;
    }

    /** The value divided by 2^bits, rounded down, as the EVM's SAR; {@code bits} is at least 0. */
    public Int256 shiftRight(int bits) {
        if (w3 >= 0) {
            return ofBits(bits().shiftRight(bits));
        }
        // The complement of a negative value is not negative, and complements round the other way.
        UInt256 shifted = new UInt256(~w3, ~w2, ~w1, ~w0).shiftRight(bits);
        return new Int256(~shifted.w3(), ~shifted.w2(), ~shifted.w1(), ~shifted.w0());
    }

    public Int256 min(Int256 other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Int256 max(Int256 other) {
        return compareTo(other) >= 0 ? this : other;
    }

    private UInt256 bits() {
        return new UInt256(w3, w2, w1, w0);
    }

    private static Int256 ofBits(UInt256 bits) {
        return new Int256(bits.w3(), bits.w2(), bits.w1(), bits.w0());
    }

    private ArithmeticException overflow(String operation, Int256 other) {
        return new ArithmeticException(operation + " leaves -2^255 to 2^255 - 1: " + this + ", " + other);
    }

    @Override
    public int compareTo(Int256 other) {
        int c = Long.compare(w3, other.w3);
        if (c != 0) return c;
        c = Long.compareUnsigned(w2, other.w2);
        if (c != 0) return c;
        c = Long.compareUnsigned(w1, other.w1);
        return c != 0 ? c : Long.compareUnsigned(w0, other.w0);
    }

    /** Decimal digits, with a minus where negative. */
    @Override
    public String toString() {
        return toBigInteger().toString();
    }
}
