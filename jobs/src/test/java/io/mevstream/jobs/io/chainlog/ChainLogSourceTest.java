package io.mevstream.jobs.io.chainlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.chain.ChainRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

// Closing what a job returns may be interrupted; a test then fails, which is right.
@SuppressWarnings("try")
class ChainLogSourceTest {

    private static final int RECORDS = 300;

    @TempDir
    Path directory;

    @BeforeEach
    void writeLog() throws Exception {
        try (ChainLogWriter writer = ChainLogWriter.create(directory, 1, "test")) {
            append(writer, 0, RECORDS);
        }
    }

    @Test
    void readsEveryPositionInOrderAndSendsItsWatermarkBehindIt() throws Exception {
        StreamExecutionEnvironment env = environment();
        List<String> seen = collect(read(env, ChainLogSource.bounded(directory))
                .process(new Watermarks())
                .setParallelism(1));
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) expected.add(i + " of " + i + " after " + (i == 0 ? "none" : i - 1));
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void readsFromAPositionToTheEndThatWasThereWhenItWasMade() throws Exception {
        ChainLogSource source = ChainLogSource.bounded(directory).from(290);
        try (ChainLogWriter writer = ChainLogWriter.open(directory, 1)) {
            append(writer, RECORDS, RECORDS + 50);
        }
        assertThat(positions(read(environment(), source)))
                .isEqualTo(LongStream.range(290, RECORDS).boxed().toList());
    }

    @Test
    void losesAndRepeatsNothingInStateWhenItIsRestartedMidway() throws Exception {
        FailsOnce.failures.set(0);
        StreamExecutionEnvironment env = environment();
        env.enableCheckpointing(20);
        DataStream<LogFrame> frames =
                read(env, ChainLogSource.bounded(directory).withRecordsPerSecond(400));
        // What is collected is what a committed transaction holds: of a failed attempt only what was checkpointed.
        assertThat(positions(frames.process(new FailsOnce()).setParallelism(1)))
                .isEqualTo(LongStream.range(0, RECORDS).boxed().toList());
        assertThat(FailsOnce.failures).hasValue(1);
        assertThat(FailsOnce.restoredAt.get()).isBetween(1, RECORDS - 1);
    }

    @Test
    void followsALogThatGrows() throws Exception {
        StreamExecutionEnvironment env = environment();
        DataStream<LogFrame> frames =
                read(env, ChainLogSource.following(directory).from(RECORDS));
        try (CloseableIterator<LogFrame> iterator = frames.executeAndCollect();
                ChainLogWriter writer = ChainLogWriter.open(directory, 1)) {
            for (int position = RECORDS; position < RECORDS + 20; position++) {
                append(writer, position, position + 1);
                assertThat(iterator.next().position()).isEqualTo(position);
            }
        }
    }

    @Test
    void refusesMoreThanOneReader() {
        StreamExecutionEnvironment env = environment();
        assertThatThrownBy(() -> env.fromSource(
                                ChainLogSource.bounded(directory), WatermarkStrategy.noWatermarks(), "chain-log")
                        .setParallelism(2)
                        .executeAndCollect(1))
                .hasStackTraceContaining("expected the chain log's source at parallelism 1, found 2");
    }

    @Test
    void keepsItsPlaceInASerializedSplit() throws Exception {
        ChainLogSplit split = new ChainLogSplit("00ff", 7, ChainLogSplit.NO_END);
        assertThat(ChainLogSplit.SERIALIZER.deserialize(1, ChainLogSplit.SERIALIZER.serialize(split)))
                .isEqualTo(split);
        List<ChainLogSplit> one = List.of(split);
        assertThat(ChainLogEnumerator.SERIALIZER.deserialize(1, ChainLogEnumerator.SERIALIZER.serialize(one)))
                .isEqualTo(one);
    }

    private static StreamExecutionEnvironment environment() {
        Configuration configuration = new Configuration();
        configuration.setString("pipeline.generic-types", "false");
        configuration.setString("restart-strategy.type", "fixed-delay");
        configuration.setString("restart-strategy.fixed-delay.attempts", "1");
        configuration.setString("restart-strategy.fixed-delay.delay", "10 ms");
        configuration.setString("taskmanager.memory.network.max", "16 mb");
        configuration.setString("taskmanager.memory.network.min", "16 mb");
        return StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
    }

    private static DataStream<LogFrame> read(StreamExecutionEnvironment env, ChainLogSource source) {
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), "chain-log")
                .setParallelism(1);
    }

    private static List<Long> positions(DataStream<LogFrame> frames) throws Exception {
        List<Long> positions = new ArrayList<>();
        try (CloseableIterator<LogFrame> iterator = frames.executeAndCollect()) {
            iterator.forEachRemaining(
                    frame -> positions.add(ChainLogTests.decode(frame).position()));
        }
        return positions;
    }

    private static List<String> collect(DataStream<String> lines) throws Exception {
        List<String> collected = new ArrayList<>();
        try (CloseableIterator<String> iterator = lines.executeAndCollect()) {
            iterator.forEachRemaining(collected::add);
        }
        return collected;
    }

    private static void append(ChainLogWriter writer, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            ChainRecord chainRecord = new RandomRecords(i).next(i, 2);
            writer.append(chainRecord);
        }
        writer.force();
    }

    /** Says of each record its position, its event time and the watermark before it. */
    private static final class Watermarks extends ProcessFunction<LogFrame, String> {
        private static final long serialVersionUID = 1;

        @Override
        public void processElement(LogFrame frame, Context context, Collector<String> out) {
            long watermark = context.timerService().currentWatermark();
            String before = watermark == Long.MIN_VALUE ? "none" : Long.toString(watermark);
            out.collect(frame.position() + " of " + context.timestamp() + " after " + before);
        }
    }

    /** Fails in the middle of the log once, after a checkpoint. */
    private static final class FailsOnce extends ProcessFunction<LogFrame, LogFrame> implements CheckpointListener {
        private static final long serialVersionUID = 1;
        static final AtomicInteger failures = new AtomicInteger();
        static final AtomicInteger restoredAt = new AtomicInteger();
        private transient boolean checkpointed;
        private transient int seen;

        @Override
        public void processElement(LogFrame frame, Context context, Collector<LogFrame> out) {
            if (seen == 0) restoredAt.set((int) frame.position());
            seen++;
            if (checkpointed && frame.position() > 60 && failures.compareAndSet(0, 1)) {
                throw new IllegalStateException("planned");
            }
            out.collect(frame);
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            checkpointed = true;
        }
    }
}
