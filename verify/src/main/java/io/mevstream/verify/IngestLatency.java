package io.mevstream.verify;

import io.mevstream.chain.ChainRecord;
import io.mevstream.jobs.chain.ChainConfig;
import io.mevstream.jobs.chain.ChainTopology;
import io.mevstream.jobs.ingest.IngestConfig;
import io.mevstream.jobs.ingest.IngestRun;
import io.mevstream.jobs.io.chainlog.ChainLogHome;
import io.mevstream.jobs.io.chainlog.ChainLogWriter;
import io.mevstream.jobs.io.chainlog.FileHome;
import io.mevstream.jobs.io.node.EndpointSettings;
import io.mevstream.jobs.io.node.NodeClock;
import io.mevstream.jobs.io.node.NodeSettings;
import io.mevstream.jobs.stream.Steps;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** From a block being at the node, to its record in the log, to its pool's state in the job behind. */
final class IngestLatency implements Proof {
    private static final long CHAIN_ID = 31337;
    private static final int PARALLELISM = 2;
    private static final int WARM_UP = 20;
    private static final int CI_BLOCKS = 60;
    private static final int FULL_BLOCKS = 600;
    private static final int BETWEEN_BLOCKS_MILLIS = 40;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** Far from what is measured: it tells a chain of steps that polls or buffers where it should not. */
    private static final long RECORD_GOAL_MICROS = 250_000;

    private static final long STATE_GOAL_MICROS = 500_000;

    /**
     * A contract that emits Uniswap V2's Sync with the two words it is called with: CALLDATALOAD and MSTORE of both, PUSH32 of the
     * topic, LOG1 of 64 bytes.
     */
    private static final String POOL = "0x60338060093d393df3"
            + "600035600052602035602052"
            + "7f1c411e9a96e071241c2f21f7726b17ae89e3cab4c78be50e062b03a9fffbbad1"
            + "60406000a100";

    /** When the job had a block's pool state, by block hash. Within this process, as the job is. */
    private static final Map<String, Long> STATES = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "ingest-latency";
    }

    @Override
    public String claim() {
        return "Half of the blocks are in the log within 250 ms of the node having them, and in their pool's state within 500 ms.";
    }

    @Override
    public String control() {
        return "the endpoint answers two seconds late";
    }

    @Override
    public int chunks(Size size) {
        return 1;
    }

    @Override
    public void runChunk(ProofRun run) throws Exception {
        Path log = run.workDir().resolve("log");
        Map<String, Long> records = new ConcurrentHashMap<>();
        STATES.clear();
        try (PlainNode node = PlainNode.start(run.workDir(), 1_767_225_600L);
                NodeProxy late = new NodeProxy(node.port())) {
            late.behave(NodeProxy.Fault.SLOW);
            String pool = node.deploy(POOL);
            IngestRun ingest = new IngestRun(
                    config(run.planted() ? late.url() : "ws://127.0.0.1:" + node.port()),
                    ChainLogWriter.create(log, CHAIN_ID, "latency"),
                    NodeClock.SYSTEM,
                    (appended, nanos) -> note(records, appended, nanos));
            Thread thread = new Thread(() -> follow(ingest), "ingest");
            thread.start();
            JobClient job = job(log, run.workDir());
            try {
                measure(run, node, pool, records);
            } finally {
                job.cancel().get();
                ingest.stop();
                thread.join();
            }
        }
    }

    private static void note(Map<String, Long> records, ChainRecord appended, long nanos) {
        records.putIfAbsent(appended.block().hash().toString(), nanos);
    }

    private static void follow(IngestRun ingest) {
        try {
            ingest.run();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static IngestConfig config(String url) {
        List<String> problems = new ArrayList<>();
        return new IngestConfig(
                List.of(EndpointSettings.parse(url, 1, problems)),
                new NodeSettings(CHAIN_ID, 5_000, 3_000, 100, 250, false, false),
                0L,
                IngestConfig.Until.STOPPED);
    }

    private static JobClient job(Path log, Path work) throws Exception {
        Configuration settings = GlobalConfiguration.loadConfiguration(
                ProjectFiles.find().flinkConf().toString());
        settings.set(TaskManagerOptions.NUM_TASK_SLOTS, PARALLELISM);
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                work.resolve("checkpoints").toUri().toString());
        // A record goes on at once: the load job gathers, a job that decides does not.
        settings.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ZERO);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, settings);
        var frames = Steps.step(
                "read-chain-log",
                FileHome.at(log).read(environment, new ChainLogHome.Reading(ChainLogHome.Until.STOPPED, 0)));
        ChainTopology.build(frames, ChainConfig.of(CHAIN_ID), outputs());
        return environment.executeAsync("latency");
    }

    private static ChainTopology.Outputs outputs() {
        return new ChainTopology.Outputs(
                ignored(),
                ignored(),
                ignored(),
                ignored(),
                ignored(),
                ignored(),
                ignored(),
                states -> states.sinkTo(new NotedStates()).uid("note-states"),
                ignored(),
                ignored(),
                ignored(),
                ignored(),
                ignored());
    }

    private static <T> Consumer<DataStream<T>> ignored() {
        return stream -> {};
    }

    /** The job has a block's state. */
    static void noteState(String block) {
        STATES.putIfAbsent(block, System.nanoTime());
    }

    private static void measure(ProofRun run, PlainNode node, String pool, Map<String, Long> records)
            throws IOException, InterruptedException {
        int blocks =
                (run.planted() ? 0 : WARM_UP) + (run.planted() ? 3 : run.size() == Size.FULL ? FULL_BLOCKS : CI_BLOCKS);
        List<Long> toRecord = new ArrayList<>();
        List<Long> toState = new ArrayList<>();
        for (int i = 0; i < blocks; i++) {
            node.call(pool, "0x" + String.format("%064x%064x", 1_000 + i, 2_000 + i));
            node.mine();
            long mined = System.nanoTime();
            String hash = node.calls().head();
            long state = await(STATES, hash);
            long appended = await(records, hash);
            if (run.planted() || i >= WARM_UP) {
                toRecord.add(Math.max(0, TimeUnit.NANOSECONDS.toMicros(appended - mined)));
                toState.add(Math.max(0, TimeUnit.NANOSECONDS.toMicros(state - mined)));
            }
            run.progress(i, blocks);
            Thread.sleep(BETWEEN_BLOCKS_MILLIS);
        }
        if (!run.planted()) {
            run.count("blocks", toRecord.size());
            run.set("record_p50_micros", percentile(toRecord, 50));
            run.set("record_p99_micros", percentile(toRecord, 99));
            run.set("state_p50_micros", percentile(toState, 50));
            run.set("state_p99_micros", percentile(toState, 99));
        }
        run.expect(
                percentile(toRecord, 50) <= RECORD_GOAL_MICROS, "half of the records: %d us", percentile(toRecord, 50));
        run.expect(percentile(toState, 50) <= STATE_GOAL_MICROS, "half of the states: %d us", percentile(toState, 50));
    }

    private static long await(Map<String, Long> times, String hash) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end) {
            Long at = times.get(hash);
            if (at != null) {
                return at;
            }
            Thread.sleep(1);
        }
        throw new IOException("expected block " + hash + " to come within 30 s, found it missing");
    }

    private static long percentile(List<Long> values, int percent) {
        List<Long> sorted = values.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
