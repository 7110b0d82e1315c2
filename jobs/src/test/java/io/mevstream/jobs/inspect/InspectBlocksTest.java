package io.mevstream.jobs.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.ChainRecord.Kind;
import io.mevstream.chain.PoolId;
import io.mevstream.decode.LogDecoder;
import io.mevstream.decode.LogOutcome;
import io.mevstream.detect.DetectionFact;
import io.mevstream.fact.LogRef;
import io.mevstream.fact.Origin;
import io.mevstream.fact.PoolInBlock;
import io.mevstream.jobs.chain.ChainConfig;
import io.mevstream.jobs.io.chainlog.ChainRecordCodec;
import io.mevstream.jobs.io.chainlog.LogFrame;
import io.mevstream.pool.KnownFactories;
import io.mevstream.pool.LoggedEvent;
import io.mevstream.pool.PoolFrame;
import io.mevstream.pool.PoolRegistry;
import io.mevstream.pool.PoolTracker;
import io.mevstream.pool.SwapProver;
import io.mevstream.synthetic.SyntheticChain;
import io.mevstream.synthetic.SyntheticChain.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try")
class InspectBlocksTest {

    private static final SyntheticChain CHAIN = new SyntheticChain(5, 6, 2, 1);
    private static final int MAX_PARALLELISM = 128;

    /** State as the first released version wrote it: blocks 1 to 3 of {@link #CHAIN} waiting for their watermark. */
    private static final Path RELEASED = Path.of("src/test/resources/state/inspect-blocks/v1.bin");

    private final LogDecoder decoder = LogDecoder.standard();
    private final SwapProver prover = new SwapProver(KnownFactories.ofChain(1));
    private final PoolTracker tracker = new PoolTracker(KnownFactories.ofChain(1), PoolRegistry.EMPTY);
    private final List<ChainRecord> records = records(4);
    private final List<List<PoolInBlock>> pools = pools();

    /** A harness around the operator; its watermark stands on both inputs. */
    private static final class Blocks
            extends KeyedTwoInputStreamOperatorTestHarness<Long, LogFrame, PoolInBlock, DetectionFact> {

        Blocks(int parallelism, int subtask) throws Exception {
            super(
                    new KeyedCoProcessOperator<>(new InspectBlocks(ChainConfig.of(1))),
                    LogFrame::position,
                    pool -> pool.origin().position(),
                    Types.LONG,
                    MAX_PARALLELISM,
                    parallelism,
                    subtask);
        }

        void watermark(long position) throws Exception {
            processWatermark1(new Watermark(position));
            processWatermark2(new Watermark(position));
        }
    }

    @Test
    void inspectsWhenTheWatermarkComesAndKeepsNothing() throws Exception {
        try (Blocks blocks = new Blocks(1, 0)) {
            blocks.open();
            giveAll(blocks, 0, 4);
            assertThat(blocks.extractOutputValues()).isEmpty();

            blocks.watermark(2);
            assertThat(blocks.extractOutputValues()).hasSize(2);
            blocks.watermark(3);

            assertThat(blocks.extractOutputValues()).hasSize(3);
            assertThat(blocks.getSideOutput(InspectBlocks.INSPECTIONS)).hasSize(4);
            assertThat(blocks.numKeyedStateEntries()).isZero();
            assertThat(blocks.numEventTimeTimers() + blocks.numProcessingTimeTimers())
                    .isZero();
        }
    }

    @Test
    void findsTheSameInWhateverOrderTheTwoSidesCome() throws Exception {
        List<DetectionFact> expected = found(blocks -> giveAll(blocks, 0, 4));

        assertThat(found(blocks -> {
                    for (int i = 3; i >= 0; i--) {
                        List<PoolInBlock> touched = new ArrayList<>(pools.get(i));
                        Collections.reverse(touched);
                        for (PoolInBlock pool : touched) {
                            blocks.processElement2(new StreamRecord<>(pool, i));
                        }
                        blocks.processElement1(new StreamRecord<>(frame(i), i));
                    }
                }))
                .isEqualTo(expected)
                .hasSize(3);
    }

