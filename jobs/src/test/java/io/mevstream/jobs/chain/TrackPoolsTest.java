package io.mevstream.jobs.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.chain.ChainRecord.Kind;
import io.mevstream.chain.PoolId;
import io.mevstream.decode.LogDecoder;
import io.mevstream.decode.LogOutcome;
import io.mevstream.fact.LogRef;
import io.mevstream.fact.Origin;
import io.mevstream.fact.SwapFact;
import io.mevstream.jobs.stream.format.StreamTypes;
import io.mevstream.pool.KnownFactories;
import io.mevstream.pool.LoggedEvent;
import io.mevstream.pool.PoolFrame;
import io.mevstream.pool.PoolKnowledge;
import io.mevstream.pool.PoolTracker;
import io.mevstream.pool.Rederivation;
import io.mevstream.pool.SwapProver;
import io.mevstream.synthetic.SyntheticChain;
import io.mevstream.synthetic.SyntheticChain.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try")
class TrackPoolsTest {

    private static final SyntheticChain CHAIN = new SyntheticChain(5, 6, 4);
    private static final int MAX_PARALLELISM = 128;

    /** State as each version wrote it: after the first ten blocks of {@link #CHAIN}. */
    private static final Path RELEASED = Path.of("src/test/resources/state/track-pools");

    private static final String NEWEST = "v2.bin";

    private final LogDecoder decoder = LogDecoder.standard();
    private final SwapProver prover = new SwapProver(KnownFactories.ofChain(1));

    @Test
    void leavesNoStateBehindOnceEveryBlockIsUndone() throws Exception {
        List<Node> blocks = branch(10);
        try (var pools = harness(1, 0)) {
            pools.open();
            for (int i = 0; i < blocks.size(); i++) {
                take(pools, i, Kind.APPLY, 0, blocks.get(i));
            }
            assertThat(pools.numKeyedStateEntries()).isEqualTo(6);

            for (int i = blocks.size() - 1; i >= 0; i--) {
                take(pools, 20 - i, Kind.UNDO, 0, blocks.get(i));
            }

            assertThat(pools.numKeyedStateEntries()).isZero();
            assertThat(pools.numEventTimeTimers() + pools.numProcessingTimeTimers())
                    .isZero();
        }
    }

    @Test
    void keepsNoMoreThanTheWayBack() throws Exception {
        List<Node> blocks = branch(400);
        try (var pools = harness(1, 0)) {
            pools.open();
            for (int i = 0; i < blocks.size(); i++) {
                take(pools, i, Kind.APPLY, 0, blocks.get(i));
            }
            assertThat(pools.numKeyedStateEntries()).isEqualTo(6);

            for (int i = blocks.size() - 1; i > blocks.size() - 1 - PoolTracker.UNDO_DEPTH; i--) {
                take(pools, 1_000 - i, Kind.UNDO, 0, blocks.get(i));
            }
        }
    }

    @Test
    void dropsTheStateOfAnotherRun() throws Exception {
        List<Node> blocks = branch(6);
        try (var pools = harness(1, 0)) {
            pools.open();
            for (int i = 0; i < 5; i++) {
                take(pools, i, Kind.APPLY, 0, blocks.get(i));
            }
            pools.getOutput().clear();

            take(pools, 5, Kind.APPLY, 5, blocks.get(5));

            assertThat(pools.extractOutputValues())
                    .filteredOn(swap -> swap.evidence().tokenIn() != null)
                    .isNotEmpty()
                    .noneMatch(swap -> swap.rederivation() == Rederivation.EXACT
                            && swap.pool().proof() == PoolKnowledge.Proof.FACTORY);
        }
    }

