package io.mevstream.jobs.launcher;

import io.mevstream.chain.ChainRecord;
import io.mevstream.jobs.io.chainlog.ChainLogHome;
import io.mevstream.jobs.io.clickhouse.ClickHouseQueries;
import io.mevstream.jobs.io.clickhouse.ClickHouseSettings;
import io.mevstream.jobs.io.settings.SettingsFile;
import io.mevstream.jobs.load.LoadConfig;
import io.mevstream.jobs.load.LoadJob;
import io.mevstream.sequence.RunPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Files into a chain log, the log into a database, by the load job on a cluster in this process. */
final class Replay {
    private final ReplayStore store;
    private final long chainId;
    private final @Nullable Path registry;
    private final int parallelism;
    private final boolean asStream;
    private final Map<String, Double> seconds = new LinkedHashMap<>();

    /** @param asStream whether the order of the blocks counts, as in a live stream; else they are a set */
    Replay(ReplayStore store, long chainId, @Nullable Path registry, int parallelism, boolean asStream) {
        this.store = store;
        this.chainId = chainId;
        this.registry = registry;
        this.parallelism = parallelism;
        this.asStream = asStream;
    }

    /**
     * Replays everything below the paths. The store's replay before is given up once there is something to put in its place.
     *
     * @param external the server to load into; null for the store's own
     * @param database the name of the database to make
     * @param replace whether a database that holds another replay may be dropped
     */
    ReplaySummary run(List<Path> paths, @Nullable ClickHouseSettings external, String database, boolean replace)
            throws Exception {
        LoadSettings settings = loadSettings();
        try (BlockSpool spool = new BlockSpool(store.incoming().resolve("spool"), chainId);
                RefusedInput refused = new RefusedInput(store.refused())) {
            ReplayInput input = new ReplayInput(spool, refused, store.incoming());
            RunPlan<BlockSpool.Place> set = timed("read", () -> input.read(paths));
            if (set.runs().isEmpty()) {
                throw nothingRead(paths, refused, set);
            }
            StreamReplay stream = asStream ? new StreamReplay(spool, input.given()) : null;
            String logId = timed(
                    "append",
                    () -> stream == null
                            ? input.append(set, store.incomingLog(), chainId)
                            : stream.append(store.incomingLog(), chainId));
            RunPlan<BlockSpool.Place> plan = stream == null ? set : stream.plan();
            if (external != null) {
                // Refused before anything is given up.
                ReplayDatabase.prepare(external, logId, replace);
            }
            store.replaceBy(store.incomingLog());
            ClickHouseSettings server = timed("load", () -> {
                ClickHouseSettings into = external == null ? store.database(database) : external;
                ReplayDatabase.prepare(into, logId, replace);
                load(into, settings, plan.blockCount());
                return into;
            });
            return summary(input, refused, plan, stream, logId, server);
        }
    }

    private Refusal nothingRead(List<Path> paths, RefusedInput refused, RunPlan<BlockSpool.Place> plan)
            throws IOException {
        StringBuilder message = new StringBuilder("expected blocks in " + paths + ", found none that could be read");
        if (!refused.lines().isEmpty()) {
            refused.flush();
            message.append("; what was refused is kept in ").append(store.keepRefused());
        }
        refusals(refused, plan).forEach(line -> message.append("\n    ").append(line));
        return Refusal.failed(message.toString());
    }

    private record LoadSettings(int bucketPositions, Duration storeBudget) {}

    /** Read before anything is given up for them. */
    private static LoadSettings loadSettings() {
        try {
            SettingsFile file = SettingsFile.read(home().resolve("flink-conf/jobs/load.yaml"));
            int bucketPositions = Math.toIntExact(file.requireLong("bucket_positions"));
            Duration storeBudget = Duration.ofSeconds(file.requireLong("store_budget_seconds"));
            file.check();
            return new LoadSettings(bucketPositions, storeBudget);
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            throw Refusal.failed(String.valueOf(wrong.getMessage()));
        }
    }

