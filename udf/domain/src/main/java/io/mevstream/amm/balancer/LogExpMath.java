package io.mevstream.amm.balancer;

import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.List;

/** Powers of fractions with 18 decimals: a port of the library of that name. Throws {@link ArithmeticException} where it reverts. */
final class LogExpMath {

    private static final Int256 ONE_18 = number("1000000000000000000");
    private static final Int256 ONE_20 = number("100000000000000000000");
    private static final Int256 ONE_36 = number("1000000000000000000000000000000000000");
    private static final Int256 HUNDRED = Int256.of(100);

    private static final Int256 MAX_NATURAL_EXPONENT = number("130000000000000000000");
    private static final Int256 MIN_NATURAL_EXPONENT = number("-41000000000000000000");
    private static final Int256 LN_36_LOWER_BOUND = number("900000000000000000");
    private static final Int256 LN_36_UPPER_BOUND = number("1100000000000000000");
    private static final UInt256 MILD_EXPONENT_BOUND =
            UInt256.ONE.shiftLeft(254).div(UInt256.of(new BigInteger("100000000000000000000")));

    /** Two exponents with 18 decimals, and e to them without decimals. */
    private static final Int256 X0 = number("128000000000000000000");

    private static final Int256 A0 = number("38877084059945950922200000000000000000000000000000000000");
    private static final Int256 X1 = number("64000000000000000000");
    private static final Int256 A1 = number("6235149080811616882910000000");

    /** Exponents from 2^5 down to 2^-4 with 20 decimals. */
    private static final List<Int256> X = List.of(
            number("3200000000000000000000"),
            number("1600000000000000000000"),
            number("800000000000000000000"),
            number("400000000000000000000"),
            number("200000000000000000000"),
            number("100000000000000000000"),
            number("50000000000000000000"),
            number("25000000000000000000"),
            number("12500000000000000000"),
            number("6250000000000000000"));

    /** e to each of them, with 20 decimals. */
    private static final List<Int256> A = List.of(
            number("7896296018268069516100000000000000"),
            number("888611052050787263676000000"),
            number("298095798704172827474000"),
            number("5459815003314423907810"),
            number("738905609893065022723"),
            number("271828182845904523536"),
            number("164872127070012814685"),
            number("128402541668774148407"),
            number("113314845306682631683"),
            number("106449445891785942956"));

    /** The last two are not needed for e to a number. */
    private static final int EXP_TERMS = 8;

    private static final int TAYLOR_TERMS = 12;

    private LogExpMath() {}

    private static Int256 number(String digits) {
        return Int256.of(new BigInteger(digits));
    }

    /** x to the y. */
    static UInt256 pow(UInt256 x, UInt256 y) {
        if (y.isZero()) {
            return FixedPoint.ONE;
        }
        if (x.isZero()) {
            return UInt256.ZERO;
        }
        if (y.compareTo(MILD_EXPONENT_BOUND) >= 0) {
            throw new ArithmeticException("pow: the exponent is out of bounds: " + y);
        }
        Int256 base = Int256.ofExact(x);
        Int256 exponent = Int256.ofExact(y);
        Int256 product;
        if (LN_36_LOWER_BOUND.compareTo(base) < 0 && base.compareTo(LN_36_UPPER_BOUND) < 0) {
            Int256 log = ln36(base);
            product = log.div(ONE_18)
                    .mul(exponent)
                    .add(log.mod(ONE_18).mul(exponent).div(ONE_18));
        } else {
            product = ln(base).mul(exponent);
        }
        product = product.div(ONE_18);
        if (product.compareTo(MIN_NATURAL_EXPONENT) < 0 || product.compareTo(MAX_NATURAL_EXPONENT) > 0) {
            throw new ArithmeticException("pow: the product is out of bounds: " + product);
        }
        return exp(product).abs();
    }

    private static Int256 exp(Int256 exponent) {
        if (exponent.signum() < 0) {
            return ONE_36.div(exp(exponent.negate()));
        }
        Int256 x = exponent;
        Int256 first = Int256.of(1);
        if (x.compareTo(X0) >= 0) {
            x = x.sub(X0);
            first = A0;
        } else if (x.compareTo(X1) >= 0) {
            x = x.sub(X1);
            first = A1;
        }
        x = x.mul(HUNDRED);
        Int256 product = ONE_20;
        for (int i = 0; i < EXP_TERMS; i++) {
            if (x.compareTo(X.get(i)) >= 0) {
                x = x.sub(X.get(i));
                product = product.mul(A.get(i)).div(ONE_20);
            }
        }
        Int256 term = x;
        Int256 sum = ONE_20.add(term);
        for (int i = 2; i <= TAYLOR_TERMS; i++) {
            term = term.mul(x).div(ONE_20).div(Int256.of(i));
            sum = sum.add(term);
        }
        return product.mul(sum).div(ONE_20).mul(first).div(HUNDRED);
    }

    private static Int256 ln(Int256 value) {
        if (value.compareTo(ONE_18) < 0) {
            return ln(ONE_36.div(value)).negate();
        }
        Int256 a = value;
        Int256 sum = Int256.ZERO;
        if (a.compareTo(A0.mul(ONE_18)) >= 0) {
            a = a.div(A0);
            sum = sum.add(X0);
        }
        if (a.compareTo(A1.mul(ONE_18)) >= 0) {
            a = a.div(A1);
            sum = sum.add(X1);
        }
        sum = sum.mul(HUNDRED);
        a = a.mul(HUNDRED);
        for (int i = 0; i < A.size(); i++) {
            if (a.compareTo(A.get(i)) >= 0) {
                a = a.mul(ONE_20).div(A.get(i));
                sum = sum.add(X.get(i));
            }
        }
        return sum.add(twiceTheSeries(a, ONE_20, 11)).div(HUNDRED);
    }

    /** The logarithm of a number near one, with 36 decimals. */
    private static Int256 ln36(Int256 value) {
        return twiceTheSeries(value.mul(ONE_18), ONE_36, 15);
    }

    /** The logarithm by z + z^3 / 3 + z^5 / 5 ... where z = (a - 1) / (a + 1), all in units of {@code one}. */
    private static Int256 twiceTheSeries(Int256 a, Int256 one, int last) {
        Int256 z = a.sub(one).mul(one).div(a.add(one));
        Int256 square = z.mul(z).div(one);
        Int256 numerator = z;
        Int256 sum = z;
        for (int i = 3; i <= last; i += 2) {
            numerator = numerator.mul(square).div(one);
            sum = sum.add(numerator.div(Int256.of(i)));
        }
        return sum.add(sum);
    }
}