    @Test
    void goesOnAtAnotherParallelismAsIfNothingHadHappened() throws Exception {
        List<Node> blocks = branch(20);
        List<SwapFact> expected;
        OperatorSubtaskState midway;
        try (var pools = harness(1, 0)) {
            pools.open();
            for (int i = 0; i < 10; i++) {
                take(pools, i, Kind.APPLY, 0, blocks.get(i));
            }
            midway = pools.snapshot(1, 1);
            pools.getOutput().clear();
            expected = rest(pools, blocks);
        }

        List<SwapFact> found = new ArrayList<>();
        for (int subtask = 0; subtask < 3; subtask++) {
            try (var pools = harness(3, subtask)) {
                pools.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                        midway, MAX_PARALLELISM, 1, 3, subtask));
                pools.open();
                found.addAll(restOf(pools, blocks, subtask, 3));
            }
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1.bin", NEWEST})
    void readsReleasedState(String version) throws Exception {
        List<Node> blocks = branch(20);
        if (Boolean.getBoolean("mevstream.state.write")) {
            write(blocks);
        }
        List<SwapFact> expected;
        try (var pools = harness(1, 0)) {
            pools.open();
            for (int i = 0; i < 10; i++) {
                take(pools, i, Kind.APPLY, 0, blocks.get(i));
            }
            pools.getOutput().clear();
            expected = rest(pools, blocks);
        }

        try (var pools = harness(1, 0)) {
            pools.initializeState(OperatorSnapshotUtil.readStateHandle(
                    RELEASED.resolve(version).toString()));
            pools.open();

            assertThat(rest(pools, blocks)).isEqualTo(expected);
        }
    }

    @Test
    void stopsWhereAnUndoIsNotOfTheNewestBlock() throws Exception {
        List<Node> blocks = branch(3);
        try (var pools = harness(1, 0)) {
            pools.open();
            take(pools, 0, Kind.APPLY, 0, blocks.get(0));

            assertThatThrownBy(() -> take(pools, 1, Kind.UNDO, 0, blocks.get(2)))
                    .hasMessageContaining("expected to undo");
        }
    }

    /** Makes the state of a version that is not released yet: run with {@code -Dmevstream.state.write=true}. */
    private void write(List<Node> blocks) throws Exception {
        Files.createDirectories(RELEASED);
        try (var pools = harness(1, 0)) {
            pools.open();
            for (int i = 0; i < 10; i++) {
                take(pools, i, Kind.APPLY, 0, blocks.get(i));
            }
            OperatorSnapshotUtil.writeStateHandle(
                    pools.snapshot(1, 1), RELEASED.resolve(NEWEST).toString());
        }
    }

    private List<SwapFact> rest(
            KeyedOneInputStreamOperatorTestHarness<PoolId, PoolFrame, SwapFact> pools, List<Node> blocks)
            throws Exception {
        return restOf(pools, blocks, 0, 1);
    }

    private List<SwapFact> restOf(
            KeyedOneInputStreamOperatorTestHarness<PoolId, PoolFrame, SwapFact> pools,
            List<Node> blocks,
            int subtask,
            int parallelism)
            throws Exception {
        for (int i = 10; i < 20; i++) {
            for (PoolFrame frame : frames(i, Kind.APPLY, 0, blocks.get(i))) {
                int owner =
                        KeyGroupRangeAssignment.assignKeyToParallelOperator(frame.pool(), MAX_PARALLELISM, parallelism);
                if (owner == subtask) {
                    pools.processElement(frame, i);
                }
            }
        }
        return List.copyOf(pools.extractOutputValues());
    }

    private void take(
            KeyedOneInputStreamOperatorTestHarness<PoolId, PoolFrame, SwapFact> pools,
            long position,
            Kind kind,
            long runStart,
            Node node)
            throws Exception {
        for (PoolFrame frame : frames(position, kind, runStart, node)) {
            pools.processElement(frame, position);
        }
    }

    private List<PoolFrame> frames(long position, Kind kind, long runStart, Node node) {
        Origin origin =
                new Origin(1, position, kind, node.block().ref(), node.block().timestampSeconds());
        List<LoggedEvent> events = new ArrayList<>();
        node.block().logs().forEach(log -> {
            if (decoder.decode(log) instanceof LogOutcome.Decoded decoded) {
                events.add(new LoggedEvent(LogRef.of(log), decoded.spec().protocol(), decoded.event()));
            }
        });
        return PoolFrame.of(origin, runStart, events, prover);
    }

    private static List<Node> branch(int length) {
        List<Node> nodes = new ArrayList<>(List.of(CHAIN.first(100)));
        while (nodes.size() < length) {
            nodes.add(CHAIN.next(nodes.get(nodes.size() - 1), 0));
        }
        return nodes;
    }

    private static KeyedOneInputStreamOperatorTestHarness<PoolId, PoolFrame, SwapFact> harness(
            int parallelism, int subtask) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new TrackPools(ChainConfig.of(1))),
                PoolFrame::pool,
                StreamTypes.POOL_ID,
                MAX_PARALLELISM,
                parallelism,
                subtask);
    }
}