    private static Path home() {
        return Path.of(System.getProperty("mevstream.home", "."));
    }

    private void load(ClickHouseSettings database, LoadSettings settings, long blocks) throws Exception {
        LocalCluster cluster = new LocalCluster(home(), store.checkpoints(), parallelism);
        LoadJob.define(
                cluster.environment(),
                new LoadConfig(
                        store.log(),
                        ChainLogHome.Until.END,
                        database,
                        registry,
                        settings.bucketPositions(),
                        settings.storeBudget()));
        ProgressLine progress = ProgressLine.toStandardError("load", "blocks");
        try (ClickHouseQueries queries = ClickHouseQueries.open(database)) {
            cluster.run("load", () -> progress.update(loaded(queries), blocks));
        }
        progress.done(blocks, "");
    }

    /** How many blocks are stored; the job writes a bucket of positions at a time. */
    private static long loaded(ClickHouseQueries queries) {
        try {
            return Long.parseLong(Objects.requireNonNull(
                    queries.rows("SELECT uniqExact(version) FROM blocks").get(0).get(0)));
        } catch (SQLException away) {
            // Only the display depends on it: a store that is away is the job's matter.
            return 0;
        }
    }

    private ReplaySummary summary(
            ReplayInput input,
            RefusedInput refused,
            RunPlan<BlockSpool.Place> plan,
            @Nullable StreamReplay stream,
            String logId,
            ClickHouseSettings database)
            throws SQLException {
        try (ClickHouseQueries connection = ClickHouseQueries.open(database)) {
            SummaryQueries stored = new SummaryQueries(connection);
            boolean logs = stored.blocksWithLogs() > 0;
            return new ReplaySummary(
                    store.folder().toString(),
                    database.database(),
                    chainId,
                    logId,
                    input.files(),
                    input.bytes(),
                    input.blocks(),
                    refusals(refused, plan),
                    stream == null ? null : stream.summary(),
                    plan.orphaned().stream().map(item -> item.ref().toString()).toList(),
                    input.duplicates(),
                    plan.runs().stream().map(Replay::describe).toList(),
                    stored.blocksWithoutLogs(),
                    logs ? stored.logs() : null,
                    logs ? stored.swaps() : null,
                    logs ? stored.rederivation() : null,
                    logs ? stored.syncs() : null,
                    logs ? stored.liquidity() : null,
                    logs ? stored.transfers() : null,
                    logs ? stored.pools() : null,
                    new MevQueries(connection).summary(),
                    stored.rows(),
                    stored.deadLetters(),
                    seconds);
        }
    }

    private static List<String> refusals(RefusedInput refused, RunPlan<BlockSpool.Place> plan) {
        List<String> lines = new ArrayList<>(refused.lines());
        plan.refused().stream()
                .map(block -> block.item().ref() + ": " + block.reason() + ": " + block.detail())
                .forEach(lines::add);
        return lines;
    }

    private static ReplaySummary.Run describe(RunPlan.Run<BlockSpool.Place> run) {
        Map<ChainRecord.Proof, Integer> counts = new EnumMap<>(ChainRecord.Proof.class);
        run.blocks().forEach(item -> counts.merge(item.proof(), 1, Integer::sum));
        Map<String, Integer> proofs = new LinkedHashMap<>();
        List<ChainRecord.Proof> weakestFirst = new ArrayList<>(counts.keySet());
        Collections.reverse(weakestFirst);
        weakestFirst.forEach(
                proof -> proofs.put(proof.name().toLowerCase(Locale.ROOT), Objects.requireNonNull(counts.get(proof))));
        return new ReplaySummary.Run(
                run.first().number(), run.last().number(), run.blocks().size(), proofs);
    }

    @FunctionalInterface
    private interface Step<T> {
        T run() throws Exception;
    }

    private <T> T timed(String name, Step<T> step) throws Exception {
        long started = System.nanoTime();
        T result = step.run();
        seconds.put(name, Math.round((System.nanoTime() - started) / 1e6) / 1e3);
        return result;
    }
}
