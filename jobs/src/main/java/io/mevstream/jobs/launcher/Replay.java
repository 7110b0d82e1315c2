package io.mevstream.jobs.launcher;

import io.mevstream.chain.SeenTransaction;
import io.mevstream.jobs.io.chainlog.BlockRange;
import io.mevstream.jobs.io.chainlog.ChainLogHome;
import io.mevstream.jobs.io.chainlog.ChainLogId;
import io.mevstream.jobs.io.chainlog.FileHome;
import io.mevstream.jobs.io.clickhouse.ClickHouseQueries;
import io.mevstream.jobs.io.clickhouse.ClickHouseSettings;
import io.mevstream.jobs.load.LoadConfig;
import io.mevstream.jobs.load.LoadJob;
import io.mevstream.sequence.RunPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
     */
    ReplaySummary run(List<Path> paths, List<SeenTransaction> pending, Into target) throws Exception {
        LoadFile settings = LoadFile.read();
        try (BlockSpool spool = new BlockSpool(store.incoming().resolve("spool"), chainId);
                RefusedInput refused = new RefusedInput(store.refused())) {
            ReplayInput input = new ReplayInput(spool, refused, store.incoming());
            RunPlan<BlockSpool.Place> set = timed("read", () -> input.read(paths));
            if (set.runs().isEmpty()) {
                throw nothingRead(paths, refused, set);
            }
            StreamReplay stream = asStream ? new StreamReplay(spool, input.given(), pending) : null;
            String logId = timed(
                    "append",
                    () -> stream == null
                            ? input.append(set, store.incomingLog(), chainId)
                            : stream.append(store.incomingLog(), chainId));
            RunPlan<BlockSpool.Place> plan = stream == null ? set : stream.plan();
            ClickHouseSettings server = replace(
                    logId,
                    target,
                    into -> load(
                            config(into, settings).from(FileHome.at(store.log()), null, target.archive()),
                            plan.blockCount()));
            return summary(
                    ReplayRead.of(new ChainLogId(chainId, logId), input, plan)
                            .with(refusals(refused, plan), stream == null ? null : stream.summary()),
                    server);
        }
    }

    /**
     * Replays a log that is kept somewhere. The store then holds no log, only where it was.
     *
     * @param blocks the heights to load; null for all
     */
    ReplaySummary run(ChainLogHome home, @Nullable BlockRange blocks, Into target) throws Exception {
        LoadFile settings = LoadFile.read();
        if (home.toString().startsWith(store.folder() + "/")) {
            throw Refusal.usage("expected another --store: " + home + " is in the one that would be replaced");
        }
        ChainLogId log = home.id();
        Files.createDirectories(store.incomingLog());
        Files.writeString(store.incomingLog().resolve("home"), home + "\n");
        String content = blocks == null ? log.logId() : log.logId() + ":" + blocks;
        ClickHouseSettings server =
                replace(content, target, into -> load(config(into, settings).from(home, blocks, target.archive()), 0));
        String from = home + (blocks == null ? "" : ", blocks " + blocks);
        return summary(ReplayRead.of(log, from), server);
    }

    /** Replays what nodes have of a chain: fetched into the store's log first. */
    ReplaySummary run(NodeRange nodes, Into target) throws Exception {
        LoadFile settings = LoadFile.read();
        ChainLogId log = timed("fetch", () -> nodes.write(store.incomingLog()));
        ClickHouseSettings server = replace(
                log.logId(),
                target,
                into -> load(config(into, settings).from(FileHome.at(store.log()), null, target.archive()), 0));
        return summary(ReplayRead.of(log, "node " + nodes), server);
    }

    /**
     * Where rows go.
     *
     * @param external the server to load into; null for the store's own
     * @param database the name of the database to make
     * @param replace whether a database that holds another replay may be dropped
     * @param archive whether the log's own records are kept there too
     */
    record Into(@Nullable ClickHouseSettings external, String database, boolean replace, boolean archive) {}

    @FunctionalInterface
    private interface Load {
        void run(ClickHouseSettings into) throws Exception;
    }

    /** Puts a load in the place of the store's replay; the database it is in. */
    private ClickHouseSettings replace(String content, Into target, Load load) throws Exception {
        ClickHouseSettings external = target.external();
        if (external != null) {
            // Refused before anything is given up.
            ReplayDatabase.prepare(external, content, target.replace());
        }
        store.replaceBy(store.incomingLog());
        return timed("load", () -> {
            ClickHouseSettings into = external == null ? store.database(target.database()) : external;
            ReplayDatabase.prepare(into, content, target.replace());
            load.run(into);
            return into;
        });
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

    private static Path home() {
        return Path.of(System.getProperty("mevstream.home", "."));
    }

    private LoadConfig config(ClickHouseSettings database, LoadFile settings) {
        return new LoadConfig(
                store.log(),
                ChainLogHome.Until.END,
                database,
                registry,
                settings.bucketPositions(),
                settings.storeBudget());
    }

    /** @param blocks how many there are to load; 0 where that is not known */
    private void load(LoadConfig config, long blocks) throws Exception {
        LocalCluster cluster = new LocalCluster(home(), store.checkpoints(), parallelism);
        LoadJob.define(cluster.environment(), config);
        ProgressLine progress = ProgressLine.toStandardError("load", "blocks");
        try (ClickHouseQueries queries = ClickHouseQueries.open(config.store())) {
            cluster.run("load", () -> progress.update(loaded(queries), blocks));
            progress.done(loaded(queries), "");
        }
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

    private ReplaySummary summary(ReplayRead input, ClickHouseSettings database) throws SQLException {
        try (ClickHouseQueries connection = ClickHouseQueries.open(database)) {
            SummaryQueries stored = new SummaryQueries(connection);
            long withLogs = stored.blocksWithLogs();
            boolean logs = withLogs > 0;
            return new ReplaySummary(
                    store.folder().toString(),
                    database.database(),
                    input.log().chainId(),
                    input.log().logId(),
                    input.from(),
                    input.files(),
                    input.bytes(),
                    input.blocks() == null ? withLogs + stored.blocksWithoutLogs() : input.blocks(),
                    input.refused(),
                    input.stream(),
                    input.orphaned(),
                    input.duplicates(),
                    input.runs(),
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
