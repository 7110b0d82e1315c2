package io.mevstream.jobs.launcher;

import io.mevstream.jobs.ingest.IngestConfig;
import io.mevstream.jobs.ingest.IngestRun;
import io.mevstream.jobs.ingest.IngestStatus;
import io.mevstream.jobs.ingest.IngestWatcher;
import io.mevstream.jobs.io.chainlog.ChainLogHome;
import io.mevstream.jobs.io.chainlog.ChainLogWriter;
import io.mevstream.jobs.io.clickhouse.ClickHouseQueries;
import io.mevstream.jobs.io.clickhouse.ClickHouseSettings;
import io.mevstream.jobs.io.node.NodeClock;
import io.mevstream.jobs.load.LoadJob;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Nodes into a log, and at the same time the log into a database: an ingest and the load job behind it, in one process.
 *
 * <p>The load job writes a bucket of positions at a time, so when the ingest has ended the last positions are not stored yet. The
 * same job then runs once more, to the log's end; what is stored already it stores again with the same tokens, which changes
 * nothing.
 */
final class LiveRun {
    private final ReplayStore store;
    private final long chainId;
    private final int parallelism;
    private final LoadFile load;
    private final Map<String, Double> seconds = new LinkedHashMap<>();

    LiveRun(ReplayStore store, long chainId, int parallelism, LoadFile load) {
        this.store = store;
        this.chainId = chainId;
        this.parallelism = parallelism;
        this.load = load;
    }

    /**
     * Runs until the ingest ends.
     *
     * @param external the server to load into; null for the store's own
     * @param isOver asked every now and then: whether what is followed has come to its end
     */
    LiveSummary run(
            IngestConfig config,
            @Nullable ClickHouseSettings external,
            String database,
            boolean replace,
            BooleanSupplier isOver)
            throws Exception {
        long began = System.nanoTime();
        String logId = newLog(external, replace);
        ClickHouseSettings server = external == null ? store.database(database) : external;
        ReplayDatabase.prepare(server, logId, replace);
        IngestRun ingest =
                new IngestRun(config, ChainLogWriter.open(store.log(), chainId), NodeClock.SYSTEM, IngestWatcher.NONE);
        IngestThread following = IngestThread.start(ingest);
        LocalCluster cluster = cluster("live");
        LoadJob.define(cluster.environment(), load.config(store.log(), ChainLogHome.Until.STOPPED, server));
        try (ClickHouseQueries queries = ClickHouseQueries.open(server)) {
            LiveScreen screen = new LiveScreen(ingest, queries);
            cluster.runUntil("live", () -> {
                screen.show();
                if (isOver.getAsBoolean() || following.hasEnded()) {
                    ingest.stop();
                }
                return following.hasEnded();
            });
            screen.end();
        }
        following.join();
        took("live", began);
        long rest = System.nanoTime();
        LocalCluster last = cluster("rest");
        LoadJob.define(last.environment(), load.config(store.log(), ChainLogHome.Until.END, server));
        last.run("load", () -> {});
        took("rest", rest);
        return summary(ingest.status(), server);
    }

    /** Gives up what the store held, for an empty log of its own name: two runs are two logs. */
    private String newLog(@Nullable ClickHouseSettings external, boolean replace) throws IOException {
        String logId;
        try (ChainLogWriter log = ChainLogWriter.create(store.incomingLog(), chainId, "live-" + UUID.randomUUID())) {
            logId = log.logId();
        }
        if (external != null) {
            // Refused before anything is given up.
            ReplayDatabase.prepare(external, logId, replace);
        }
        store.replaceBy(store.incomingLog());
        return logId;
    }

    private LocalCluster cluster(String name) {
        return new LocalCluster(
                Path.of(System.getProperty("mevstream.home", ".")),
                store.checkpoints().resolve(name),
                parallelism);
    }

    private LiveSummary summary(IngestStatus status, ClickHouseSettings server) throws SQLException {
        try (ClickHouseQueries connection = ClickHouseQueries.open(server)) {
            SummaryQueries stored = new SummaryQueries(connection);
            return new LiveSummary(
                    store.folder().toString(),
                    server.database(),
                    seconds,
                    status,
                    stored.logs(),
                    stored.swaps(),
                    new MevQueries(connection).summary(),
                    stored.rows());
        }
    }

    private void took(String step, long since) {
        seconds.put(step, Math.round((System.nanoTime() - since) / 1e6) / 1e3);
    }
}
