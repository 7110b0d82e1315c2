package io.mevstream.bench;

import java.math.BigInteger;
import java.util.List;

/** The peer: pools' exact outputs for exact inputs, as they are usually written in Java, from the protocols' descriptions. */
final class BigIntegerPools {

    private static final BigInteger ONE = BigInteger.ONE;
    private static final BigInteger E18 = BigInteger.TEN.pow(18);
    private static final BigInteger THREE = BigInteger.valueOf(3);
    private static final BigInteger THOUSAND = BigInteger.valueOf(1000);
    private static final BigInteger FEE_BASE = BigInteger.valueOf(10_000_000_000L);

    private BigIntegerPools() {}

    /** A weighted pool of two tokens with 18 decimals. */
    static BigInteger weightedOut(List<BigInteger> balances, List<BigInteger> weights, BigInteger in, BigInteger fee) {
        BigInteger paid = in.subtract(up(in.multiply(fee), E18));
        BigInteger base = up(balances.get(0).multiply(E18), balances.get(0).add(paid));
        BigInteger exponent = weights.get(0).multiply(E18).divide(weights.get(1));
        BigInteger raw = BigIntegerPowers.pow(base, exponent);
        BigInteger power =
                raw.add(up(raw.multiply(BigInteger.valueOf(10_000)), E18)).add(ONE);
        return balances.get(1)
                .multiply(E18.subtract(power).max(BigInteger.ZERO))
                .divide(E18);
    }

    /** A composable stable pool, token 0 for token 1; amplification with three decimals. */
    static BigInteger stableOut(BigInteger amplification, List<BigInteger> balances, BigInteger in, BigInteger fee) {
        BigInteger count = BigInteger.valueOf(balances.size());
        BigInteger ann = amplification.multiply(count);
        BigInteger invariant = invariant(ann, THOUSAND, balances);
        BigInteger paid = in.subtract(up(in.multiply(fee), E18));
        BigInteger sum = BigInteger.ZERO;
        BigInteger product = ONE;
        for (int i = 0; i < balances.size(); i++) {
            BigInteger balance = i == 0 ? balances.get(0).add(paid) : balances.get(i);
            product = i == 0
                    ? balance.multiply(count)
                    : product.multiply(balance).multiply(count).divide(invariant);
            sum = i == 1 ? sum : sum.add(balance);
        }
        BigInteger square = invariant.multiply(invariant);
        BigInteger c = up(square, ann.multiply(product)).multiply(THOUSAND).multiply(balances.get(1));
        BigInteger b = sum.add(invariant.divide(ann).multiply(THOUSAND));
        BigInteger y = up(square.add(c), invariant.add(b));
        BigInteger previous;
        do {
            previous = y;
            y = up(y.multiply(y).add(c), y.shiftLeft(1).add(b).subtract(invariant));
        } while (y.subtract(previous).abs().compareTo(ONE) > 0);
        return balances.get(1).subtract(y).subtract(ONE);
    }

    /** A stable pool of Curve since 2020, coin 0 for coin 1, all coins with 18 decimals; fee in parts of 10^10. */
    static BigInteger curveOut(BigInteger amplification, List<BigInteger> balances, BigInteger in, BigInteger fee) {
        BigInteger hundred = BigInteger.valueOf(100);
        BigInteger count = BigInteger.valueOf(balances.size());
        BigInteger ann = amplification.multiply(count);
        BigInteger d = invariant(ann, hundred, balances);
        BigInteger c = d;
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < balances.size(); i++) {
            if (i != 1) {
                BigInteger x = i == 0 ? balances.get(0).add(in) : balances.get(i);
                sum = sum.add(x);
                c = c.multiply(d).divide(x.multiply(count));
            }
        }
        c = c.multiply(d).multiply(hundred).divide(ann.multiply(count));
        BigInteger b = sum.add(d.multiply(hundred).divide(ann));
        BigInteger y = d;
        BigInteger previous;
        do {
            previous = y;
            y = y.multiply(y).add(c).divide(y.shiftLeft(1).add(b).subtract(d));
        } while (y.subtract(previous).abs().compareTo(ONE) > 0);
        BigInteger out = balances.get(1).subtract(y).subtract(ONE);
        return out.subtract(out.multiply(fee).divide(FEE_BASE));
    }

    private static BigInteger invariant(BigInteger ann, BigInteger precision, List<BigInteger> balances) {
        BigInteger count = BigInteger.valueOf(balances.size());
        BigInteger sum = balances.stream().reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger d = sum;
        BigInteger previous;
        do {
            BigInteger product = d;
            for (BigInteger balance : balances) {
                product = product.multiply(d).divide(balance.multiply(count));
            }
            previous = d;
            BigInteger above = ann.multiply(sum).divide(precision).add(product.multiply(count));
            BigInteger below = ann.subtract(precision)
                    .multiply(d)
                    .divide(precision)
                    .add(count.add(ONE).multiply(product));
            d = above.multiply(d).divide(below);
        } while (d.subtract(previous).abs().compareTo(ONE) > 0);
        return d;
    }

    /** A stable pair of Aerodrome whose tokens have 18 decimals, token 0 for token 1; fee in hundredths of a percent. */
    static BigInteger solidlyOut(BigInteger reserve0, BigInteger reserve1, BigInteger in, int fee) {
        BigInteger paid = in.subtract(in.multiply(BigInteger.valueOf(fee)).divide(BigInteger.valueOf(10_000)));
        BigInteger invariant = f(reserve0, reserve1);
        BigInteger x = reserve0.add(paid);
        BigInteger y = reserve1;
        while (true) {
            BigInteger reached = f(x, y);
            boolean below = reached.compareTo(invariant) < 0;
            BigInteger slope = THREE.multiply(x)
                    .multiply(y.multiply(y).divide(E18))
                    .divide(E18)
                    .add(x.multiply(x).divide(E18).multiply(x).divide(E18));
            BigInteger step = invariant.subtract(reached).abs().multiply(E18).divide(slope);
            if (step.signum() == 0) {
                if (reached.equals(invariant)
                        || (!below && f(x, y.subtract(ONE)).compareTo(invariant) < 0)) {
                    return reserve1.subtract(y);
                }
                if (below && f(x, y.add(ONE)).compareTo(invariant) > 0) {
                    return reserve1.subtract(y.add(ONE));
                }
                step = ONE;
            }
            y = below ? y.add(step) : y.subtract(step);
        }
    }

    private static BigInteger f(BigInteger x, BigInteger y) {
        BigInteger product = x.multiply(y).divide(E18);
        BigInteger squares = x.multiply(x).divide(E18).add(y.multiply(y).divide(E18));
        return product.multiply(squares).divide(E18);
    }

    private static BigInteger up(BigInteger a, BigInteger b) {
        return BigIntegerMaths.divideUp(a, b);
    }
}
