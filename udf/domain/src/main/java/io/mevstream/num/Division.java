package io.mevstream.num;

import static io.mevstream.num.Limbs.borrow;
import static io.mevstream.num.Limbs.carry;
import static io.mevstream.num.Limbs.isLess;
import static io.mevstream.num.Limbs.multiplyAddHigh;
import static io.mevstream.num.Limbs.multiplyHigh;
import static io.mevstream.num.Limbs.shiftLeft;
import static io.mevstream.num.Limbs.shiftRight;

/**
 * Division of up to 512 bits by up to 256, where the quotient fits 256: Knuth's algorithm D with the reciprocal steps
 * of Moeller and Granlund, "Improved division by invariant integers" (2011).
 *
 * <p>The quotient always has four words, so each divisor length is four rounds: the words above the low four are the
 * first remainder, and each round brings the next word down. Words stand in local variables that move up one place a
 * round; that, and not arrays, is what keeps them in registers.
 */
final class Division {

    /** Which result of the division is asked for. */
    enum Want {
        FLOOR,
        CEILING,
        REMAINDER
    }

    private Division() {}

    /** The quotient or remainder of 256 bits; throws {@link ArithmeticException} where the divisor is zero. */
    static UInt256 divide(UInt256 n, UInt256 d, Want want) {
        if (d.w3() != 0) {
            return LongDivision.by4(0, 0, 0, 0, n.w3(), n.w2(), n.w1(), n.w0(), d, want);
        }
        if (d.w2() != 0) {
            return LongDivision.by3(0, 0, 0, n.w3(), n.w2(), n.w1(), n.w0(), d, want);
        }
        if (d.w1() != 0) {
            return by2(0, 0, n.w3(), n.w2(), n.w1(), n.w0(), d.w1(), d.w0(), want);
        }
        if (d.w0() == 0) {
            throw byZero();
        }
        return by1(0, n.w3(), n.w2(), n.w1(), n.w0(), d.w0(), want);
    }

    /**
     * The quotient or remainder of 512 bits; throws {@link ArithmeticException} where the divisor is zero or the quotient
     * exceeds 256 bits.
     */
    static UInt256 divide(
            long n7, long n6, long n5, long n4, long n3, long n2, long n1, long n0, UInt256 d, Want want) {
        if ((n7 | n6 | n5 | n4) != 0 && d.compareTo(new UInt256(n7, n6, n5, n4)) <= 0) {
            throw d.isZero() ? byZero() : new ArithmeticException("mulDiv: the quotient exceeds 256 bits");
        }
        if (d.w3() != 0) {
            return LongDivision.by4(n7, n6, n5, n4, n3, n2, n1, n0, d, want);
        }
        if (d.w2() != 0) {
            return LongDivision.by3(n6, n5, n4, n3, n2, n1, n0, d, want);
        }
        if (d.w1() != 0) {
            return by2(n5, n4, n3, n2, n1, n0, d.w1(), d.w0(), want);
        }
        if (d.w0() == 0) {
            throw byZero();
        }
        return by1(n4, n3, n2, n1, n0, d.w0(), want);
    }

    private static ArithmeticException byZero() {
        return new ArithmeticException("div: division by zero");
    }

    static UInt256 result(long q3, long q2, long q1, long q0, boolean exact, Want want) {
        if (exact || want == Want.FLOOR) {
            return new UInt256(q3, q2, q1, q0);
        }
        if ((q3 & q2 & q1 & q0) == -1) {
            throw new ArithmeticException("mulDivRoundingUp: the quotient exceeds 256 bits");
        }
        return new UInt256(q3, q2, q1, q0).addWrapping(UInt256.ONE);
    }

