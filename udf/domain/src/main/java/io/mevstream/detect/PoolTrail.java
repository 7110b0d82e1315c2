package io.mevstream.detect;

import io.mevstream.amm.Completeness;
import io.mevstream.chain.PoolId;
import io.mevstream.event.LiquidityChange;
import io.mevstream.event.PoolEvent;
import io.mevstream.event.PoolInitialized;
import io.mevstream.event.ReservesSet;
import io.mevstream.event.Swap;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import io.mevstream.pool.PoolKnowledge;
import io.mevstream.pool.PoolState;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Follows the states of pools through one block, so that each swap knows the pool before and after it. */
final class PoolTrail {

    private static final int MAX_LIQUIDITY_BITS = 128;

    private final Function<PoolId, @Nullable PoolState> beforeBlock;
    private final Map<PoolId, PoolState> now = new HashMap<>();

    PoolTrail(Function<PoolId, @Nullable PoolState> beforeBlock) {
        this.beforeBlock = beforeBlock;
    }

    /** What is known around a swap that happened. */
    SwapContext take(Swap swap, PoolKnowledge knowledge) {
        PoolState state = state(swap.pool());
        PoolState before = PoolState.UNKNOWN;
        PoolState after = PoolState.UNKNOWN;
        Integer feePips = knowledge.feePips();
        if (swap.detail() instanceof Swap.PriceAfter price) {
            before = state;
            after = priced(price.sqrtPriceX96(), price.liquidity(), price.tick());
            feePips = price.feePips() != null ? price.feePips() : feePips;
        } else if (swap.detail() instanceof Swap.PairAmounts amounts) {
            // The pair states its reserves right before its swap, as they are after it.
            after = state;
            before = before(state, amounts);
        }
        now.put(swap.pool(), after);
        return new SwapContext(
                knowledge.family(), swap.in().index(), known(before), known(after), feePips, knowledge.tickSpacing());
    }

    /** Takes whatever else happened to a pool. */
    void take(PoolEvent event) {
        if (event instanceof ReservesSet reserves) {
            now.put(event.pool(), paired(reserves.reserve0Raw(), reserves.reserve1Raw()));
        } else if (event instanceof PoolInitialized initialized) {
            now.put(event.pool(), priced(initialized.sqrtPriceX96(), UInt256.ZERO, initialized.tick()));
        } else if (event instanceof LiquidityChange change) {
            now.put(event.pool(), moved(state(event.pool()), change));
        }
    }

    private PoolState state(PoolId pool) {
        PoolState state = now.get(pool);
        if (state == null) {
            state = beforeBlock.apply(pool);
        }
        return state == null ? PoolState.UNKNOWN : state;
    }

    private static @Nullable PoolState known(PoolState state) {
        return state.completeness() == Completeness.UNKNOWN ? null : state;
    }

    private static PoolState moved(PoolState state, LiquidityChange change) {
        UInt256 inRange = state.liquidity();
        UInt256 price = state.sqrtPriceX96();
        Integer tick = state.tick();
        Integer lower = change.tickLower();
        Integer upper = change.tickUpper();
        Int256 delta = change.liquidityDelta();
        if (inRange == null || price == null || tick == null || lower == null || upper == null || delta == null) {
            return state;
        }
        if (tick < lower || tick >= upper) {
            return state;
        }
        if (delta.abs().bitLength() > MAX_LIQUIDITY_BITS) {
            return PoolState.UNKNOWN;
        }
        Int256 after = Int256.ofExact(inRange).add(delta);
        return after.signum() < 0 ? PoolState.UNKNOWN : priced(price, after.abs(), tick);
    }

    private static PoolState before(PoolState after, Swap.PairAmounts amounts) {
        UInt256 reserve0 = before(after.reserve0Raw(), amounts.amount0In(), amounts.amount0Out());
        UInt256 reserve1 = before(after.reserve1Raw(), amounts.amount1In(), amounts.amount1Out());
        return reserve0 == null || reserve1 == null ? PoolState.UNKNOWN : paired(reserve0, reserve1);
    }

    private static @Nullable UInt256 before(@Nullable UInt256 after, UInt256 in, UInt256 out) {
        if (after == null) {
            return null;
        }
        UInt256 sum = after.addWrapping(out);
        return sum.compareTo(after) < 0 || sum.compareTo(in) < 0 ? null : sum.sub(in);
    }

    private static PoolState paired(UInt256 reserve0, UInt256 reserve1) {
        return new PoolState(Completeness.PARTIAL, reserve0, reserve1, null, null, null);
    }

    private static PoolState priced(UInt256 sqrtPriceX96, UInt256 liquidity, int tick) {
        return new PoolState(Completeness.PARTIAL, null, null, sqrtPriceX96, liquidity, tick);
    }
}
