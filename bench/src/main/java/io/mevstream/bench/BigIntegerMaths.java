package io.mevstream.bench;

import java.math.BigInteger;

/** The peer: the same contract maths as it is usually written in Java. */
final class BigIntegerMaths {

    private static final BigInteger Q96 = BigInteger.ONE.shiftLeft(96);
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
    private static final BigInteger KEPT = BigInteger.valueOf(997);
    private static final BigInteger ALL = BigInteger.valueOf(1000);

    /** What a step did: as {@code SwapMath.Step}. */
    record Step(BigInteger next, BigInteger in, BigInteger out, BigInteger fee) {}

    private BigIntegerMaths() {}

    static BigInteger getAmountOut(BigInteger in, BigInteger reserveIn, BigInteger reserveOut) {
        BigInteger kept = in.multiply(KEPT);
        return kept.multiply(reserveOut).divide(reserveIn.multiply(ALL).add(kept));
    }

    /** The input at which a route of pairs gains most, in closed form; reserves in, out, in, out ... */
    static BigInteger bestInput(BigInteger[] reserves) {
        BigInteger k = BigInteger.ONE;
        BigInteger m = BigInteger.ONE;
        BigInteger n = BigInteger.ZERO;
        for (int i = 0; i < reserves.length; i += 2) {
            n = n.multiply(ALL).multiply(reserves[i]).add(k.multiply(KEPT));
            k = k.multiply(KEPT).multiply(reserves[i + 1]);
            m = m.multiply(ALL).multiply(reserves[i]);
        }
        return k.multiply(m).sqrt().subtract(m).divide(n);
    }

    static Step exactInStep(
            BigInteger current, BigInteger target, BigInteger liquidity, BigInteger remaining, int feePips) {
        boolean down = current.compareTo(target) >= 0;
        BigInteger fee = BigInteger.valueOf(feePips);
        BigInteger lessFee = remaining.multiply(MILLION.subtract(fee)).divide(MILLION);
        BigInteger in = down ? amount0(target, current, liquidity, true) : amount1(current, target, liquidity, true);
        boolean reached = lessFee.compareTo(in) >= 0;
        BigInteger next = reached ? target : next(current, liquidity, lessFee, down);
        if (!reached) {
            in = down ? amount0(next, current, liquidity, true) : amount1(current, next, liquidity, true);
        }
        BigInteger out = down ? amount1(next, current, liquidity, false) : amount0(current, next, liquidity, false);
        BigInteger paid = reached ? divideUp(in.multiply(fee), MILLION.subtract(fee)) : remaining.subtract(in);
        return new Step(next, in, out, paid);
    }

    private static BigInteger next(BigInteger price, BigInteger liquidity, BigInteger amount, boolean down) {
        if (!down) {
            return price.add(amount.shiftLeft(96).divide(liquidity));
        }
        BigInteger numerator = liquidity.shiftLeft(96);
        return divideUp(numerator.multiply(price), numerator.add(amount.multiply(price)));
    }

    private static BigInteger amount0(BigInteger lower, BigInteger upper, BigInteger liquidity, boolean up) {
        BigInteger product = liquidity.shiftLeft(96).multiply(upper.subtract(lower));
        return up
                ? divideUp(divideUp(product, upper), lower)
                : product.divide(upper).divide(lower);
    }

    private static BigInteger amount1(BigInteger lower, BigInteger upper, BigInteger liquidity, boolean up) {
        BigInteger product = liquidity.multiply(upper.subtract(lower));
        return up ? divideUp(product, Q96) : product.shiftRight(96);
    }

    static BigInteger divideUp(BigInteger a, BigInteger b) {
        BigInteger[] both = a.divideAndRemainder(b);
        return both[1].signum() == 0 ? both[0] : both[0].add(BigInteger.ONE);
    }
}
