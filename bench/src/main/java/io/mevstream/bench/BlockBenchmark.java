package io.mevstream.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.chain.RawLog;
import io.mevstream.decode.LogDecoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
 * JSON bytes of a block to its events, block after block. Ours reads header, transactions, receipts and logs into types,
 * proves the block by its roots where it has a header, and decodes every log of every protocol. The peer reads the JSON
 * as Jackson's tree and decodes with web3j the events of four protocols: less work, proving nothing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BlockBenchmark {

    private final LogDecoder decoder = LogDecoder.standard();
    private final Web3jLogs web3j = new Web3jLogs();
    private final ObjectMapper mapper = new ObjectMapper();
    private List<byte[]> blocks = List.of();
    private int next;

    @Setup
    public void load() throws IOException {
        blocks = Blocks.json();
    }

    private byte[] nextBlock() {
        next = (next + 1) % blocks.size();
        return blocks.get(next);
    }

    @Benchmark
    public void blockOurs(Blackhole sink) {
        Blocks.read(nextBlock(), block -> {
            for (RawLog log : block.block().logs()) {
                sink.consume(decoder.decode(log));
            }
        });
    }

    @Benchmark
    public void blockWeb3j(Blackhole sink) throws IOException {
        JsonNode tree = mapper.readTree(nextBlock());
        sink.consume(tree);
        for (JsonNode receipt : tree.path("receipts")) {
            decode(receipt.path("logs"), sink);
        }
        decode(tree.path("logs"), sink);
    }

    private void decode(JsonNode logs, Blackhole sink) {
        for (JsonNode log : logs) {
            List<String> topics = new ArrayList<>(4);
            for (JsonNode topic : log.path("topics")) {
                topics.add(topic.asText());
            }
            Web3jLogs.Log text = new Web3jLogs.Log(topics, log.path("data").asText());
            if (web3j.knows(text)) {
                sink.consume(web3j.decode(text));
            }
        }
    }
}
