package io.mevstream.jobs.chain;

import io.mevstream.chain.Block;
import io.mevstream.chain.ChainRecord;
import io.mevstream.fact.BlockFact;
import io.mevstream.fact.DeadLetter;
import io.mevstream.fact.EventFact;
import io.mevstream.fact.LiquidityFact;
import io.mevstream.fact.LogCount;
import io.mevstream.fact.PoolFact;
import io.mevstream.fact.PoolInBlock;
import io.mevstream.fact.PoolStateFact;
import io.mevstream.fact.SwapFact;
import io.mevstream.fact.TransactionFact;
import io.mevstream.jobs.io.chainlog.ChainRecordCodec;
import io.mevstream.jobs.io.chainlog.LogFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs the chain topology over frames on a mini cluster, with the settings a cluster has, into lists. */
final class ChainRuns {

    private final Map<String, DataStream.Collector<?>> collectors = new LinkedHashMap<>();

    private ChainRuns() {}

    /** What each output gave. */
    record Facts(Map<String, List<?>> byOutput) {

        @SuppressWarnings("unchecked")
        <T> List<T> of(String output, Class<T> type) {
            List<?> facts = byOutput.get(output);
            facts.forEach(type::cast);
            return (List<T>) facts;
        }

        /** The same in an order of its own, whatever the order they came in. */
        Map<String, List<String>> sorted() {
            Map<String, List<String>> sorted = new LinkedHashMap<>();
            byOutput.forEach((output, facts) -> sorted.put(
                    output, facts.stream().map(Object::toString).sorted().toList()));
            return sorted;
        }
    }

    static Facts run(List<LogFrame> frames, int parallelism) throws Exception {
        ChainRuns run = new ChainRuns();
        StreamExecutionEnvironment environment = environment(parallelism);
        DataStream<LogFrame> source =
                environment.fromData(frames).uid("frames").setParallelism(1).setMaxParallelism(1);
        ChainTopology.build(source, ChainConfig.of(1), run.outputs());
        environment.executeAsync();
        return new Facts(run.drain());
    }

    static StreamExecutionEnvironment environment(int parallelism) {
        Configuration configuration = GlobalConfiguration.loadConfiguration("../flink-conf");
        configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, parallelism);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        environment.enableCheckpointing(1_000);
        return environment;
    }

    /** The records of blocks of one run, appended one after the other from position 0 on. */
    static List<LogFrame> applied(List<Block> blocks) {
        List<LogFrame> frames = new ArrayList<>();
        for (Block block : blocks) {
            frames.add(frame(frames.size(), ChainRecord.Kind.APPLY, block, 0));
        }
        return frames;
    }

    static LogFrame frame(long position, ChainRecord.Kind kind, Block block, long runStart) {
        ChainRecord.Proof proof = block.header() == null ? ChainRecord.Proof.UNPROVEN : ChainRecord.Proof.BLOOM;
        return new LogFrame(
                position, new ChainRecordCodec().encode(new ChainRecord(1, position, kind, runStart, proof, block)));
    }

    private ChainTopology.Outputs outputs() {
        return new ChainTopology.Outputs(
                this.<BlockFact>into("blocks"),
                this.<TransactionFact>into("transactions"),
                this.<LogCount>into("log counts"),
                this.<SwapFact>into("swaps"),
                this.<LiquidityFact>into("liquidity"),
                this.<EventFact>into("transfers"),
                this.<PoolFact>into("pools"),
                this.<PoolStateFact>into("pool states"),
                this.<PoolInBlock>into("pools in blocks"),
                this.<EventFact>into("oracle answers"),
                this.<EventFact>into("liquidations"),
                this.<EventFact>into("protocol events"),
                this.<DeadLetter>into("dead letters"));
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
