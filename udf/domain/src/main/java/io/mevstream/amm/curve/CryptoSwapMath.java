package io.mevstream.amm.curve;

import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The curve of Curve's crypto pools of 2021: the balance that keeps the invariant, and how far balances are from even. All with
 * 18 decimals, at the pool's internal prices. Throws {@link ArithmeticException} where the contract reverts.
 *
 * @param ann A n^n, times 10,000
 * @param gamma how fast liquidity falls away from even balances, with 18 decimals
 */
record CryptoSwapMath(UInt256 ann, UInt256 gamma) {

    private static final UInt256 ONE = UInt256.of(1_000_000_000_000_000_000L);
    private static final UInt256 TWO = UInt256.of(2);
    private static final UInt256 MULTIPLIER = UInt256.of(10_000);
    private static final UInt256 STEPS = UInt256.of(100_000_000_000_000L);
    private static final UInt256 LEAST_LIMIT = UInt256.of(100);
    private static final UInt256 LEAST_SHARE = UInt256.of(10_000_000_000_000_000L);
    private static final UInt256 MOST_SHARE = ONE.mul(UInt256.of(100));
    private static final UInt256 LEAST_INVARIANT = UInt256.of(100_000_000_000_000_000L);
    private static final UInt256 MOST_INVARIANT = ONE.mul(UInt256.of(1_000_000_000_000_000L));
    private static final int ROUNDS = 255;

    /** The balance of coin i that gives the invariant, with the others as they are. */
    UInt256 newtonY(List<UInt256> balances, UInt256 invariant, int i) {
        require(invariant.compareTo(LEAST_INVARIANT) >= 0 && invariant.compareTo(MOST_INVARIANT) <= 0, "invariant");
        List<UInt256> others = new ArrayList<>(balances);
        others.remove(i);
        others.forEach(balance -> requireShare(balance, invariant));
        others.sort(Comparator.reverseOrder());
        UInt256 count = UInt256.of(balances.size());
        UInt256 evenly = ONE;
        UInt256 sum = UInt256.ZERO;
        for (UInt256 balance : others) {
            evenly = evenly.mul(balance).mul(count).div(invariant);
            sum = sum.add(balance);
        }
        UInt256 limit = others.get(0).div(STEPS).max(invariant.div(STEPS)).max(LEAST_LIMIT);
        UInt256 y = first(others, invariant, count);
        for (int round = 0; round < ROUNDS; round++) {
            UInt256 previous = y;
            UInt256 reached = next(y, evenly.mul(y).mul(count).div(invariant), sum.add(y), invariant);
            y = reached == null ? y.shiftRight(1) : reached;
            UInt256 step = y.max(previous).sub(y.min(previous));
            if (reached != null && step.compareTo(limit.max(y.div(STEPS))) < 0) {
                requireShare(y, invariant);
                return y;
            }
        }
        throw new ArithmeticException("newton_y: does not converge");
    }

    /** A first guess; the pools of two coins square the invariant, the others divide coin by coin, the smallest first. */
    private static UInt256 first(List<UInt256> others, UInt256 invariant, UInt256 count) {
        if (others.size() == 1) {
            return invariant.mul(invariant).div(others.get(0).mul(count).mul(count));
        }
        UInt256 y = invariant.div(count);
        for (int j = others.size() - 1; j >= 0; j--) {
            y = y.mul(invariant).div(others.get(j).mul(count));
        }
        return y;
    }

    /** One step of Newton's method; null where the slope is not positive: the contract halves, and goes on whatever the step. */
    private @Nullable UInt256 next(UInt256 y, UInt256 k0, UInt256 sum, UInt256 invariant) {
        UInt256 even = gamma.add(ONE);
        UInt256 apart = even.max(k0).sub(even.min(k0)).add(UInt256.ONE);
        UInt256 first = ONE.mul(invariant)
                .div(gamma)
                .mul(apart)
                .div(gamma)
                .mul(apart)
                .mul(MULTIPLIER)
                .div(ann);
        UInt256 second = ONE.add(ONE.mul(TWO).mul(k0).div(apart));
        UInt256 rising = ONE.mul(y).add(sum.mul(second)).add(first);
        UInt256 falling = invariant.mul(second);
        if (rising.compareTo(falling) < 0) {
            return null;
        }
        rising = rising.sub(falling);
        UInt256 slope = rising.div(y);
        UInt256 minus = first.div(slope);
        UInt256 plus =
                rising.add(ONE.mul(invariant)).div(slope).add(minus.mul(ONE).div(k0));
        minus = minus.add(ONE.mul(sum).div(slope));
        return plus.compareTo(minus) < 0 ? y.shiftRight(1) : plus.sub(minus);
    }

    private static void requireShare(UInt256 balance, UInt256 invariant) {
        UInt256 share = balance.mul(ONE).div(invariant);
        require(share.compareTo(LEAST_SHARE) >= 0 && share.compareTo(MOST_SHARE) <= 0, "balance");
    }

    private static void require(boolean safe, String what) {
        if (!safe) {
            throw new ArithmeticException("newton_y: unsafe " + what);
        }
    }
}
