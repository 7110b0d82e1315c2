package io.mevstream.verify;

import io.mevstream.chain.ChainRecord;
import io.mevstream.jobs.ingest.IngestConfig;
import io.mevstream.jobs.ingest.IngestRun;
import io.mevstream.jobs.io.chainlog.ChainLogWriter;
import io.mevstream.jobs.io.node.EndpointReport;
import io.mevstream.jobs.io.node.EndpointSettings;
import io.mevstream.jobs.io.node.NodeClock;
import io.mevstream.jobs.io.node.NodeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A node whose chain grows while an ingest in this process follows it through two proxies, and when each block came. */
final class FollowedChain implements AutoCloseable {
    static final String FAULTY = "faulty";
    private static final String STEADY = "steady";
    private static final long CHAIN_ID = 31337;
    private static final int BETWEEN_BLOCKS_MILLIS = 60;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final NodeSettings SETTINGS = new NodeSettings(CHAIN_ID, 5_000, 200, 50, 250, false, false);

    private final PlainNode node;
    private final PlainNode followed;
    private final IngestRun run;
    private final Thread thread;
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private @Nullable Throwable failure;
    private int missing;

    private FollowedChain(Path log, PlainNode node, PlainNode followed, String faulty, String steady)
            throws IOException {
        this.node = node;
        this.followed = followed;
        List<String> problems = new ArrayList<>();
        List<EndpointSettings> endpoints = List.of(
                EndpointSettings.parse(faulty + ",name=" + FAULTY, 1, problems),
                EndpointSettings.parse(steady + ",name=" + STEADY, 2, problems));
        ChainLogWriter writer = Files.isDirectory(log)
                ? ChainLogWriter.open(log, CHAIN_ID)
                : ChainLogWriter.create(log, CHAIN_ID, "faults");
        run = new IngestRun(
                new IngestConfig(endpoints, SETTINGS, 0L, IngestConfig.Until.STOPPED),
                writer,
                NodeClock.SYSTEM,
                this::acknowledged);
        thread = new Thread(this::follow, "ingest");
        thread.start();
    }

    /**
     * Begins to follow, the faulty endpoint first.
     *
     * @param followed the node behind the faulty endpoint
     */
    static FollowedChain begin(Path log, PlainNode node, PlainNode followed, NodeProxy faulty, NodeProxy steady)
            throws IOException, InterruptedException {
        steady.behave(NodeProxy.Fault.DEAD);
        FollowedChain chain = new FollowedChain(log, node, followed, faulty.url(), steady.url());
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!FAULTY.equals(chain.run.status().leader()) && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        steady.behave(NodeProxy.Fault.NONE);
        // The next health check takes it in again.
        while (!chain.isHealthy(STEADY) && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        return chain;
    }

    private void acknowledged(ChainRecord chainRecord, long nanos) {
        if (chainRecord.kind() == ChainRecord.Kind.APPLY) {
            acknowledged.putIfAbsent(chainRecord.block().hash().toString(), nanos);
        }
    }

    private void follow() {
        try {
            run.run();
        } catch (IOException | InterruptedException | RuntimeException thrown) {
            failure = thrown;
        }
    }

    private boolean isHealthy(String name) {
        return run.status().endpoints().stream().anyMatch(each -> each.name().equals(name) && each.healthy());
    }

    /** Makes blocks with a transaction each and waits for the last; how long each took from the node to the log, in microseconds. */
    List<Long> grow(int blocks) throws IOException, InterruptedException {
        Map<String, Long> mined = new java.util.LinkedHashMap<>();
        for (int i = 0; i < blocks; i++) {
            node.send(1 + i);
            node.mine();
            mined.put(node.calls().head(), System.nanoTime());
            if (followed != node) {
                followed.send(2 + i);
                followed.mine();
            }
            Thread.sleep(BETWEEN_BLOCKS_MILLIS);
        }
        String last = node.calls().head();
        long end = System.nanoTime() + PATIENCE_NANOS / (followed == node ? 1 : 10);
        while (!acknowledged.containsKey(last) && System.nanoTime() < end && failure == null) {
            Thread.sleep(2);
        }
        if (failure != null) {
            throw new IOException("expected the ingest to run, found " + failure, failure);
        }
        List<Long> micros = new ArrayList<>();
        for (Map.Entry<String, Long> block : mined.entrySet()) {
            Long came = acknowledged.get(block.getKey());
            if (came == null) {
                missing++;
            } else {
                micros.add(Math.max(0, TimeUnit.NANOSECONDS.toMicros(came - block.getValue())));
            }
        }
        return micros;
    }

    /** Undoes the node's latest blocks; the next ones are others. */
    void reorg(int depth) throws IOException {
        node.rollBack(depth);
    }

    /** How many blocks of the node's did not come to the log. */
    int missing() {
        return missing;
    }

    Map<String, Long> failuresOf(String endpoint) {
        return run.status().endpoints().stream()
                .filter(each -> each.name().equals(endpoint))
                .map(EndpointReport::failures)
                .findFirst()
                .orElse(Map.of());
    }

    @Override
    public void close() {
        run.stop();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
