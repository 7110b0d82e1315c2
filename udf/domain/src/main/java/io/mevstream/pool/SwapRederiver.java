package io.mevstream.pool;

import io.mevstream.amm.v2.PairFee;
import io.mevstream.amm.v2.V2Rederivation;
import io.mevstream.amm.v3.Direction;
import io.mevstream.amm.v3.FeeTier;
import io.mevstream.amm.v3.PoolPrice;
import io.mevstream.amm.v3.V3Rederivation;
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
        boolean tiered =
                switch (knowledge.family()) {
                    case UNISWAP_V3, PANCAKE_V3, UNISWAP_V4 -> true;
                    default -> false;
                };
        return tiered && swap.detail() instanceof Swap.PriceAfter after
                ? ofTiered(swap, after, knowledge, state, ticks)
                : Rederivation.NO_MATHS;
    }

    /** A pair states its reserves just before the swap and as they are after it; what they were follows from the amounts. */
    private static Rederivation ofPair(
            Swap.PairAmounts amounts, PoolKnowledge knowledge, PoolState state, @Nullable PoolState beforeSync) {
        UInt256 after0 = state.reserve0Raw();
        UInt256 after1 = state.reserve1Raw();
        if (beforeSync == null || after0 == null || after1 == null) {
            return Rederivation.NO_PRIOR_STATE;
        }
        UInt256 before0 = before(after0, amounts.amount0In(), amounts.amount0Out());
        UInt256 before1 = before(after1, amounts.amount1In(), amounts.amount1Out());
        if (before0 == null
                || before1 == null
                || differs(beforeSync.reserve0Raw(), before0)
                || differs(beforeSync.reserve1Raw(), before1)) {
            return Rederivation.DIFFERENT;
        }
        Integer feePips = knowledge.feePips();
        return feePips == null ? Rederivation.NO_FEE : ofPair(before0, before1, amounts, feePips);
    }

    private static Rederivation ofPair(UInt256 before0, UInt256 before1, Swap.PairAmounts amounts, int feePips) {
        try {
            return switch (V2Rederivation.of(before0, before1, amounts, PairFee.ofPips(feePips))) {
                case EXACT -> Rederivation.EXACT;
                case WITHIN_K -> Rederivation.WITHIN_K;
                case DIFFERENT -> Rederivation.DIFFERENT;
            };
        } catch (ArithmeticException e) {
            // Full reserves under a fee of odd millionths leave 256 bits, where a pair would revert.
            return Rederivation.DIFFERENT;
        }
    }

    private static Rederivation ofTiered(
            Swap swap, Swap.PriceAfter after, PoolKnowledge knowledge, PoolState state, @Nullable TickMap ticks) {
        UInt256 price = state.sqrtPriceX96();
        UInt256 liquidity = state.liquidity();
        Integer tick = state.tick();
        Integer index = swap.in().index();
        if (price == null || liquidity == null || tick == null || index == null) {
            return Rederivation.NO_PRIOR_STATE;
        }
        Integer feePips = after.feePips() != null ? after.feePips() : knowledge.feePips();
        Integer tickSpacing = knowledge.tickSpacing();
        if (feePips == null || tickSpacing == null) {
            return Rederivation.NO_FEE;
        }
        V3Rederivation.Trade trade = new V3Rederivation.Trade(
                index == 0 ? Direction.ZERO_FOR_ONE : Direction.ONE_FOR_ZERO,
                swap.in().amountRaw(),
                swap.out().amountRaw());
        PoolPrice then = new PoolPrice(after.sqrtPriceX96(), after.liquidity(), after.tick());
        return ofTiered(new PoolPrice(price, liquidity, tick), trade, then, new FeeTier(feePips, tickSpacing), ticks);
    }

    private static Rederivation ofTiered(
            PoolPrice before, V3Rederivation.Trade trade, PoolPrice after, FeeTier tier, @Nullable TickMap ticks) {
        try {
            V3Rederivation.Verdict verdict = ticks == null
                    ? V3Rederivation.of(before, trade, after, tier)
                    : V3Rederivation.of(before, trade, after, tier, ticks);
            return switch (verdict) {
                case EXACT -> Rederivation.EXACT;
                case DIFFERENT -> Rederivation.DIFFERENT;
                case BEYOND_KNOWN_TICKS -> Rederivation.BEYOND_KNOWN_TICKS;
            };
        } catch (ArithmeticException e) {
            // Positions no pool can hold lead beyond 256 bits, where a pool would revert.
            return Rederivation.DIFFERENT;
        }
    }

    /** After, less what came in, and what went out: null where no such reserve can have been. */
    private static @Nullable UInt256 before(UInt256 after, UInt256 in, UInt256 out) {
        UInt256 sum = after.addWrapping(out);
        return sum.compareTo(after) < 0 || sum.compareTo(in) < 0 ? null : sum.sub(in);
    }

    private static boolean differs(@Nullable UInt256 known, UInt256 stated) {
        return known != null && !known.equals(stated);
    }
}
