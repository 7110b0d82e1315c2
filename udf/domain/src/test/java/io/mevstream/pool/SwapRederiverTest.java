package io.mevstream.pool;

import static io.mevstream.pool.Trade.address;
import static io.mevstream.pool.Trade.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.amm.Completeness;
import io.mevstream.chain.PoolId;
import io.mevstream.event.PoolFamily;
import io.mevstream.event.Swap;
import io.mevstream.event.TokenAmount;
import io.mevstream.num.UInt256;
import io.mevstream.pool.PoolKnowledge.Proof;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A pair of 1000 and 1000 at 0.3 %, which gives 90 for 100. */
class SwapRederiverTest {

    private static final PoolId PAIR = PoolId.of(address(1));

    @Test
    void tellsExactFromGenerousFromImpossible() {
        assertThat(judge(90, 3000, PoolState.UNKNOWN)).isEqualTo(Rederivation.EXACT);
        assertThat(judge(80, 3000, PoolState.UNKNOWN)).isEqualTo(Rederivation.WITHIN_K);
        assertThat(judge(91, 3000, PoolState.UNKNOWN)).isEqualTo(Rederivation.DIFFERENT);
    }

    @Test
    void holdsTheSwapAgainstTheReservesStatedBefore() {
        assertThat(judge(90, 3000, reserves(1000, 1000))).isEqualTo(Rederivation.EXACT);
        assertThat(judge(90, 3000, reserves(1001, 1000))).isEqualTo(Rederivation.DIFFERENT);
        assertThat(judge(90, 3000, reserves(1000, 999))).isEqualTo(Rederivation.DIFFERENT);
    }

    @Test
    void saysWhatItDoesNotKnow() {
        assertThat(judge(90, null, PoolState.UNKNOWN)).isEqualTo(Rederivation.NO_FEE);
        assertThat(judge(90, 3000, null)).isEqualTo(Rederivation.NO_PRIOR_STATE);
    }

    @Test
    void judgesFiguresNoPairCanHave() {
        UInt256 most = UInt256.MAX;
        Swap.PairAmounts amounts = new Swap.PairAmounts(most, most, most, most);
        PoolState after = new PoolState(Completeness.PARTIAL, most, most, null, null, null);
        assertThat(SwapRederiver.judge(swap(amounts), known(3000), after, PoolState.UNKNOWN, null))
                .isEqualTo(Rederivation.DIFFERENT);
    }

    private static Rederivation judge(long out, @Nullable Integer feePips, @Nullable PoolState beforeSync) {
        UInt256 none = UInt256.ZERO;
        Swap swap = swap(new Swap.PairAmounts(units(100), none, none, units(out)));
        return SwapRederiver.judge(swap, known(feePips), reserves(1100, 1000 - out), beforeSync, null);
    }

    private static PoolState reserves(long reserve0, long reserve1) {
        return new PoolState(Completeness.PARTIAL, units(reserve0), units(reserve1), null, null, null);
    }

    private static PoolKnowledge known(@Nullable Integer feePips) {
        return new PoolKnowledge(PAIR, PoolFamily.UNISWAP_V2, List.of(), feePips, null, null, null, Proof.TRANSFERS);
    }

    private static Swap swap(Swap.PairAmounts amounts) {
        return new Swap(
                PAIR,
                PoolFamily.UNISWAP_V2,
                null,
                null,
                TokenAmount.ofIndex(0, amounts.amount0In()),
                TokenAmount.ofIndex(1, amounts.amount1Out()),
                amounts);
    }
}
