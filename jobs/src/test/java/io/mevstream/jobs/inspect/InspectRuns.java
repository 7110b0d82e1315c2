package io.mevstream.jobs.inspect;

import io.mevstream.chain.Block;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.chain.PendingTransaction;
import io.mevstream.chain.SeenTransaction;
import io.mevstream.jobs.chain.ChainConfig;
import io.mevstream.jobs.chain.ChainTopology;
import io.mevstream.jobs.io.chainlog.ChainLogSource;
import io.mevstream.jobs.io.chainlog.ChainLogWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Writes chain logs, and runs the chain's and the inspection's topology over them on a mini cluster, into lists. */
final class InspectRuns {

    private final Map<String, DataStream.Collector<?>> collectors = new LinkedHashMap<>();

    private InspectRuns() {}

    /** A log with these records, from position 0 on. */
    static Path log(Path folder, List<ChainRecord> records) throws IOException {
        try (ChainLogWriter log =
                ChainLogWriter.create(folder, 1, folder.getFileName().toString())) {
            for (ChainRecord each : records) {
                log.append(each);
            }
            log.force();
        }
        return folder;
    }

    /** The same, with a pending transaction in front of each. */
    static Path logAmongPending(Path folder, List<ChainRecord> records) throws IOException {
        try (ChainLogWriter log =
                ChainLogWriter.create(folder, 1, folder.getFileName().toString())) {
            for (ChainRecord each : records) {
                long at = log.nextPosition();
                log.append(new PendingTransaction(1, at, new SeenTransaction(new Hash(at, 1, 2, 3), null, null, null)));
                log.append(new ChainRecord(1, at + 1, each.kind(), 1, each.proof(), each.block()));
            }
            log.force();
        }
        return folder;
    }

    static ChainRecord chainRecord(long position, ChainRecord.Kind kind, Block block) {
        ChainRecord.Proof proof = block.header() == null ? ChainRecord.Proof.UNPROVEN : ChainRecord.Proof.BLOOM;
        return new ChainRecord(1, position, kind, 0, proof, block);
    }

    /** What each output gave. */
    static Map<String, List<?>> run(Path log, int parallelism) throws Exception {
        InspectRuns run = new InspectRuns();
        Configuration configuration = GlobalConfiguration.loadConfiguration("../flink-conf");
        configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, parallelism);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        environment.enableCheckpointing(1_000);
        var frames = environment
                .fromSource(ChainLogSource.bounded(log), WatermarkStrategy.noWatermarks(), "read-chain-log")
                .uid("read-chain-log")
                .setParallelism(1)
                .setMaxParallelism(1);
        ChainConfig config = ChainConfig.of(1);
        var found = new InspectTopology.Outputs(
                run.into("detections"), run.into("inspections"), run.into("classes"), run.into("trades"));
        ChainTopology.build(
                frames,
                config,
                new ChainTopology.Outputs(
                        ignored(),
                        ignored(),
                        ignored(),
                        ignored(),
                        ignored(),
                        ignored(),
                        ignored(),
                        ignored(),
                        pools -> InspectTopology.build(frames, pools, config, found),
                        ignored(),
                        ignored(),
                        ignored(),
                        ignored()));
        environment.executeAsync();
        return run.drain();
    }

    /** Nobody asks, so that Flink leaves the output out. */
    private static <T> Consumer<DataStream<T>> ignored() {
        return stream -> {};
    }

    private <T> Consumer<DataStream<T>> into(String output) {
        return stream -> {
            DataStream.Collector<T> collector = new DataStream.Collector<>();
            stream.collectAsync(collector);
            collectors.put(output, collector);
        };
    }

    /** All at once: an output that nobody fetches holds up the job. */
    private Map<String, List<?>> drain() throws Exception {
        ExecutorService fetchers = Executors.newFixedThreadPool(collectors.size());
        try {
            Map<String, Future<List<?>>> fetched = new LinkedHashMap<>();
            collectors.forEach((output, collector) -> fetched.put(output, fetchers.submit(() -> drain(collector))));
            Map<String, List<?>> facts = new LinkedHashMap<>();
            for (Map.Entry<String, Future<List<?>>> output : fetched.entrySet()) {
                facts.put(output.getKey(), output.getValue().get(2, TimeUnit.MINUTES));
            }
            return facts;
        } finally {
            fetchers.shutdownNow();
        }
    }

    private static List<?> drain(DataStream.Collector<?> collector) {
        List<Object> facts = new ArrayList<>();
        collector.getOutput().forEachRemaining(facts::add);
        return facts;
    }
}
