package io.mevstream.pool;

import io.mevstream.amm.Completeness;
import io.mevstream.amm.QuotablePool;
import io.mevstream.amm.solidly.CamelotPool;
import io.mevstream.amm.solidly.SolidlyPool;
import io.mevstream.amm.v2.PairPool;
import io.mevstream.amm.v3.ConcentratedPool;
import io.mevstream.amm.v3.PoolPrice;
import io.mevstream.amm.v4.ManagedPool;
import io.mevstream.chain.Address;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.PoolId;
import io.mevstream.event.PoolEvent;
import io.mevstream.event.PoolFamily;
import io.mevstream.event.PoolFeeChanged;
import io.mevstream.fact.Origin;
import io.mevstream.pool.PoolTracker.Snapshot;
import io.mevstream.pool.PoolTracker.State;
import io.mevstream.pool.PoolTracker.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Every pool of a chain as it can be quoted after the newest block: by events where they state a pool, from a snapshot and the
 * events after it otherwise. Blocks are undone as they were applied, to {@link PoolTracker#UNDO_DEPTH}, and what was known
 * before counts again. A pool that was stated at a block which is undone is forgotten.
 */
public final class PoolBook {

    private final PoolTracker tracker;
    private final SwapProver prover;
    private final Map<PoolId, Entry> entries = new TreeMap<>();
    /** The pools of Balancer's vault by their own contracts, which announce their fees. */
    private final Map<Address, PoolId> held = new TreeMap<>();

    /**
     * One pool.
     *
     * @param before what could be quoted before each block that can be undone, oldest first
     */
    private record Entry(State tracked, QuotableState now, List<QuotableState> before) {}

    public PoolBook(KnownFactories factories, PoolRegistry registry) {
        this.tracker = new PoolTracker(factories, registry);
        this.prover = new SwapProver(factories);
    }

    /** The pool as it is now; null for one never seen, and for one of a family without maths. */
    public @Nullable QuotablePool pool(PoolId pool) {
        Entry entry = entries.get(pool);
        return entry == null ? null : entry.now().pool();
    }

    /** What is known of the pool beside its state; null for one never seen. */
    public @Nullable PoolKnowledge knowledge(PoolId pool) {
        Entry entry = entries.get(pool);
        return entry == null ? null : entry.tracked().now().knowledge();
    }

    /** Every pool seen, sorted. */
    public NavigableSet<PoolId> pools() {
        return Collections.unmodifiableNavigableSet(new TreeSet<>(entries.keySet()));
    }

    /**
     * Takes a pool as a snapshot states it: read at the newest block taken, all of it at once.
     *
     * @param runStart of the run of blocks that follows
     * @param knowledge the tokens in the order of the snapshot, and how they are proven
     */
    public void state(long runStart, PoolKnowledge knowledge, QuotablePool pool) {
        TickMap ticks = TickMap.of(QuotableState.tableOf(pool));
        Snapshot snapshot = new Snapshot(knowledge, stateOf(pool), ticks);
        learnHolder(knowledge.pool(), knowledge.family());
        entries.put(
                knowledge.pool(),
                new Entry(new State(runStart, snapshot, List.of()), new QuotableState(pool, pool, ticks), List.of()));
    }

    private static PoolState stateOf(QuotablePool pool) {
        Completeness known = pool.completeness();
        if (pool instanceof PairPool pair) {
            return new PoolState(known, pair.reserve0(), pair.reserve1(), null, null, null);
        }
        if (pool instanceof SolidlyPool pair) {
            return new PoolState(known, pair.reserve0(), pair.reserve1(), null, null, null);
        }
        if (pool instanceof CamelotPool pair) {
            return new PoolState(known, pair.reserve0(), pair.reserve1(), null, null, null);
        }
        if (pool instanceof ConcentratedPool tiered) {
            return priced(known, tiered.price());
        }
        return pool instanceof ManagedPool managed ? priced(known, managed.price()) : PoolState.UNKNOWN;
    }

    private static PoolState priced(Completeness known, PoolPrice price) {
        return new PoolState(known, null, null, price.sqrtPriceX96(), price.liquidity(), price.tick());
    }

    /**
     * Takes a block, or takes it back.
     *
     * @param runStart the position of the first record of the linked run; what is known of another run is dropped
     * @param events the block's decoded logs in log order
     * @return the pools that it touched
     * @throws IllegalStateException when an undo is not of a pool's newest block
     */
    public NavigableSet<PoolId> take(Origin origin, long runStart, List<LoggedEvent> events) {
        NavigableSet<PoolId> touched = new TreeSet<>();
        for (PoolFrame frame : PoolFrame.of(origin, runStart, ofHolders(events), prover)) {
            touched.add(frame.pool());
            Entry known = entries.get(frame.pool());
            Entry linked = known != null && known.tracked().runStart() == runStart ? known : null;
            Entry after = origin.kind() == ChainRecord.Kind.UNDO ? undone(linked, frame) : applied(linked, frame);
            if (after == null) {
                entries.remove(frame.pool());
            } else {
                entries.put(frame.pool(), after);
            }
        }
        return touched;
    }

    private List<LoggedEvent> ofHolders(List<LoggedEvent> events) {
        List<LoggedEvent> all = new ArrayList<>(events.size());
        for (LoggedEvent logged : events) {
            if (logged.event() instanceof PoolEvent event) {
                learnHolder(event.pool(), PoolFamily.BALANCER_V2);
            }
            PoolId holder = logged.event() instanceof PoolFeeChanged change
                            && change.pool().isContract()
                    ? held.get(change.pool().manager())
                    : null;
            all.add(
                    holder != null && logged.event() instanceof PoolFeeChanged change
                            ? new LoggedEvent(
                                    logged.log(),
                                    logged.protocol(),
                                    new PoolFeeChanged(holder, change.family(), change.parameter(), change.valueRaw()))
                            : logged);
        }
        return all;
    }

    private void learnHolder(PoolId pool, PoolFamily family) {
        if (family == PoolFamily.BALANCER_V2 && !pool.isContract()) {
            held.put(ModelEvents.contractOf(pool), pool);
        }
    }

    private Entry applied(@Nullable Entry was, PoolFrame frame) {
        Step step = tracker.take(was == null ? null : was.tracked(), frame);
        State after = Objects.requireNonNull(step.after(), "a block applied leaves a state");
        PoolKnowledge knowledge = after.now().knowledge();
        ModelEvents events = new ModelEvents(knowledge);
        QuotablePool model = was == null ? null : was.now().model();
        for (PoolFrame.Entry entry : frame.entries()) {
            model = events.after(model, entry.event());
        }
        if (model == null) {
            model = QuotableState.modelOf(knowledge);
        }
        QuotableState before = was == null ? new QuotableState(null, null, null) : was.now();
        List<QuotableState> kept = was == null ? List.of() : was.before();
        List<QuotableState> all =
                new ArrayList<>(kept.size() < PoolTracker.KEPT_BLOCKS ? kept : kept.subList(1, kept.size()));
        all.add(before);
        return new Entry(after, QuotableState.of(model, after.now(), before), List.copyOf(all));
    }

    private @Nullable Entry undone(@Nullable Entry was, PoolFrame frame) {
        if (was != null && was.before().isEmpty()) {
            return null;
        }
        Step step = tracker.take(was == null ? null : was.tracked(), frame);
        State after = step.after();
        if (was == null || after == null) {
            return null;
        }
        int last = was.before().size() - 1;
        return new Entry(after, was.before().get(last), List.copyOf(was.before().subList(0, last)));
    }
}
