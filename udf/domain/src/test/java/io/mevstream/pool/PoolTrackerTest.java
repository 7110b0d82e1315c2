package io.mevstream.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.chain.ChainRecord;
import io.mevstream.fact.LiquidityFact;
import io.mevstream.fact.Origin;
import io.mevstream.fact.PoolFact;
import io.mevstream.fact.PoolStateFact;
import io.mevstream.fact.SwapFact;
import io.mevstream.pool.PoolTracker.State;
import io.mevstream.pool.PoolTracker.Step;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PoolTrackerTest {

    private final PoolTracker tracker = new PoolTracker(KnownFactories.ofChain(1), PoolRegistry.EMPTY);

    /** A block applied: the state before it, and what came of it. */
    private record Applied(PoolFrame frame, @Nullable State before, Step step) {}

    @Property(tries = 300)
    void walksBackToTheVeryBytesAndRetractsTheVeryFacts(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        RandomPool pool = new RandomPool(random);
        Deque<Applied> chain = new ArrayDeque<>();
        State state = null;
        int undoable = 0;
        for (int i = 0; i < 150; i++) {
            int depth = random.nextInt(8) == 0 ? random.nextInt(undoable + 1) : 0;
            for (int back = 0; back < depth; back++) {
                Applied last = chain.removeLast();
                Step undone = tracker.take(state, asUndo(last.frame(), i));
                state = undone.after();
                assertThat(bytes(state)).isEqualTo(bytes(lastSteps(last.before(), state)));
                assertThat(facts(undone, last.frame().origin()))
                        .isEqualTo(facts(last.step(), last.frame().origin()));
                assertThat(undone.restored()).isEqualTo(stateAgain(chain.peekLast(), i));
            }
            undoable -= depth;
            PoolFrame frame = pool.block(chain.size(), i, 0);
            Step step = tracker.take(state, frame);
            chain.add(new Applied(frame, state, step));
            state = step.after();
            undoable = Math.min(PoolTracker.UNDO_DEPTH, undoable + 1);
            assertThat(state.undo()).hasSizeBetween(undoable, undoable + 1);
        }
        assertEqualsRecomputed(state, chain);
    }

    /** The state that a block led to, at another position. */
    private static @Nullable PoolStateFact stateAgain(@Nullable Applied applied, long position) {
        PoolStateFact state = applied == null ? null : applied.step().state();
        if (state == null) {
            return null;
        }
        Origin was = state.origin();
        Origin now = new Origin(was.chainId(), position, was.kind(), was.block(), was.blockTimeSeconds());
        return new PoolStateFact(now, state.lastLogIndex(), state.pool(), state.state());
    }

    private void assertEqualsRecomputed(State state, Deque<Applied> chain) throws IOException {
        State clean = null;
        for (Applied applied : chain) {
            Step step = tracker.take(clean, applied.frame());
            assertThat(step).usingRecursiveComparison().ignoringFields("after").isEqualTo(applied.step());
            clean = step.after();
        }
        assertThat(bytes(state)).isEqualTo(bytes(lastSteps(clean, state)));
    }

    /** The state with as many steps back as the other has: beyond 64 blocks the oldest step is gone for good. */
    private static @Nullable State lastSteps(@Nullable State state, @Nullable State like) {
        if (state == null || like == null) {
            return state;
        }
        int gone = state.undo().size() - like.undo().size();
        return new State(
                state.runStart(),
                state.now(),
                state.undo().subList(gone, state.undo().size()));
    }

    @Property(tries = 200)
    void readsBackWhatItWrote(@ForAll long seed) throws IOException {
        RandomPool pool = new RandomPool(new Random(seed));
        State state = null;
        for (int i = 0; i < 80; i++) {
            state = tracker.take(state, pool.block(i, i, 0)).after();
        }
        assertThat(StateCodec.read(new DataInputStream(new ByteArrayInputStream(bytes(state)))))
                .isEqualTo(state);
    }

    /** Bytes of the first version, as they were written: they must stay readable. */
    @Test
    void readsWhatVersionOneWrote() throws IOException {
        byte[] written;
        try (InputStream in = PoolTrackerTest.class.getResourceAsStream("/state/track-pools/v1.bin")) {
            written = Objects.requireNonNull(in).readAllBytes();
        }
        State state = StateCodec.read(new DataInputStream(new ByteArrayInputStream(written)));
        assertThat(state.runStart()).isEqualTo(3);
        assertThat(state.now().knowledge().name()).isEqualTo("uniswap-v2");
        assertThat(state.now().ticks().ticks()).hasSize(4);
        assertThat(state.undo()).hasSize(12);
        assertThat(state.undo().get(6).before().ticks()).isNull();
        assertThat(state.undo().get(0).before()).isNull();
        assertThat(state.undo().get(3).touch().lastLogIndex()).isEqualTo(-1);
    }

    @Test
    void refusesAVersionItDoesNotKnow() {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(new byte[] {9, 0, 0}));
        assertThatThrownBy(() -> StateCodec.read(in)).hasMessageContaining("expected version 1 or 2, found 9");
    }

    @Test
    void statesAPoolAgainWheneverMoreIsKnownOfIt() {
        int learnedLater = 0;
        for (int seed = 0; seed < 20; seed++) {
            RandomPool pool = new RandomPool(new Random(seed));
            State state = null;
            for (int i = 0; i < 20; i++) {
                Step step = tracker.take(state, pool.block(i, i, 0));
                boolean more = state == null
                        || !state.now().knowledge().equals(step.after().now().knowledge());
                learnedLater += state != null && more ? 1 : 0;
                assertThat(step.pool() != null).as("seed %s, block %s", seed, i).isEqualTo(more);
                state = step.after();
            }
        }
        assertThat(learnedLater).isPositive();
    }

    @Test
    void carriesNothingFromOneRunToAnother() {
        RandomPool pool = new RandomPool(new Random(1));
        State before = tracker.take(null, pool.block(1, 1, 1)).after();
        PoolFrame frame = pool.block(9, 9, 9);
        assertThat(tracker.take(before, frame)).isEqualTo(tracker.take(null, frame));
    }

    @Test
    void leavesNothingBehindOnceTheFirstBlockIsUndone() {
        PoolFrame frame = new RandomPool(new Random(1)).block(1, 1, 0);
        State state = tracker.take(null, frame).after();
        assertThat(tracker.take(state, asUndo(frame, 2)).after()).isNull();
    }

    @Test
    void refusesToUndoWhatIsNotTheNewestBlock() {
        RandomPool pool = new RandomPool(new Random(1));
        PoolFrame first = pool.block(1, 1, 0);
        PoolFrame second = pool.block(2, 2, 0);
        State state = tracker.take(tracker.take(null, first).after(), second).after();
        assertThatThrownBy(() -> tracker.take(state, asUndo(first, 3)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(second.origin().block().toString())
                .hasMessageContaining(first.origin().block().toString());
        assertThatThrownBy(() -> tracker.take(null, asUndo(first, 3)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nothing");
    }

    private static PoolFrame asUndo(PoolFrame frame, long position) {
        Origin origin = frame.origin();
        return new PoolFrame(
                frame.pool(),
                new Origin(
                        origin.chainId(), position, ChainRecord.Kind.UNDO, origin.block(), origin.blockTimeSeconds()),
                frame.runStart(),
                frame.entries());
    }

    /** A step's facts as if they came from this origin. */
    private static List<Object> facts(Step step, Origin origin) {
        List<Object> facts = new ArrayList<>();
        step.swaps()
                .forEach(f -> facts.add(new SwapFact(
                        origin, f.log(), f.protocol(), f.swap(), f.evidence(), f.pool(), f.rederivation())));
        step.liquidity()
                .forEach(f -> facts.add(new LiquidityFact(origin, f.log(), f.protocol(), f.change(), f.pool())));
        PoolFact learned = step.pool();
        facts.add(learned == null ? "learned nothing" : new PoolFact(origin, learned.pool()));
        PoolStateFact known = step.state();
        facts.add(
                known == null
                        ? "unknown"
                        : new PoolStateFact(origin, known.lastLogIndex(), known.pool(), known.state()));
        return facts;
    }

    private static byte[] bytes(@Nullable State state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (state != null) {
            StateCodec.write(state, new DataOutputStream(bytes));
        }
        return bytes.toByteArray();
    }
}
