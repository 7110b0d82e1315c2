package io.mevstream.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.PoolId;
import io.mevstream.chain.RawLog;
import io.mevstream.decode.LogDecoder;
import io.mevstream.decode.LogOutcome;
import io.mevstream.detect.BlockInspection;
import io.mevstream.detect.BlockInspector;
import io.mevstream.fact.BlockFacts;
import io.mevstream.fact.EventFact;
import io.mevstream.fact.PoolInBlock;
import io.mevstream.jobs.io.jsonrpc.ReadBlock;
import io.mevstream.pool.KnownFactories;
import io.mevstream.pool.LoggedEvent;
import io.mevstream.pool.PoolFrame;
import io.mevstream.pool.PoolRegistry;
import io.mevstream.pool.PoolTracker;
import io.mevstream.pool.SwapProver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * JSON bytes of a block to what the inspector finds in it, block after block on one thread: all that the job does to a block between
 * its source and its findings. Blocks with logs are read, proven, decoded, their swaps proven by transfers, their pools
 * followed from block to block; blocks with call traces are read and their calls decoded.
 *
 * <p>The peer reads the JSON as Jackson's tree and does nothing with it. Who finds the same, mev-inspect-py, needs a node and
 * a database and publishes 0.2 to 4 seconds a block; that stands in the goal's column and is not measured here.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class InspectBenchmark {

    private static final KnownFactories FACTORIES = KnownFactories.ofChain(1);

    private final LogDecoder decoder = LogDecoder.standard();
    private final SwapProver prover = new SwapProver(FACTORIES);
    private final PoolTracker tracker = new PoolTracker(FACTORIES, PoolRegistry.EMPTY);
    private final BlockInspector inspector = new BlockInspector(1, FACTORIES);
    private final Map<PoolId, PoolTracker.State> pools = new HashMap<>();
    private final ObjectMapper mapper = new ObjectMapper();
    private List<byte[]> logs = List.of();
    private List<byte[]> traces = List.of();
    private int next;
    private long position;

    @Setup
    public void load() throws IOException {
        logs = Blocks.json();
        traces = Blocks.traces();
    }

    private byte[] next(List<byte[]> blocks) {
        next = (next + 1) % blocks.size();
        return blocks.get(next);
    }

    @Benchmark
    public void logsOurs(Blackhole sink) {
        Blocks.read(next(logs), block -> sink.consume(inspect(block)));
    }

    @Benchmark
    public void tracesOurs(Blackhole sink) {
        Blocks.read(next(traces), block -> sink.consume(inspect(block)));
    }

    @Benchmark
    public void logsJackson(Blackhole sink) throws IOException {
        sink.consume(mapper.readTree(next(logs)));
    }

    @Benchmark
    public void tracesJackson(Blackhole sink) throws IOException {
        sink.consume(mapper.readTree(next(traces)));
    }

    BlockInspection inspect(ReadBlock read) {
        ChainRecord chainRecord = new ChainRecord(1, position++, ChainRecord.Kind.APPLY, 0, read.proof(), read.block());
        List<LogOutcome> outcomes = new ArrayList<>(read.block().logs().size());
        for (RawLog log : read.block().logs()) {
            outcomes.add(decoder.decode(log));
        }
        BlockFacts facts = BlockFacts.of(chainRecord, outcomes);
        List<LoggedEvent> events = new ArrayList<>(facts.events().size());
        for (EventFact fact : facts.events()) {
            events.add(new LoggedEvent(fact.log(), fact.protocol(), fact.event()));
        }
        List<PoolInBlock> touched = new ArrayList<>();
        for (PoolFrame frame : PoolFrame.of(facts.block().origin(), 0, events, prover)) {
            PoolTracker.Step step = tracker.take(pools.get(frame.pool()), frame);
            pools.put(frame.pool(), step.after());
            touched.add(step.inBlock());
        }
        return inspector.inspect(chainRecord, facts.events(), touched);
    }
}
