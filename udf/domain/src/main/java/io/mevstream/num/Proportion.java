package io.mevstream.num;

import static io.mevstream.num.Limbs.borrow;
import static io.mevstream.num.Limbs.carry;
import static io.mevstream.num.Limbs.isLess;
import static io.mevstream.num.Limbs.multiplyAddHigh;
import static io.mevstream.num.Limbs.multiplyHigh;
import static io.mevstream.num.Limbs.shiftLeft;

/**
 * A value of up to 128 bits scaled down by a fraction of such values: the division of {@link Division} for the one shape that
 * quotes need most, without what the other shapes need.
 */
public final class Proportion {

    private Proportion() {}

    /**
     * {@code floor(y * x / d)}, each of two words, the upper one first; at most {@code y}, since {@code x} must be less than
     * {@code d}. The upper word of {@code d} must not be zero.
     */
    public static UInt256 of(long y1, long y0, long x1, long x0, long d1, long d0) {
        int s = Long.numberOfLeadingZeros(d1);
        // As x is less than d, it can be shifted as far, in place of the longer product.
        long u1 = shiftLeft(x1, x0, s);
        long u0 = x0 << s;
        long n0 = u0 * y0;
        long c = multiplyHigh(u0, y0);
        long n1 = u1 * y0 + c;
        c = multiplyAddHigh(u1, y0, c, 0);
        long high = multiplyAddHigh(u0, y1, n1, 0);
        n1 += u0 * y1;
        return divide(multiplyAddHigh(u1, y1, c, high), u1 * y1 + c + high, n1, n0, shiftLeft(d1, d0, s), d0 << s);
    }

    /** Two words of quotient by two, whose top bit is set: algorithm D, the upper word left out where it is zero. */
    private static UInt256 divide(long n3, long n2, long n1, long n0, long d1, long d0) {
        long v = Limbs.reciprocal(d1);
        if (n3 == 0 && isLess(n2, d1)) {
            return new UInt256(0, 0, 0, word(n2, n1, n0, d1, d0, v));
        }
        long upper = word(n3, n2, n1, d1, d0, v);
        long low = upper * d0;
        long r0 = n1 - low;
        long r1 = n2 - upper * d1 - multiplyHigh(upper, d0) - borrow(n1, low, r0);
        return new UInt256(0, 0, upper, word(r1, r0, n0, d1, d0, v));
    }

    /** {@code floor((u2:u1:u0) / (d1:d0))} where {@code (u2:u1)} is less than {@code (d1:d0)}. */
    private static long word(long u2, long u1, long u0, long d1, long d0, long v) {
        long q = -1;
        long rest = u1 + d1;
        long over = carry(u1, d1, rest);
        if (u2 != d1) {
            // Algorithm 4 of Moeller and Granlund, for the top words.
            long low = v * u2 + u1;
            q = multiplyAddHigh(v, u2, u1, 0) + u2 + 1;
            rest = u1 - q * d1;
            long above = borrow(low, rest, low - rest);
            q -= above;
            rest += -above & d1;
            if (!isLess(rest, d1)) {
                q++;
                rest -= d1;
            }
            over = 0;
        }
        long p0 = q * d0;
        long p1 = multiplyHigh(q, d0);
        long t0 = u0 - p0;
        long t1 = rest - p1 - borrow(u0, p0, t0);
        // The estimate is at most two too large. Whether it is one is as good as random, so no branch.
        long below = borrow(rest, p1, t1) - over;
        long e0 = -below & d0;
        long e1 = -below & d1;
        long s1 = t1 + e1 + carry(t0, e0, t0 + e0);
        return q - below - (below & ~carry(t1, e1, s1));
    }
}
