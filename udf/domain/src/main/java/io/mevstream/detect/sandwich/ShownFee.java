package io.mevstream.detect.sandwich;

import io.mevstream.amm.v2.PairFee;
import io.mevstream.amm.v2.V2Rederivation;
import io.mevstream.amm.v2.V2Rederivation.Verdict;
import io.mevstream.detect.SwapContext;
import io.mevstream.event.PoolFamily;
import io.mevstream.event.Swap.PairAmounts;
import io.mevstream.num.UInt256;
import io.mevstream.pool.PoolState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fee of a pair of no factory we know, by its own swaps: the one under which the pair would let all of them pass, and
 * one of them not by a single unit more. A pair lets pass what a higher fee would not, and no router leaves a unit.
 */
final class ShownFee {

    /** Those that forks of Uniswap V2 are known to take, in millionths. */
    private static final List<Integer> FEES_PIPS = List.of(3_000, 2_500, 2_000, 1_000, 500, 10_000);

    private ShownFee() {}

    /** In millionths; null where the swaps show none. */
    static @Nullable Integer pips(List<Touch> touches) {
        for (int pips : FEES_PIPS) {
            if (fits(touches, PairFee.ofPips(pips))) {
                return pips;
            }
        }
        return null;
    }

    private static boolean fits(List<Touch> touches, PairFee fee) {
        boolean exact = false;
        for (Touch touch : touches) {
            SwapContext context = touch.swap().context();
            PoolState before = context.before();
            Integer indexIn = context.indexIn();
            if (context.family() != PoolFamily.UNISWAP_V2 || before == null || indexIn == null) {
                return false;
            }
            UInt256 reserve0 = before.reserve0Raw();
            UInt256 reserve1 = before.reserve1Raw();
            if (reserve0 == null || reserve1 == null) {
                return false;
            }
            Verdict verdict = V2Rederivation.of(reserve0, reserve1, amounts(touch, indexIn == 0), fee);
            if (verdict == Verdict.DIFFERENT) {
                return false;
            }
            exact |= verdict == Verdict.EXACT;
        }
        return exact;
    }

    private static PairAmounts amounts(Touch touch, boolean zeroIn) {
        UInt256 in = touch.swap().amountInRaw();
        UInt256 out = touch.swap().amountOutRaw();
        UInt256 none = UInt256.ZERO;
        return zeroIn ? new PairAmounts(in, none, none, out) : new PairAmounts(none, in, out, none);
    }
}
