package io.mevstream.num;

import static io.mevstream.num.Division.quotient3By2;
import static io.mevstream.num.Division.result;
import static io.mevstream.num.Limbs.borrow;
import static io.mevstream.num.Limbs.carry;
import static io.mevstream.num.Limbs.isLess;
import static io.mevstream.num.Limbs.multiplyAddHigh;
import static io.mevstream.num.Limbs.multiplyHigh;
import static io.mevstream.num.Limbs.shiftLeft;
import static io.mevstream.num.Limbs.shiftRight;

import io.mevstream.num.Division.Want;

/** The part of {@link Division} for divisors of three and four words, where an estimated word of the quotient may be one too large. */
final class LongDivision {

    private LongDivision() {}

    static UInt256 by3(long n6, long n5, long n4, long n3, long n2, long n1, long n0, UInt256 divisor, Want want) {
        int s = Long.numberOfLeadingZeros(divisor.w2());
        long d2 = shiftLeft(divisor.w2(), divisor.w1(), s);
        long d1 = shiftLeft(divisor.w1(), divisor.w0(), s);
        long d0 = divisor.w0() << s;
        long v = Limbs.reciprocal(d2, d1);
        long r2 = shiftLeft(n6, n5, s);
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
        while (rounds > 0 && r2 == 0 && isLess(r1, d2)) {
            r2 = r1;
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
            q0 = r2 == d2 && r1 == d1 ? -1 : quotient3By2(r2, r1, r0, d2, d1, v);
            long p0 = q0 * d0;
            long c = multiplyHigh(q0, d0);
            long p1 = q0 * d1 + c;
            c = multiplyAddHigh(q0, d1, c, 0);
            long p2 = q0 * d2 + c;
            long p3 = multiplyAddHigh(q0, d2, c, 0);
            long t0 = m3 - p0;
            long b = borrow(m3, p0, t0);
            long t1 = r0 - p1 - b;
            b = borrow(r0, p1, t1);
            long t2 = r1 - p2 - b;
            b = borrow(r1, p2, t2);
            if (r2 - p3 - b != 0) {
                // The estimate from the top words was one too large.
                q0--;
                long u0 = t0 + d0;
                c = carry(t0, d0, u0);
                long u1 = t1 + d1 + c;
                t2 += d2 + carry(t1, d1, u1);
                t1 = u1;
                t0 = u0;
            }
            r2 = t2;
            r1 = t1;
            r0 = t0;
            m3 = m2;
            m2 = m1;
            m1 = m0;
        }
        return want == Want.REMAINDER
                ? new UInt256(0, r2 >>> s, shiftRight(r2, r1, s), shiftRight(r1, r0, s))
                : result(q3, q2, q1, q0, (r2 | r1 | r0) == 0, want);
    }

    static UInt256 by4(
            long n7, long n6, long n5, long n4, long n3, long n2, long n1, long n0, UInt256 divisor, Want want) {
        int s = Long.numberOfLeadingZeros(divisor.w3());
        long d3 = shiftLeft(divisor.w3(), divisor.w2(), s);
        long d2 = shiftLeft(divisor.w2(), divisor.w1(), s);
        long d1 = shiftLeft(divisor.w1(), divisor.w0(), s);
        long d0 = divisor.w0() << s;
        long v = Limbs.reciprocal(d3, d2);
        long r3 = shiftLeft(n7, n6, s);
        long r2 = shiftLeft(n6, n5, s);
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
        while (rounds > 0 && r3 == 0 && isLess(r2, d3)) {
            r3 = r2;
            r2 = r1;
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
            q0 = r3 == d3 && r2 == d2 ? -1 : quotient3By2(r3, r2, r1, d3, d2, v);
            long p0 = q0 * d0;
            long c = multiplyHigh(q0, d0);
            long p1 = q0 * d1 + c;
            c = multiplyAddHigh(q0, d1, c, 0);
            long p2 = q0 * d2 + c;
            c = multiplyAddHigh(q0, d2, c, 0);
            long p3 = q0 * d3 + c;
            long p4 = multiplyAddHigh(q0, d3, c, 0);
            long t0 = m3 - p0;
            long b = borrow(m3, p0, t0);
            long t1 = r0 - p1 - b;
            b = borrow(r0, p1, t1);
            long t2 = r1 - p2 - b;
            b = borrow(r1, p2, t2);
            long t3 = r2 - p3 - b;
            b = borrow(r2, p3, t3);
            if (r3 - p4 - b != 0) {
                // The estimate from the top words was one too large.
                q0--;
                long u0 = t0 + d0;
                c = carry(t0, d0, u0);
                long u1 = t1 + d1 + c;
                c = carry(t1, d1, u1);
                long u2 = t2 + d2 + c;
                t3 += d3 + carry(t2, d2, u2);
                t2 = u2;
                t1 = u1;
                t0 = u0;
            }
            r3 = t3;
            r2 = t2;
            r1 = t1;
            r0 = t0;
            m3 = m2;
            m2 = m1;
            m1 = m0;
        }
        return want == Want.REMAINDER
                ? new UInt256(r3 >>> s, shiftRight(r3, r2, s), shiftRight(r2, r1, s), shiftRight(r1, r0, s))
                : result(q3, q2, q1, q0, (r3 | r2 | r1 | r0) == 0, want);
    }
}
