package io.mevstream.num;

import static io.mevstream.num.Limbs.multiplyAddHigh;
import static io.mevstream.num.Limbs.multiplyHigh;

/** Products by rows, as on paper. Long for the sake of speed: every word is a local variable. */
final class Multiplication {

    private Multiplication() {}

    /** The product modulo 2^256. */
    static UInt256 low(UInt256 a, UInt256 b) {
        long a0 = a.w0();
        long a1 = a.w1();
        long b0 = b.w0();
        long b1 = b.w1();
        long n0 = a0 * b0;
        long c = multiplyHigh(a0, b0);
        long n1 = a1 * b0 + c;
        c = multiplyAddHigh(a1, b0, c, 0);
        long n2 = a.w2() * b0 + c;
        c = multiplyAddHigh(a.w2(), b0, c, 0);
        long n3 = a.w3() * b0 + c;

        c = multiplyAddHigh(a0, b1, n1, 0);
        n1 += a0 * b1;
        long high = multiplyAddHigh(a1, b1, n2, c);
        n2 += a1 * b1 + c;
        n3 += a.w2() * b1 + high;

        c = multiplyAddHigh(a0, b.w2(), n2, 0);
        n2 += a0 * b.w2();
        n3 += a1 * b.w2() + c + a0 * b.w3();
        return new UInt256(n3, n2, n1, n0);
    }

    /** The product of two values of up to 128 bits. */
    static UInt256 ofHalves(UInt256 a, UInt256 b) {
        long a0 = a.w0();
        long a1 = a.w1();
        long b0 = b.w0();
        long b1 = b.w1();
        long c = multiplyHigh(a0, b0);
        long middle = a1 * b0 + c;
        c = multiplyAddHigh(a1, b0, c, 0);
        long high = multiplyAddHigh(a0, b1, middle, 0);
        return new UInt256(multiplyAddHigh(a1, b1, c, high), a1 * b1 + c + high, middle + a0 * b1, a0 * b0);
    }

    /** {@code floor(a * b / d)} or its ceiling, through the product of 512 bits. */
    static UInt256 thenDivide(UInt256 a, UInt256 b, UInt256 d, Division.Want want) {
        long a0 = a.w0();
        long a1 = a.w1();
        long a2 = a.w2();
        long a3 = a.w3();
        if ((a2 | a3 | b.w2() | b.w3()) == 0) {
            UInt256 product = ofHalves(a, b);
            return Division.divide(product, d, want);
        }
        long b0 = b.w0();
        long n0 = a0 * b0;
        long c = multiplyHigh(a0, b0);
        long n1 = a1 * b0 + c;
        c = multiplyAddHigh(a1, b0, c, 0);
        long n2 = a2 * b0 + c;
        c = multiplyAddHigh(a2, b0, c, 0);
        long n3 = a3 * b0 + c;
        long n4 = multiplyAddHigh(a3, b0, c, 0);
        long n5 = 0;
        long n6 = 0;
        long n7 = 0;
        long b1 = b.w1();
        if (b1 != 0) {
            c = multiplyAddHigh(a0, b1, n1, 0);
            n1 += a0 * b1;
            long c2 = multiplyAddHigh(a1, b1, n2, c);
            n2 += a1 * b1 + c;
            c = multiplyAddHigh(a2, b1, n3, c2);
            n3 += a2 * b1 + c2;
            n5 = multiplyAddHigh(a3, b1, n4, c);
            n4 += a3 * b1 + c;
        }
        long b2 = b.w2();
        if (b2 != 0) {
            c = multiplyAddHigh(a0, b2, n2, 0);
            n2 += a0 * b2;
            long c2 = multiplyAddHigh(a1, b2, n3, c);
            n3 += a1 * b2 + c;
            c = multiplyAddHigh(a2, b2, n4, c2);
            n4 += a2 * b2 + c2;
            n6 = multiplyAddHigh(a3, b2, n5, c);
            n5 += a3 * b2 + c;
        }
        long b3 = b.w3();
        if (b3 != 0) {
            c = multiplyAddHigh(a0, b3, n3, 0);
            n3 += a0 * b3;
            long c2 = multiplyAddHigh(a1, b3, n4, c);
            n4 += a1 * b3 + c;
            c = multiplyAddHigh(a2, b3, n5, c2);
            n5 += a2 * b3 + c2;
            n7 = multiplyAddHigh(a3, b3, n6, c);
            n6 += a3 * b3 + c;
        }
        return Division.divide(n7, n6, n5, n4, n3, n2, n1, n0, d, want);
    }
}
