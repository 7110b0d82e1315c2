package io.mevstream.verify;

import io.mevstream.jobs.io.clickhouse.BatchRows;
import io.mevstream.jobs.io.clickhouse.Buckets;
import io.mevstream.jobs.io.clickhouse.ClickHouseQueries;
import io.mevstream.jobs.io.clickhouse.ClickHouseSettings;
import io.mevstream.jobs.io.clickhouse.ClickHouseSink;
import io.mevstream.jobs.io.clickhouse.EmbeddedClickHouse;
import io.mevstream.jobs.io.clickhouse.Migrations;
import io.mevstream.jobs.io.clickhouse.Table;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A load through outages of the store. The tables are plain MergeTrees and the rollup adds up, so that nothing merges a
 * doubled row away; what is stored is compared with what the rows' own definition says, without {@code FINAL}. The real tables of
 * swaps and pool states and their rollups are loaded beside them through the real mappers, and compared net.
 */
final class ClickHouseOutage implements Proof {
    private static final int BUCKET_POSITIONS = 10;
    private static final Duration BUDGET = Duration.ofMinutes(2);
    private static final String DATABASE = "outage";

    @Override
    public String name() {
        return "clickhouse-outage";
    }

    @Override
    public String claim() {
        return "No row is lost or doubled while ClickHouse is killed, unreachable, or loses its acknowledgements during a load.";
    }

    @Override
    public String control() {
        return "Each insert is sent under a random deduplication token.";
    }

    @Override
    public int chunks(Size size) {
        return 1;
    }

    @Override
    public void runChunk(ProofRun run) throws IOException, InterruptedException {
        OutageRows rows = new OutageRows(run.size() == Size.FULL ? 10_000 : 400);
        MarketRows market = run.size() == Size.FULL ? new MarketRows(2_000, 100, 500) : new MarketRows(200, 30, 50);
        int outages = run.size() == Size.FULL ? 10 : 3;
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (EmbeddedClickHouse engine = EmbeddedClickHouse.open(run.workDir().resolve("clickhouse"))) {
            ClickHouseSettings store = engine.settings().withDatabase(DATABASE);
            int port = URI.create(store.url()).getPort();
            try (FaultProxy proxy = new FaultProxy(port, run.planted(), run.random())) {
                createTables(store);
                long started = System.nanoTime();
                Future<JobExecutionResult> job =
                        load(run.workDir().resolve("checkpoints"), rows, market, store.withUrl(proxy.url()), thread);
                for (int outage = 0; outage < outages; outage++) {
                    long due = rows.count() * (outage + 1) / (outages + 1);
                    awaitStored(run, store, due, rows.count(), job);
                    injure(run, outage, engine, proxy);
                }
                await(job);
                run.set("load_millis", (System.nanoTime() - started) / 1_000_000);
                check(run, rows, store, proxy);
                try (ClickHouseQueries queries = ClickHouseQueries.open(store)) {
                    MarketSums.check(run, market, queries);
                }
            }
        } catch (SQLException e) {
            throw new IOException("cannot ask ClickHouse what it has stored", e);
        } finally {
            thread.shutdownNow();
        }
    }

    private static void injure(ProofRun run, int outage, EmbeddedClickHouse engine, FaultProxy proxy)
            throws InterruptedException {
        SplittableRandom random = new SplittableRandom(run.seed() + outage);
        switch (outage % 3) {
            case 0 -> {
                proxy.loseAnswers(2);
                run.count("acknowledgement_losses", 1);
            }
            case 1 -> {
                engine.kill();
                Thread.sleep(random.nextInt(200, 1500));
                engine.restart();
                run.count("kills", 1);
            }
            default -> {
                proxy.goDown();
                Thread.sleep(random.nextInt(200, 1500));
                proxy.comeUp();
                run.count("cut_networks", 1);
            }
        }
        run.count("outages", 1);
    }

    private static Future<JobExecutionResult> load(
            Path checkpoints, OutageRows rows, MarketRows market, ClickHouseSettings settings, ExecutorService thread) {
        List<Table> tables = new ArrayList<>(MarketRows.TABLES);
        tables.add(OutageRows.TABLE);
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
        Buckets buckets = new Buckets("outage", BUCKET_POSITIONS);
        rows.stream(env)
                .union(market.stream(env))
                .keyBy(buckets, Buckets.KEY_TYPE)
                .process(new BatchRows(buckets))
                .sinkTo(new ClickHouseSink(settings, tables, BUDGET));
        return thread.submit(() -> env.execute("clickhouse-outage"));
    }

    private static void createTables(ClickHouseSettings store) throws SQLException {
        Migrations.apply(store);
        try (ClickHouseQueries queries = ClickHouseQueries.open(store)) {
            for (String statement : OutageRows.TABLES) {
                queries.rows(statement);
            }
        }
    }

    private static void awaitStored(
            ProofRun run, ClickHouseSettings store, long due, long all, Future<JobExecutionResult> job)
            throws SQLException, InterruptedException {
        try (ClickHouseQueries queries = ClickHouseQueries.open(store)) {
            long stored = 0;
            while (stored < due && !job.isDone()) {
                stored = Long.parseLong(
                        queries.rows("SELECT count() FROM outage_rows").get(0).get(0));
                run.progress(stored, all);
                Thread.sleep(10);
            }
        }
    }

    private static void check(ProofRun run, OutageRows rows, ClickHouseSettings store, FaultProxy proxy)
            throws SQLException {
        try (ClickHouseQueries queries = ClickHouseQueries.open(store)) {
            List<String> table = queries.rows(OutageRows.TABLE_SUMS).get(0);
            List<String> rollup = queries.rows(OutageRows.ROLLUP_SUMS).get(0);
            run.expect(
                    table.equals(rows.tableSums()),
                    "expected rows, distinct ids, checksum %s, found %s",
                    rows.tableSums(),
                    table);
            run.expect(
                    rollup.equals(rows.rollupSums()),
                    "expected rollup's rows and amount %s, found %s",
                    rows.rollupSums(),
                    rollup);
            run.set("rows", Long.parseLong(table.get(0)));
            run.set("acknowledgements_lost", proxy.answersLost());
            run.expect(
                    proxy.answersLost() > 0, "expected acknowledgements to be lost, found none: no fault was injected");
        }
    }

    private static void await(Future<JobExecutionResult> job) throws IOException, InterruptedException {
        try {
            job.get();
        } catch (ExecutionException e) {
            throw new IOException("the load failed", e.getCause());
        }
    }
}
