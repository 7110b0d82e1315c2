package io.mevstream.verify;

import io.mevstream.jobs.chain.ChainConfig;
import io.mevstream.jobs.io.chainlog.ChainLogSource;
import io.mevstream.jobs.io.chainlog.LogFrame;
import io.mevstream.jobs.io.clickhouse.TableRow;
import io.mevstream.jobs.load.LoadTopology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
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
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The rows that are left after random reorgs against those of the final chain alone, through a failure and a restore. */
final class Reorgs implements Proof {
    private static final int REORGS_PER_CHUNK = 200;
    private static final int PARALLELISM = 2;

    /** What ran: sinks and the planted failure are in this process, under the run's own name. */
    private static final Map<String, NetRows> ROWS = new ConcurrentHashMap<>();

    private static final Map<String, AtomicBoolean> FAILED = new ConcurrentHashMap<>();

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
    public void runChunk(ProofRun run) throws IOException, InterruptedException {
        int reorgs = run.planted() ? 10 : REORGS_PER_CHUNK;
        Path withReorgs = run.workDir().resolve("reorgs");
        Path clean = run.workDir().resolve("clean");
        RandomReorgs random = new RandomReorgs(run.seed());
        random.write(reorgs, withReorgs, clean);

        NetRows expected = load(run, clean, "clean");
        NetRows found = load(run, withReorgs, run.planted() ? "planted" : "reorgs");

        long differences = found.differences(expected);
        run.expect(expected.size() > 0, "expected rows of the final chain, found none");
        run.expect(
                differences == 0,
                "seed %s: expected the final chain's %s rows, found %s that differ",
                run.seed(),
                expected.size(),
                differences);
        run.count("reorgs", reorgs);
        run.count("blocks_undone", random.undone());
        run.max("deepest_blocks", random.deepest());
        run.count("rows_compared", expected.size());
    }

    private static NetRows load(ProofRun run, Path log, String how) throws IOException, InterruptedException {
        String name = run.seed() + " " + how;
        ROWS.put(name, new NetRows());
        FAILED.put(name, new AtomicBoolean());
        try {
            StreamExecutionEnvironment environment = environment(run.workDir().resolve("checkpoints"));
            ChainLogSource source = ChainLogSource.bounded(log);
            var frames = environment
                    .fromSource(source, WatermarkStrategy.noWatermarks(), "read-chain-log")
                    .uid("read-chain-log")
                    .setParallelism(1)
                    .map(new FailOnceAfterACheckpoint(name), TypeInformation.of(LogFrame.class))
                    .uid("fail-once")
                    .setParallelism(1);
            LoadTopology.rows(frames, ChainConfig.of(1))
                    .sinkTo(new Keep(name, how.equals("planted")))
                    .uid("keep");
            environment.execute(name);
            run.count("restores", FAILED.get(name).get() ? 1 : 0);
            return ROWS.get(name);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the job could not be run", e);
        } finally {
            ROWS.remove(name);
            FAILED.remove(name);
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

    /** Fails at the first record after a completed checkpoint, once. */
    private static final class FailOnceAfterACheckpoint implements MapFunction<LogFrame, LogFrame>, CheckpointListener {
        private static final long serialVersionUID = 1;
        private final String run;
        private volatile boolean checkpointed;

        FailOnceAfterACheckpoint(String run) {
            this.run = run;
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            checkpointed = true;
        }

        @Override
        public LogFrame map(LogFrame frame) {
            if (checkpointed && FAILED.get(run).compareAndSet(false, true)) {
                throw new IllegalStateException("the failure that the proof asks for, at position " + frame.position());
            }
            return frame;
        }
    }

    /** Keeps rows in this process; after a restore some come again. */
    private record Keep(String run, boolean losing) implements Sink<TableRow> {
        @Override
        public SinkWriter<TableRow> createWriter(WriterInitContext context) {
            NetRows rows = ROWS.get(run);
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
