package io.mevstream.amm.balancer;

import io.mevstream.num.FullMath;
import io.mevstream.num.UInt256;
import java.util.List;

/**
 * The invariant and the swaps of stable pools: a port of the library of that name as composable pools have it, whose
 * invariant rounds down throughout. Throws {@link ArithmeticException} where it reverts or does not converge.
 */
final class StableMath {

    private static final UInt256 AMP_PRECISION = UInt256.of(1000);
    private static final UInt256 TWO = UInt256.of(2);
    private static final int ROUNDS = 255;

    private StableMath() {}

    /**
     * The invariant D.
     *
     * @param amplification with three decimals: A n^(n-1)
     */
    static UInt256 calculateInvariant(UInt256 amplification, List<UInt256> balances) {
        UInt256 count = UInt256.of(balances.size());
        UInt256 sum = UInt256.ZERO;
        for (UInt256 balance : balances) {
            sum = sum.add(balance);
        }
        if (sum.isZero()) {
            return sum;
        }
        UInt256 ampTimesTotal = amplification.mul(count);
        UInt256 invariant = sum;
        for (int i = 0; i < ROUNDS; i++) {
            UInt256 product = invariant;
            for (UInt256 balance : balances) {
                product = product.mul(invariant).div(balance.mul(count));
            }
            UInt256 previous = invariant;
            UInt256 numerator = ampTimesTotal.mul(sum).div(AMP_PRECISION).add(product.mul(count));
            UInt256 denominator = ampTimesTotal
                    .sub(AMP_PRECISION)
                    .mul(invariant)
                    .div(AMP_PRECISION)
                    .add(count.add(UInt256.ONE).mul(product));
            invariant = numerator.mul(invariant).div(denominator);
            if (areNear(invariant, previous)) {
                return invariant;
            }
        }
        throw new ArithmeticException("calculateInvariant: does not converge");
    }

    /** The balance of one token that keeps the invariant, rounded up. */
    static UInt256 getTokenBalance(UInt256 amplification, List<UInt256> balances, UInt256 invariant, int token) {
        UInt256 count = UInt256.of(balances.size());
        UInt256 ampTimesTotal = amplification.mul(count);
        UInt256 sum = balances.get(0);
        UInt256 product = sum.mul(count);
        for (int j = 1; j < balances.size(); j++) {
            product = product.mul(balances.get(j)).mul(count).div(invariant);
            sum = sum.add(balances.get(j));
        }
        sum = sum.sub(balances.get(token));
        UInt256 square = invariant.mul(invariant);
        UInt256 c = FullMath.divRoundingUp(square, ampTimesTotal.mul(product))
                .mul(AMP_PRECISION)
                .mul(balances.get(token));
        UInt256 b = sum.add(invariant.div(ampTimesTotal).mul(AMP_PRECISION));
        UInt256 balance = FullMath.divRoundingUp(square.add(c), invariant.add(b));
        for (int i = 0; i < ROUNDS; i++) {
            UInt256 previous = balance;
            balance = FullMath.divRoundingUp(
                    balance.mul(balance).add(c), balance.mul(TWO).add(b).sub(invariant));
            if (areNear(balance, previous)) {
                return balance;
            }
        }
        throw new ArithmeticException("getTokenBalance: does not converge");
    }

    private static boolean areNear(UInt256 a, UInt256 b) {
        return a.max(b).sub(a.min(b)).compareTo(UInt256.ONE) <= 0;
    }
}