    private static UInt256 by1(long n4, long n3, long n2, long n1, long n0, long divisor, Want want) {
        int s = Long.numberOfLeadingZeros(divisor);
        long d = divisor << s;
        long v = Limbs.reciprocal(d);
        long r = shiftLeft(n4, n3, s);
        long m3 = shiftLeft(n3, n2, s);
        long m2 = shiftLeft(n2, n1, s);
        long m1 = shiftLeft(n1, n0, s);
        long m0 = n0 << s;
        long q3 = 0;
        long q2 = 0;
        long q1 = 0;
        long q0 = 0;
        int rounds = 4;
        // Words of the quotient that are zero cost no step.
        while (rounds > 0 && r == 0 && isLess(m3, d)) {
            r = m3;
            m3 = m2;
            m2 = m1;
            m1 = m0;
            rounds--;
        }
        for (; rounds > 0; rounds--) {
            q3 = q2;
            q2 = q1;
            q1 = q0;
            // Algorithm 4.
            long low = v * r + m3;
            q0 = multiplyAddHigh(v, r, m3, 0) + r + 1;
            r = m3 - q0 * d;
            if (isLess(low, r)) {
                q0--;
                r += d;
            }
            if (!isLess(r, d)) {
                q0++;
                r -= d;
            }
            m3 = m2;
            m2 = m1;
            m1 = m0;
        }
        return want == Want.REMAINDER ? new UInt256(0, 0, 0, r >>> s) : result(q3, q2, q1, q0, r == 0, want);
    }

    private static UInt256 by2(
            long n5, long n4, long n3, long n2, long n1, long n0, long divisor1, long divisor0, Want want) {
        int s = Long.numberOfLeadingZeros(divisor1);
        long d1 = shiftLeft(divisor1, divisor0, s);
        long d0 = divisor0 << s;
        long v = Limbs.reciprocal(d1, d0);
        long r1 = shiftLeft(n5, n4, s);
        long r0 = shiftLeft(n4, n3, s);
        long m3 = shiftLeft(n3, n2, s);
        long m2 = shiftLeft(n2, n1, s);
        long m1 = shiftLeft(n1, n0, s);
        long m0 = n0 << s;
        long q3 = 0;
        long q2 = 0;
        long q1 = 0;
        long q0 = 0;
        int rounds = 4;
        // Words of the quotient that are zero cost no step.
        while (rounds > 0 && r1 == 0 && isLess(r0, d1)) {
            r1 = r0;
            r0 = m3;
            m3 = m2;
            m2 = m1;
            m1 = m0;
            rounds--;
        }
        for (; rounds > 0; rounds--) {
            q3 = q2;
            q2 = q1;
            q1 = q0;
            q0 = quotient3By2(r1, r0, m3, d1, d0, v);
            // The remainder fits two words, so its third need not be followed.
            long low = q0 * d0;
            long high = q0 * d1 + multiplyHigh(q0, d0);
            long t0 = m3 - low;
            r1 = r0 - high - borrow(m3, low, t0);
            r0 = t0;
            m3 = m2;
            m2 = m1;
            m1 = m0;
        }
        return want == Want.REMAINDER
                ? new UInt256(0, 0, r1 >>> s, shiftRight(r1, r0, s))
                : result(q3, q2, q1, q0, (r1 | r0) == 0, want);
    }

    /** Algorithm 5: {@code floor((u2:u1:u0) / (d1:d0))} where {@code (u2:u1) < (d1:d0)}. */
    static long quotient3By2(long u2, long u1, long u0, long d1, long d0, long v) {
        long low = v * u2 + u1;
        long q = multiplyAddHigh(v, u2, u1, 0) + u2;
        long t0 = d0 * q;
        long t1 = multiplyHigh(d0, q);
        long r0 = u0 - t0;
        long r1 = u1 - q * d1 - t1 - borrow(u0, t0, r0);
        long s0 = r0 - d0;
        r1 = r1 - d1 - borrow(r0, d0, s0);
        q++;
        if (!isLess(r1, low)) {
            q--;
            long back = s0 + d0;
            r1 += d1 + carry(s0, d0, back);
            s0 = back;
        }
        if (isLess(d1, r1) || (r1 == d1 && !isLess(s0, d0))) {
            q++;
        }
        return q;
    }
}