    @Test
    void goesOnAtAnotherParallelismAsIfNothingHadHappened() throws Exception {
        List<DetectionFact> expected = found(blocks -> giveAll(blocks, 0, 4));
        OperatorSubtaskState midway;
        try (Blocks blocks = new Blocks(1, 0)) {
            blocks.open();
            giveAll(blocks, 0, 4);
            midway = blocks.snapshot(1, 1);
        }

        List<DetectionFact> found = new ArrayList<>();
        for (int subtask = 0; subtask < 3; subtask++) {
            try (Blocks blocks = new Blocks(3, subtask)) {
                blocks.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                        midway, MAX_PARALLELISM, 1, 3, subtask));
                blocks.open();
                blocks.watermark(3);
                found.addAll(blocks.extractOutputValues());
            }
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void readsReleasedState() throws Exception {
        if (Boolean.getBoolean("mevstream.state.write")) {
            write();
        }
        try (Blocks blocks = new Blocks(1, 0)) {
            blocks.initializeState(OperatorSnapshotUtil.readStateHandle(RELEASED.toString()));
            blocks.open();
            blocks.watermark(3);

            assertThat(blocks.extractOutputValues()).hasSize(3).isEqualTo(found(all -> giveAll(all, 0, 4)));
        }
    }

    @Test
    void stopsWhereAPoolIsMissing() throws Exception {
        try (Blocks blocks = new Blocks(1, 0)) {
            blocks.open();
            blocks.processElement1(new StreamRecord<>(frame(1), 1));
            for (PoolInBlock pool : pools.get(1).subList(1, pools.get(1).size())) {
                blocks.processElement2(new StreamRecord<>(pool, 1));
            }

            assertThatThrownBy(() -> blocks.watermark(1))
                    .hasStackTraceContaining(
                            "expected at position 1 the " + pools.get(1).size() + " pools");
        }
    }

    @Test
    void stopsWhereTheRecordIsMissingOrComesTooLate() throws Exception {
        try (Blocks blocks = new Blocks(1, 0)) {
            blocks.open();
            blocks.processElement2(new StreamRecord<>(pools.get(1).get(0), 1));
            assertThatThrownBy(() -> blocks.watermark(1)).hasStackTraceContaining("found pools only");
        }
        try (Blocks blocks = new Blocks(1, 0)) {
            blocks.open();
            blocks.watermark(1);
            assertThatThrownBy(() -> blocks.processElement1(new StreamRecord<>(frame(1), 1)))
                    .hasStackTraceContaining("before watermark 1");
        }
    }

    /** Makes the state of a version that is not released yet: run with {@code -Dmevstream.state.write=true}. */
    private void write() throws Exception {
        Files.createDirectories(RELEASED.getParent());
        try (Blocks blocks = new Blocks(1, 0)) {
            blocks.open();
            giveAll(blocks, 0, 4);
            OperatorSnapshotUtil.writeStateHandle(blocks.snapshot(1, 1), RELEASED.toString());
        }
    }

    private interface Giving {
        void to(Blocks blocks) throws Exception;
    }

    private static List<DetectionFact> found(Giving giving) throws Exception {
        try (Blocks blocks = new Blocks(1, 0)) {
            blocks.open();
            giving.to(blocks);
            for (int i = 0; i < 4; i++) {
                blocks.watermark(i);
            }
            return List.copyOf(blocks.extractOutputValues());
        }
    }

    private void giveAll(Blocks blocks, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            blocks.processElement1(new StreamRecord<>(frame(i), i));
            for (PoolInBlock pool : pools.get(i)) {
                blocks.processElement2(new StreamRecord<>(pool, i));
            }
        }
    }

    private LogFrame frame(int position) {
        return new LogFrame(position, new ChainRecordCodec().encode(records.get(position)));
    }

    private static List<ChainRecord> records(int length) {
        List<ChainRecord> records = new ArrayList<>();
        Node tip = CHAIN.first(100);
        for (int i = 0; i < length; i++) {
            records.add(InspectRuns.chainRecord(i, Kind.APPLY, tip.block()));
            tip = CHAIN.next(tip, 0);
        }
        return records;
    }

    private List<List<PoolInBlock>> pools() {
        Map<PoolId, PoolTracker.State> states = new HashMap<>();
        List<List<PoolInBlock>> pools = new ArrayList<>();
        for (ChainRecord each : records) {
            List<LoggedEvent> events = new ArrayList<>();
            each.block().logs().forEach(log -> {
                if (decoder.decode(log) instanceof LogOutcome.Decoded decoded) {
                    events.add(new LoggedEvent(LogRef.of(log), decoded.spec().protocol(), decoded.event()));
                }
            });
            List<PoolInBlock> touched = new ArrayList<>();
            for (PoolFrame frame : PoolFrame.of(Origin.of(each), 0, events, prover)) {
                PoolTracker.Step step = tracker.take(states.get(frame.pool()), frame);
                states.put(frame.pool(), step.after());
                touched.add(step.inBlock());
            }
            pools.add(touched);
        }
        return pools;
    }
}
