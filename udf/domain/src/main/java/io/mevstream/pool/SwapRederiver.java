package io.mevstream.pool;

import io.mevstream.event.PoolFamily;
import io.mevstream.event.Swap;
import io.mevstream.num.UInt256;
import org.jspecify.annotations.Nullable;

/** Whether a swap follows from what is known of its pool: which maths to ask, and whether enough is known to ask it. */
final class SwapRederiver {

    private SwapRederiver() {}

    /**
     * The verdict on one swap.
     *
     * @param state the pool's state as the events before the swap left it
     * @param beforeSync the state before the pair's Sync where that is the event right before the swap, else null
     * @param ticks the initialised ticks; null where they are not all known
     */
    static Rederivation judge(
            Swap swap,
            PoolKnowledge knowledge,
            PoolState state,
            @Nullable PoolState beforeSync,
            @Nullable TickMap ticks) {
        if (knowledge.family() == PoolFamily.UNISWAP_V2 && swap.detail() instanceof Swap.PairAmounts amounts) {
            return ofPair(amounts, knowledge, state, beforeSync);
        }
        return Rederivation.NO_MATHS;
    }

    private static Rederivation ofPair(
            Swap.PairAmounts amounts, PoolKnowledge knowledge, PoolState state, @Nullable PoolState beforeSync) {
        UInt256 after0 = state.reserve0Raw();
        UInt256 after1 = state.reserve1Raw();
        // The pair states its reserves just before the swap; without that the state before may be anything.
        if (beforeSync == null || after0 == null || after1 == null) {
            return Rederivation.NO_PRIOR_STATE;
        }
        Integer feePips = knowledge.feePips();
        return feePips == null
                ? Rederivation.NO_FEE
                : PairRederiver.judge(
                        amounts, after0, after1, beforeSync.reserve0Raw(), beforeSync.reserve1Raw(), feePips);
    }
}
