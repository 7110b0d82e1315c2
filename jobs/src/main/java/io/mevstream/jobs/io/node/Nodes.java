package io.mevstream.jobs.io.node;

import io.mevstream.chain.Hash;
import io.mevstream.jobs.io.jsonrpc.ReadBlock;
import io.mevstream.jobs.io.node.NodeFailure.Kind;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Several endpoints of one chain, watched and asked as one. Whatever is asked goes to the endpoint that is likely to be
 * fastest, and on to others when it fails or is late; every block that comes back is proven.
 */
public final class Nodes implements AutoCloseable {

    private static final int KEPT_BLOCKS = 256;

    private final List<EndpointWatch> watches = new ArrayList<>();
    private final List<Endpoint> endpoints;
    private final ScheduledThreadPoolExecutor timer;
    private final Failover failover;
    private final Durations failovers = new Durations();
    private final ProvenBlocks proven = new ProvenBlocks(KEPT_BLOCKS);
    private final BlockFetch fetch;

    private Nodes(List<EndpointSettings> addresses, NodeSettings settings, NodeClock clock, NodeListener listener) {
        timer = new ScheduledThreadPoolExecutor(2, work -> {
            Thread thread = new Thread(work, "nodes");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        HttpClient client = HttpClient.newBuilder()
                // Anvil and most nodes behind a WebSocket speak 1.1; an upgrade would cost a round trip.
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofMillis(settings.deadlineMillis()))
                .executor(Executors.newCachedThreadPool(work -> {
                    Thread thread = new Thread(work, "node-io");
                    thread.setDaemon(true);
                    return thread;
                }))
                .build();
        Endpoint.Shared shared =
                new Endpoint.Shared(client, clock, timer, Duration.ofMillis(settings.deadlineMillis()));
        addresses.forEach(address -> watches.add(new EndpointWatch(address, settings, shared, listener)));
        endpoints = watches.stream().map(EndpointWatch::endpoint).toList();
        failover = new Failover(timer, clock, settings.patienceMillis(), failovers);
        fetch = new BlockFetch(settings.traces());
    }

    /** Begins to watch the endpoints; returns at once. */
    public static Nodes watch(
            List<EndpointSettings> addresses, NodeSettings settings, NodeClock clock, NodeListener listener) {
        Nodes nodes = new Nodes(addresses, settings, clock, listener);
        nodes.watches.forEach(EndpointWatch::start);
        return nodes;
    }

    /**
     * The block of a hash.
     *
     * @param shownBy the endpoint that showed it, which is asked first; null for any
     */
    public CompletableFuture<ReadBlock> block(Hash hash, @Nullable String shownBy) {
        ReadBlock known = proven.get(hash);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        return kept(failover.ask(endpoints, named(shownBy), endpoint -> fetch.byHash(endpoint, hash)));
    }

    /** The block that an endpoint has at a height. */
    public CompletableFuture<ReadBlock> block(long number) {
        return kept(failover.ask(endpoints, null, endpoint -> fetch.byNumber(endpoint, number)));
    }

    /** Says that an endpoint's head was behind others' for longer than it may be. */
    public void blameForLateHead(String name) {
        Endpoint endpoint = named(name);
        if (endpoint != null) {
            endpoint.state().failed(Kind.LATE_HEAD);
        }
    }

    /** Whether an endpoint may be asked. */
    public boolean isHealthy(String name) {
        Endpoint endpoint = named(name);
        return endpoint != null && endpoint.state().isIn();
    }

    public List<EndpointReport> reports() {
        return endpoints.stream()
                .map(endpoint -> endpoint.state().report(endpoint.name()))
                .toList();
    }

    /** How long it took from a question that an endpoint failed or left open to another one's answer. */
    public LatencyReport failovers() {
        return failovers.report();
    }

    /** How often a block was asked for that was already there. */
    public long cacheHits() {
        return proven.hits();
    }

    public long cacheMisses() {
        return proven.misses();
    }

    private CompletableFuture<ReadBlock> kept(CompletableFuture<ReadBlock> asking) {
        return asking.whenComplete((block, failed) -> {
            if (block != null) {
                proven.put(block);
            }
        });
    }

    private @Nullable Endpoint named(@Nullable String name) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() {
        watches.forEach(EndpointWatch::close);
        timer.shutdownNow();
    }
}
