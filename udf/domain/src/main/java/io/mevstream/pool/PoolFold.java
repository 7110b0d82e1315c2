package io.mevstream.pool;

import io.mevstream.amm.Completeness;
import io.mevstream.event.LiquidityChange;
import io.mevstream.event.PoolCreated;
import io.mevstream.event.PoolInitialized;
import io.mevstream.event.ReservesSet;
import io.mevstream.event.Swap;
import io.mevstream.fact.LiquidityFact;
import io.mevstream.fact.SwapFact;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import io.mevstream.pool.PoolFrame.Entry;
import io.mevstream.pool.PoolTracker.Snapshot;
import io.mevstream.pool.SwapEvidence.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One frame being folded: the pool as it is after the events taken so far, and the facts they gave. */
final class PoolFold {

    /** Pools keep liquidity in 128 bits. */
    private static final int MAX_LIQUIDITY_BITS = 128;

    private final PoolIdentity identity;
    private final PoolFrame frame;
    private final List<SwapFact> swaps = new ArrayList<>();
    private final List<LiquidityFact> liquidity = new ArrayList<>();

    private PoolKnowledge knowledge;
    private PoolState state;
    private @Nullable TickMap ticks;

    /** The pair's reserves before its newest Sync, where that was the event just taken. */
    private @Nullable PoolState beforeSync;

    PoolFold(PoolIdentity identity, PoolFrame frame, @Nullable Snapshot was) {
        this.identity = identity;
        this.frame = frame;
        this.knowledge = was != null
                ? was.knowledge()
                : identity.initially(frame.pool(), frame.entries().get(0).event());
        this.state = was != null ? was.state() : PoolState.UNKNOWN;
        this.ticks = was != null ? was.ticks() : null;
    }

    Snapshot snapshot() {
        return new Snapshot(knowledge, state, ticks);
    }

    List<SwapFact> swaps() {
        return List.copyOf(swaps);
    }

    List<LiquidityFact> liquidity() {
        return List.copyOf(liquidity);
    }

    void take(Entry entry) {
        knowledge = identity.after(knowledge, entry.event(), entry.evidence());
        PoolState previous = beforeSync;
        beforeSync = null;
        if (entry.event() instanceof Swap swap) {
            swapped(entry, swap, Objects.requireNonNull(entry.evidence(), "a swap without evidence"), previous);
        } else if (entry.event() instanceof ReservesSet reserves) {
            beforeSync = state;
            state = new PoolState(
                    Completeness.PARTIAL, reserves.reserve0Raw(), reserves.reserve1Raw(), null, null, null);
        } else if (entry.event() instanceof PoolInitialized initialized) {
            begun(initialized);
        } else if (entry.event() instanceof PoolCreated created && created.initialized() != null) {
            // Only the singleton that holds the pool can have given it a price.
            if (created.factory().equals(frame.pool().manager())) {
                begun(created.initialized());
            }
        } else if (entry.event() instanceof LiquidityChange change) {
            moved(change);
            liquidity.add(new LiquidityFact(frame.origin(), entry.log(), entry.protocol(), change, knowledge));
        }
        state = withCompleteness(state);
    }

    private void swapped(Entry entry, Swap swap, SwapEvidence evidence, @Nullable PoolState previous) {
        Rederivation verdict = Rederivation.NO_PRIOR_STATE;
        if (evidence.status() != Status.SPOOFED) {
            verdict = SwapRederiver.judge(swap, knowledge, state, previous, ticks);
            if (swap.detail() instanceof Swap.PriceAfter after) {
                state = priced(after.sqrtPriceX96(), after.liquidity(), after.tick());
            } else if (previous == null) {
                // A pair that did not state its reserves just before: what they are now is not known.
                state = PoolState.UNKNOWN;
            }
        }
        swaps.add(new SwapFact(frame.origin(), entry.log(), entry.protocol(), swap, evidence, knowledge, verdict));
    }

    /** A first price comes before every position: from here on all of them are seen. */
    private void begun(PoolInitialized initialized) {
        state = priced(initialized.sqrtPriceX96(), UInt256.ZERO, initialized.tick());
        ticks = TickMap.EMPTY;
    }

    /** Positions change the liquidity in range where they span the tick, and the ticks they begin and end at. */
    private void moved(LiquidityChange change) {
        Integer lower = change.tickLower();
        Integer upper = change.tickUpper();
        Int256 delta = change.liquidityDelta();
        if (lower == null || upper == null || delta == null || delta.signum() == 0) {
            return;
        }
        if (delta.abs().bitLength() > MAX_LIQUIDITY_BITS) {
            forget();
            return;
        }
        ticks = ticks == null ? null : ticks.with(lower, upper, delta);
        UInt256 inRange = state.liquidity();
        Integer tick = state.tick();
        if (inRange == null || tick == null || tick < lower || tick >= upper) {
            return;
        }
        Int256 after = Int256.ofExact(inRange).add(delta);
        if (after.signum() < 0 || after.abs().bitLength() > MAX_LIQUIDITY_BITS) {
            forget();
        } else {
            state = priced(Objects.requireNonNull(state.sqrtPriceX96()), after.abs(), tick);
        }
    }

    /** No pool can have done what the event states: this is not one, and nothing of it is known. */
    private void forget() {
        state = PoolState.UNKNOWN;
        ticks = null;
    }

    private static PoolState priced(UInt256 sqrtPriceX96, UInt256 liquidity, int tick) {
        return new PoolState(Completeness.PARTIAL, null, null, sqrtPriceX96, liquidity, tick);
    }

    private PoolState withCompleteness(PoolState of) {
        boolean identified = knowledge.isProven() && knowledge.feePips() != null;
        boolean whole = of.reserve0Raw() != null || (of.sqrtPriceX96() != null && ticks != null);
        Completeness completeness = of.reserve0Raw() == null && of.sqrtPriceX96() == null
                ? Completeness.UNKNOWN
                : identified && whole ? Completeness.COMPLETE : Completeness.PARTIAL;
        return completeness == of.completeness()
                ? of
                : new PoolState(
                        completeness, of.reserve0Raw(), of.reserve1Raw(), of.sqrtPriceX96(), of.liquidity(), of.tick());
    }
}
