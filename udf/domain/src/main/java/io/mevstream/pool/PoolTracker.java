package io.mevstream.pool;

import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord;
import io.mevstream.fact.LiquidityFact;
import io.mevstream.fact.Origin;
import io.mevstream.fact.PoolFact;
import io.mevstream.fact.PoolInBlock;
import io.mevstream.fact.PoolStateFact;
import io.mevstream.fact.SwapFact;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows one pool block by block, and back: a pure function of its state and a frame. It holds nothing itself, so one
 * instance serves every pool of a chain.
 */
public final class PoolTracker {

    /** How many of a pool's blocks can be undone: the depth of reorg that the chain log admits. */
    public static final int UNDO_DEPTH = 64;

    private final PoolIdentity identity;

    public PoolTracker(KnownFactories factories, PoolRegistry registry) {
        this.identity = new PoolIdentity(factories, registry);
    }

    /**
     * What is known of a pool at one moment.
     *
     * @param ticks the initialised ticks; null unless every position was seen from the pool's first price on
     */
    public record Snapshot(PoolKnowledge knowledge, PoolState state, @Nullable TickMap ticks) {}

    /** One more than can be undone: the block that left the pool as it is after the deepest reorg must be known too. */
    static final int KEPT_BLOCKS = UNDO_DEPTH + 1;

    /**
     * A block that touched a pool.
     *
     * @param timeSeconds Unix time; null where not stated
     * @param lastLogIndex place of the pool's last event in the block; -1 in a state that did not keep it
     */
    public record Touch(BlockRef block, @Nullable Long timeSeconds, int lastLogIndex) {}

    /**
     * What a pool was before a block touched it.
     *
     * @param before null where the block was the first of its run to touch the pool
     */
    public record Undo(Touch touch, @Nullable Snapshot before) {}

    /**
     * A pool's state, and the way back.
     *
     * @param undo the last blocks that touched the pool, oldest first, at most {@link #KEPT_BLOCKS}
     */
    public record State(long runStart, Snapshot now, List<Undo> undo) {}

    /**
     * What a frame led to. The facts of an undo equal those of the block's apply except for their origin.
     *
     * @param after null where nothing is left to know: the pool's first block was undone
     * @param inBlock the state before the block, and the swaps
     * @param pool null where nothing changed of what is known
     * @param state null in a family whose events do not state it
     * @param restored after an undo the state that counts again, as a fact of the block that led to it but at the position of the
     *     undo; null where there is none
     */
    public record Step(
            @Nullable State after,
            PoolInBlock inBlock,
            List<LiquidityFact> liquidity,
            @Nullable PoolFact pool,
            @Nullable PoolStateFact state,
            @Nullable PoolStateFact restored) {

        public List<SwapFact> swaps() {
            return inBlock.swaps();
        }
    }

    /**
     * Takes one frame.
     *
     * @param before null for a pool never seen; a state of another run is dropped
     * @throws IllegalStateException when an undo is not of the pool's newest block
     */
    public Step take(@Nullable State before, PoolFrame frame) {
        State linked = before != null && before.runStart() == frame.runStart() ? before : null;
        return frame.origin().kind() == ChainRecord.Kind.UNDO ? undo(linked, frame) : apply(linked, frame);
    }

    private Step apply(@Nullable State before, PoolFrame frame) {
        Snapshot was = before == null ? null : before.now();
        PoolFold fold = fold(was, frame);
        List<Undo> kept = before == null ? List.of() : before.undo();
        List<Undo> undo = new ArrayList<>(KEPT_BLOCKS);
        undo.addAll(kept.size() < KEPT_BLOCKS ? kept : kept.subList(1, kept.size()));
        Origin origin = frame.origin();
        undo.add(new Undo(new Touch(origin.block(), origin.blockTimeSeconds(), lastLogIndex(frame)), was));
        return step(new State(frame.runStart(), fold.snapshot(), List.copyOf(undo)), was, fold, frame);
    }

    /** Folds the frame again from the state before it: the facts come out as they did when it was applied. */
    private Step undo(@Nullable State before, PoolFrame frame) {
        int last = before == null ? -1 : before.undo().size() - 1;
        Undo newest = before == null || last < 0 ? null : before.undo().get(last);
        if (before == null
                || newest == null
                || !newest.touch().block().equals(frame.origin().block())) {
            throw new IllegalStateException("pool " + frame.pool() + ", position "
                    + frame.origin().position() + ": expected to undo "
                    + (newest == null ? "nothing" : newest.touch().block()) + ", found "
                    + frame.origin().block());
        }
        Snapshot was = newest.before();
        PoolFold fold = fold(was, frame);
        State after = was == null
                ? null
                : new State(before.runStart(), was, List.copyOf(before.undo().subList(0, last)));
        return step(after, was, fold, frame);
    }

    private PoolFold fold(@Nullable Snapshot was, PoolFrame frame) {
        PoolFold fold = new PoolFold(identity, frame, was);
        frame.entries().forEach(fold::take);
        return fold;
    }

    private static Step step(@Nullable State after, @Nullable Snapshot was, PoolFold fold, PoolFrame frame) {
        Snapshot then = fold.snapshot();
        boolean learned =
                was == null || isFirstTouch(after, frame) || !was.knowledge().equals(then.knowledge());
        return new Step(
                after,
                new PoolInBlock(frame.origin(), then.knowledge(), was == null ? null : was.state(), fold.swaps()),
                fold.liquidity(),
                learned ? new PoolFact(frame.origin(), then.knowledge()) : null,
                state(frame.origin(), lastLogIndex(frame), then),
                after != null && frame.origin().kind() == ChainRecord.Kind.UNDO
                        ? restored(after, frame.origin())
                        : null);
    }

    /** Whether the frame is of the first block that touched the pool: what was known before, from a snapshot, no fact has said yet. */
    private static boolean isFirstTouch(@Nullable State after, PoolFrame frame) {
        boolean undone = frame.origin().kind() == ChainRecord.Kind.UNDO;
        return after == null || after.undo().size() == (undone ? 0 : 1);
    }

    private static @Nullable PoolStateFact restored(State after, Origin undo) {
        Touch touch = after.undo().isEmpty()
                ? null
                : after.undo().get(after.undo().size() - 1).touch();
        if (touch == null || touch.lastLogIndex() < 0) {
            return null;
        }
        Origin again =
                new Origin(undo.chainId(), undo.position(), ChainRecord.Kind.APPLY, touch.block(), touch.timeSeconds());
        return state(again, touch.lastLogIndex(), after.now());
    }

    private static @Nullable PoolStateFact state(Origin origin, int lastLogIndex, Snapshot snapshot) {
        return snapshot.knowledge().family().statesItself()
                ? new PoolStateFact(origin, lastLogIndex, snapshot.knowledge(), snapshot.state())
                : null;
    }

    private static int lastLogIndex(PoolFrame frame) {
        return frame.entries().get(frame.entries().size() - 1).log().logIndex();
    }
}
