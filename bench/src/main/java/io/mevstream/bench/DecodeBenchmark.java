package io.mevstream.bench;

import io.mevstream.chain.Hash;
import io.mevstream.chain.RawLog;
import io.mevstream.decode.LogDecoder;
import io.mevstream.decode.LogOutcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Logs to events. Both sides get the same logs, all of them events that both know; ours as bytes, as reading a block
 * leaves them, web3j's as the text it starts from.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(DecodeBenchmark.COUNT)
public class DecodeBenchmark {

    static final int COUNT = 1024;

    private final LogDecoder decoder = LogDecoder.standard();
    private final Web3jLogs web3j = new Web3jLogs();
    private final RawLog[] logs = new RawLog[COUNT];
    private final Web3jLogs.Log[] texts = new Web3jLogs.Log[COUNT];

    /** Fails unless the peer reads the same values. */
    @Setup
    public void load() throws IOException {
        List<RawLog> known = new ArrayList<>();
        for (RawLog log : Blocks.logs()) {
            if (web3j.knows(text(log)) && decoder.decode(log) instanceof LogOutcome.Decoded) {
                known.add(log);
            }
        }
        for (int i = 0; i < COUNT; i++) {
            // Spread over all blocks, so that the mix is theirs.
            logs[i] = known.get((int) ((long) i * 7919 % known.size()));
            texts[i] = text(logs[i]);
            agree(logs[i], texts[i]);
        }
    }

    private static Web3jLogs.Log text(RawLog log) {
        return new Web3jLogs.Log(
                log.topics().stream().map(Hash::toString).toList(), log.data().toString());
    }

    private void agree(RawLog log, Web3jLogs.Log text) {
        LogOutcome outcome = decoder.decode(log);
        List<String> ours = outcome instanceof LogOutcome.Decoded decoded
                ? decoded.fields().values().stream()
                        .map(Object::toString)
                        .sorted()
                        .toList()
                : List.of();
        List<String> theirs = web3j.decode(text).stream()
                .map(type -> type.getValue().toString().toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
        if (!ours.equals(theirs)) {
            throw new IllegalStateException("expected " + theirs + ", found " + ours);
        }
    }

    @Benchmark
    public void logOurs(Blackhole sink) {
        for (RawLog log : logs) {
            sink.consume(decoder.decode(log));
        }
    }

    @Benchmark
    public void logWeb3j(Blackhole sink) {
        for (Web3jLogs.Log log : texts) {
            sink.consume(web3j.decode(log));
        }
    }
}
