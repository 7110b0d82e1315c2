package io.mevstream.bench;

import java.math.BigInteger;

/** The peer: powers of fractions below one with 18 decimals, with the series and the tables that Balancer documents. */
final class BigIntegerPowers {

    private static final BigInteger E18 = BigInteger.TEN.pow(18);
    private static final BigInteger E20 = BigInteger.TEN.pow(20);
    private static final BigInteger E36 = BigInteger.TEN.pow(36);
    private static final BigInteger HUNDRED = BigInteger.valueOf(100);
    /** Exponents from 2^5 down to 2^-4, and e to each, with 20 decimals. */
    private static final BigInteger[] X = new BigInteger[10];

    private static final BigInteger[] A = numbers(
            "7896296018268069516100000000000000",
            "888611052050787263676000000",
            "298095798704172827474000",
            "5459815003314423907810",
            "738905609893065022723",
            "271828182845904523536",
            "164872127070012814685",
            "128402541668774148407",
            "113314845306682631683",
            "106449445891785942956");

    static {
        for (int i = 0; i < X.length; i++) {
            X[i] = E20.shiftLeft(5).shiftRight(i);
        }
    }

    private BigIntegerPowers() {}

    private static BigInteger[] numbers(String... digits) {
        BigInteger[] numbers = new BigInteger[digits.length];
        for (int i = 0; i < digits.length; i++) {
            numbers[i] = new BigInteger(digits[i]);
        }
        return numbers;
    }

    /** {@code x} to the {@code y}, for {@code x} of at most one. */
    static BigInteger pow(BigInteger x, BigInteger y) {
        BigInteger product;
        if (x.compareTo(new BigInteger("900000000000000000")) > 0) {
            BigInteger log = twiceTheSeries(x.multiply(E18), E36, 15);
            BigInteger[] parts = log.divideAndRemainder(E18);
            product = parts[0].multiply(y).add(parts[1].multiply(y).divide(E18));
        } else {
            product = ln(x).multiply(y);
        }
        return E36.divide(exp(product.divide(E18).negate()));
    }

    private static BigInteger ln(BigInteger value) {
        BigInteger a = E36.divide(value).multiply(HUNDRED);
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < X.length; i++) {
            if (a.compareTo(A[i]) >= 0) {
                a = a.multiply(E20).divide(A[i]);
                sum = sum.add(X[i]);
            }
        }
        return sum.add(twiceTheSeries(a, E20, 11)).divide(HUNDRED).negate();
    }

    private static BigInteger exp(BigInteger exponent) {
        BigInteger x = exponent.multiply(HUNDRED);
        BigInteger product = E20;
        for (int i = 0; i < 8; i++) {
            if (x.compareTo(X[i]) >= 0) {
                x = x.subtract(X[i]);
                product = product.multiply(A[i]).divide(E20);
            }
        }
        BigInteger term = x;
        BigInteger sum = E20.add(x);
        for (int i = 2; i <= 12; i++) {
            term = term.multiply(x).divide(E20).divide(BigInteger.valueOf(i));
            sum = sum.add(term);
        }
        return product.multiply(sum).divide(E20).divide(HUNDRED);
    }

    private static BigInteger twiceTheSeries(BigInteger a, BigInteger one, int last) {
        BigInteger z = a.subtract(one).multiply(one).divide(a.add(one));
        BigInteger square = z.multiply(z).divide(one);
        BigInteger numerator = z;
        BigInteger sum = z;
        for (int i = 3; i <= last; i += 2) {
            numerator = numerator.multiply(square).divide(one);
            sum = sum.add(numerator.divide(BigInteger.valueOf(i)));
        }
        return sum.shiftLeft(1);
    }
}
