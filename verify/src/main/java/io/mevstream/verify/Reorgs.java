package io.mevstream.verify;

import io.mevstream.jobs.chain.ChainConfig;
import io.mevstream.jobs.io.chainlog.ChainLogSource;
import io.mevstream.jobs.io.chainlog.LogFrame;
import io.mevstream.jobs.io.clickhouse.TableRow;
import io.mevstream.jobs.load.LoadTopology;
import io.mevstream.sequence.ChainSequencer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The rows that are left after random reorgs against those of the final chain alone, through a failure and a restore. */
final class Reorgs implements Proof {
    private static final int REORGS_PER_CHUNK = 200;
    private static final int PARALLELISM = 2;

    private static final long NO_FAILURE = -1;

    /** How long each record takes once the failure is due and no checkpoint has come yet. */
    private static final long WAIT_MILLIS = 5;

    /** What ran: sinks and the failure are in this process, under the run's own name. */
    private static final Map<String, Ran> RUNS = new ConcurrentHashMap<>();

    private static final class Ran {
        final NetRows rows = new NetRows();
        final AtomicBoolean failed = new AtomicBoolean();
        final AtomicInteger restores = new AtomicInteger();
    }

    @Override
    public String name() {
        return "reorgs";
    }

    @Override
    public String claim() {
        return "After random reorgs 1 to 64 deep, nested, across checkpoints and a restore, the rows left are those of the"
                + " final chain.";
    }

    @Override
    public String control() {
        return "One retraction in a thousand is lost on its way to the table.";
    }

    @Override
    public int chunks(Size size) {
        return size == Size.FULL ? 10_000 / REORGS_PER_CHUNK : 1;
    }

    @Override
    public void runChunk(ProofRun run) throws Exception {
        int reorgs = run.planted() ? 10 : REORGS_PER_CHUNK;
        Path withReorgs = run.workDir().resolve("reorgs");
        Path clean = run.workDir().resolve("clean");
        RandomReorgs random = new RandomReorgs(run.seed());
        random.write(reorgs, withReorgs, clean);

        NetRows expected = load(run, clean, "clean", NO_FAILURE);
        // Not in the first quarter, and early enough for a checkpoint to come before the end.
        long failAt = random.records() / 4 + Math.floorMod(run.seed(), random.records() / 4);
        NetRows found = load(run, withReorgs, run.planted() ? "planted" : "reorgs", failAt);

        long differences = found.differences(expected);
        run.expect(expected.size() > 0, "expected rows of the final chain, found none");
        // Each block after the first has a sandwich; what it cost its victim hangs on the blocks before.
        long findings = expected.size("detections");
        run.expect(
                findings > 0 && expected.size("detection_victims") > 0,
                "seed %s: expected findings on the final chain, found none",
                run.seed());
        run.expect(
                differences == 0,
                "seed %s: expected the final chain's %s rows, found %s that differ",
                run.seed(),
                expected.size(),
                differences);
        requireWhatWasPlanned(run, random);
        run.count("reorgs", random.found().size());
        run.count("reorgs_nested", random.nested());
        run.count("blocks_undone", sum(random.found()));
        run.max("deepest_blocks", Collections.max(random.found()));
        run.count("rows_compared", expected.size());
        run.count("findings_compared", findings);
    }

    /** Without these the claim would hold of a run in which nothing happened. */
    private static void requireWhatWasPlanned(ProofRun run, RandomReorgs random) {
        run.expect(
                random.found().equals(random.planned()),
                "seed %s: expected reorgs of depths %s, found %s",
                run.seed(),
                random.planned(),
                random.found());
        run.expect(
                random.found().contains(ChainSequencer.DEPTH),
                "seed %s: expected a reorg %s blocks deep, found none",
                run.seed(),
                ChainSequencer.DEPTH);
        run.expect(random.nested() > 0, "seed %s: expected nested reorgs, found none", run.seed());
    }

    private static long sum(List<Integer> depths) {
        return depths.stream().mapToLong(Integer::longValue).sum();
    }

    private static NetRows load(ProofRun run, Path log, String how, long failAt) throws Exception {
        String name = run.seed() + " " + how;
        Ran ran = new Ran();
        RUNS.put(name, ran);
        try {
            StreamExecutionEnvironment environment = environment(run.workDir().resolve("checkpoints-" + how));
            ChainLogSource source = ChainLogSource.bounded(log);
            var frames = environment
                    .fromSource(source, WatermarkStrategy.noWatermarks(), "read-chain-log")
                    .uid("read-chain-log")
                    .setParallelism(1)
                    .map(new FailOnceAfterACheckpoint(name, failAt), TypeInformation.of(LogFrame.class))
                    .uid("fail-once")
                    .setParallelism(1);
            LoadTopology.rows(frames, ChainConfig.of(1))
                    .sinkTo(new Keep(name, how.equals("planted")))
                    .uid("keep");
            environment.execute(name);
            if (failAt != NO_FAILURE && !run.planted()) {
                run.expect(
                        ran.failed.get() && ran.restores.get() > 0,
                        "seed %s: expected a failure at position %s and a restore from a checkpoint, found failed = %s,"
                                + " restores = %s",
                        run.seed(),
                        failAt,
                        ran.failed.get(),
                        ran.restores.get());
            }
            run.count("restores", ran.restores.get());
            return ran.rows;
        } finally {
            RUNS.remove(name);
        }
    }

    private static boolean isLost(TableRow row) {
        return row.row()[row.row().length - 1] == 1 && Math.floorMod(Arrays.hashCode(row.row()), 1_000) == 0;
    }

    private static StreamExecutionEnvironment environment(Path checkpoints) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, PARALLELISM);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, configuration);
        environment.enableCheckpointing(100);
        return environment;
    }

    /** Fails once, at a position or behind it, when a checkpoint is there to be restored; counts restores. */
    private static final class FailOnceAfterACheckpoint
            implements MapFunction<LogFrame, LogFrame>, CheckpointListener, CheckpointedFunction {
        private static final long serialVersionUID = 1;
        private final String run;
        private final long failAt;
        private volatile boolean checkpointed;

        FailOnceAfterACheckpoint(String run, long failAt) {
            this.run = run;
            this.failAt = failAt;
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {
            if (context.isRestored()) {
                RUNS.get(run).restores.incrementAndGet();
            }
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) {
            // Nothing of its own.
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            checkpointed = true;
        }

        @Override
        public LogFrame map(LogFrame frame) throws InterruptedException {
            AtomicBoolean failed = RUNS.get(run).failed;
            if (failAt == NO_FAILURE || frame.position() < failAt || failed.get()) {
                return frame;
            }
            if (checkpointed) {
                failed.set(true);
                throw new IllegalStateException("the failure that the proof asks for, at position " + frame.position());
            }
            Thread.sleep(WAIT_MILLIS);
            return frame;
        }
    }

    /** Keeps rows in this process; after a restore some come again. */
    private record Keep(String run, boolean losing) implements Sink<TableRow> {
        @Override
        public SinkWriter<TableRow> createWriter(WriterInitContext context) {
            NetRows rows = RUNS.get(run).rows;
            return new SinkWriter<>() {
                @Override
                public void write(TableRow row, Context position) {
                    if (!losing || !isLost(row)) {
                        rows.add(row);
                    }
                }

                @Override
                public void flush(boolean endOfInput) {
                    // Kept when written.
                }

                @Override
                public void close() {
                    // Nothing to let go of.
                }
            };
        }
    }
}
