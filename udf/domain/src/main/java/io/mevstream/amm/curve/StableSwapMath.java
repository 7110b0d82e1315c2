package io.mevstream.amm.curve;

import io.mevstream.num.UInt256;
import java.util.List;

/**
 * The invariant of stable pools and the balance that keeps it: {@code get_D} and {@code get_y}. Balances have 18 decimals.
 * Throws {@link ArithmeticException} where the contract reverts.
 *
 * @param amplification A n^(n-1), with the precision of the rules
 */
record StableSwapMath(StableSwapRules rules, UInt256 amplification) {

    private static final int ROUNDS = 255;
    private static final UInt256 TWO = UInt256.of(2);

    UInt256 getD(List<UInt256> balances) {
        UInt256 count = UInt256.of(balances.size());
        UInt256 sum = UInt256.ZERO;
        for (UInt256 balance : balances) {
            sum = sum.add(balance);
        }
        if (sum.isZero()) {
            return sum;
        }
        UInt256 precision = UInt256.of(rules.amplificationPrecision());
        UInt256 ann = amplification.mul(count);
        UInt256 invariant = sum;
        for (int i = 0; i < ROUNDS; i++) {
            UInt256 product = product(balances, invariant, count);
            UInt256 previous = invariant;
            UInt256 numerator = ann.mul(sum).div(precision).add(product.mul(count));
            UInt256 denominator = ann.sub(precision)
                    .mul(invariant)
                    .div(precision)
                    .add(count.add(UInt256.ONE).mul(product));
            invariant = numerator.mul(invariant).div(denominator);
            if (areNear(invariant, previous)) {
                return invariant;
            }
        }
        // The oldest pools give what the last round gave.
        if (rules.amplificationPrecision() == 1) {
            return invariant;
        }
        throw new ArithmeticException("get_D: does not converge");
    }

    private UInt256 product(List<UInt256> balances, UInt256 invariant, UInt256 count) {
        UInt256 product = invariant;
        UInt256 power = UInt256.ONE;
        for (UInt256 balance : balances) {
            product = product.mul(invariant).div(rules.dividesTogether() ? balance : balance.mul(count));
            power = power.mul(count);
        }
        return rules.dividesTogether() ? product.div(power) : product;
    }

    /** The balance of token j when that of token i is x. */
    UInt256 getY(int i, int j, UInt256 x, List<UInt256> balances) {
        UInt256 count = UInt256.of(balances.size());
        UInt256 precision = UInt256.of(rules.amplificationPrecision());
        UInt256 ann = amplification.mul(count);
        UInt256 invariant = getD(balances);
        UInt256 c = invariant;
        UInt256 sum = UInt256.ZERO;
        for (int k = 0; k < balances.size(); k++) {
            if (k != j) {
                UInt256 balance = k == i ? x : balances.get(k);
                sum = sum.add(balance);
                c = c.mul(invariant).div(balance.mul(count));
            }
        }
        c = c.mul(invariant).mul(precision).div(ann.mul(count));
        UInt256 b = sum.add(invariant.mul(precision).div(ann));
        UInt256 y = invariant;
        for (int round = 0; round < ROUNDS; round++) {
            UInt256 previous = y;
            y = y.mul(y).add(c).div(y.mul(TWO).add(b).sub(invariant));
            if (areNear(y, previous)) {
                return y;
            }
        }
        if (rules.amplificationPrecision() == 1) {
            return y;
        }
        throw new ArithmeticException("get_y: does not converge");
    }

    private static boolean areNear(UInt256 a, UInt256 b) {
        return a.max(b).sub(a.min(b)).compareTo(UInt256.ONE) <= 0;
    }
}
