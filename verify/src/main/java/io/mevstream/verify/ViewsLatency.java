package io.mevstream.verify;

import io.mevstream.jobs.io.clickhouse.BatchRows;
import io.mevstream.jobs.io.clickhouse.Buckets;
import io.mevstream.jobs.io.clickhouse.ClickHouseQueries;
import io.mevstream.jobs.io.clickhouse.ClickHouseSettings;
import io.mevstream.jobs.io.clickhouse.ClickHouseSink;
import io.mevstream.jobs.io.clickhouse.EmbeddedClickHouse;
import io.mevstream.jobs.io.clickhouse.Migrations;
import io.mevstream.verify.MarketAnswers.Question;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Questions to the views over a loaded market with undone blocks: each answer is compared with one computed in Java, and in full
 * each question's time is taken as well: what a program sees over JDBC counts, the server's own part of it is stated beside it. At CI size no time counts.
 */
final class ViewsLatency implements Proof {
    private static final long MOST_MICROS = 10_000;
    private static final int QUESTIONS = 500;
    private static final Duration MERGES = Duration.ofMinutes(2);
    private static final int WARM_UP = 50;
    private static final int QUIET_ROUNDS = 4;
    private static final int COMPARISONS = 12;
    private static final String SWAPS = "swaps_final";
    private static final Comparator<List<String>> ORDER = Comparator.comparing(Object::toString);

    @Override
    public String name() {
        return "views-latency";
    }

    @Override
    public String claim() {
        return "The views give the net answer, over a million swaps within 10 ms at the 99th percentile as JDBC sees it, on a quiet machine.";
    }

    @Override
    public String control() {
        return "The views forget retractions.";
    }

    @Override
    public int chunks(Size size) {
        return 1;
    }

    @Override
    public void runChunk(ProofRun run) throws IOException, InterruptedException {
        boolean full = run.size() == Size.FULL;
        MarketRows market = full ? new MarketRows(10_000, 100, 2_000) : new MarketRows(300, 100, 300);
        try (EmbeddedClickHouse engine = EmbeddedClickHouse.open(run.workDir().resolve("clickhouse"))) {
            ClickHouseSettings store = engine.settings();
            Migrations.apply(store);
            long started = System.nanoTime();
            load(market, store, full ? 200 : 25);
            run.set("load_millis", (System.nanoTime() - started) / 1_000_000);
            run.set("swap_rows", market.positions() * market.swapsABlock());
            try (ClickHouseQueries queries = ClickHouseQueries.open(store);
                    TimedQuestions timed = new TimedQuestions(store)) {
                if (run.planted()) {
                    forgetRetractions(queries);
                }
                ask(run, new MarketAnswers(market, run.random()), queries, timed);
            }
        } catch (SQLException e) {
            throw new IOException("cannot ask ClickHouse", e);
        }
    }

    /** By the mappers, in batches, through the sink. */
    private static void load(MarketRows market, ClickHouseSettings store, int bucketPositions)
            throws IOException, InterruptedException {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
        Buckets buckets = new Buckets("market", bucketPositions);
        market.stream(env)
                .keyBy(buckets, Buckets.KEY_TYPE)
                .process(new BatchRows(buckets))
                .sinkTo(new ClickHouseSink(store, MarketRows.TABLES, Duration.ofMinutes(2)));
        FutureTask<JobExecutionResult> job = new FutureTask<>(() -> env.execute("views-latency"));
        job.run();
        try {
            job.get();
        } catch (ExecutionException e) {
            throw new IOException("the load failed", e.getCause());
        }
    }

    private static void ask(ProofRun run, MarketAnswers answers, ClickHouseQueries queries, TimedQuestions timed)
            throws IOException, InterruptedException, SQLException {
        boolean full = run.size() == Size.FULL;
        Map<String, Function<String, Question>> questions = answers.questions();
        if (full) {
            settle(questions, queries);
        }
        int done = 0;
        for (Map.Entry<String, Function<String, Question>> view : questions.entrySet()) {
            for (int i = 0; i < COMPARISONS; i++) {
                compare(run, view.getValue().apply(view.getKey()), queries);
            }
            if (full) {
                expectFast(run, view.getKey(), time(run, view.getKey(), view, columns(view.getKey()), timed));
            }
            run.progress(++done, questions.size());
        }
        if (full) {
            // Stated, not promised: planning grows with the columns.
            time(run, "swaps_final_every_column", Map.entry(SWAPS, questions.get(SWAPS)), "*", timed);
        }
    }

    private static void compare(ProofRun run, Question question, ClickHouseQueries queries) throws SQLException {
        String sql = "SELECT " + question.columns() + " FROM " + question.view() + " WHERE " + question.where();
        List<List<String>> found = queries.rows(sql).stream().sorted(ORDER).toList();
        List<List<String>> expected = question.answer().stream().sorted(ORDER).toList();
        run.count("answers_compared", 1);
        run.count("rows_compared", expected.size());
        run.expect(found.equals(expected), "%s: expected %s, found %s", sql, shown(expected), shown(found));
    }

    private static String shown(List<List<String>> rows) {
        return rows.size() + " rows " + rows.subList(0, Math.min(3, rows.size()));
    }

    /**
     * Asks until this process is warm and the engine has merged what the load left behind: no merge was seen for some rounds of
     * questions. It is to be quiet.
     */
    private static void settle(Map<String, Function<String, Question>> questions, ClickHouseQueries queries)
            throws SQLException {
        long deadline = System.nanoTime() + MERGES.toNanos();
        for (int quiet = 0; quiet < QUIET_ROUNDS && System.nanoTime() < deadline; quiet++) {
            for (Map.Entry<String, Function<String, Question>> view : questions.entrySet()) {
                for (int i = 0; i < WARM_UP; i++) {
                    queries.rows(sql(view, "*"));
                }
                if (!queries.rows("SELECT table FROM system.merges").isEmpty()) {
                    quiet = -1;
                }
            }
        }
        System.gc();
    }

    private static String sql(Map.Entry<String, Function<String, Question>> view, String columns) {
        return "SELECT " + columns + " FROM " + view.getKey() + " WHERE "
                + view.getValue().apply(view.getKey()).where();
    }

    /** The whole of the narrow views; of the swaps, each with 33 columns, those that say what was swapped and how sure it is. */
    private static String columns(String view) {
        return view.equals(SWAPS)
                ? "block_number, block_time, log_index, transaction_hash, protocol, pool, recipient, token_in, token_out,"
                        + " amount_in_raw, amount_out_raw, fee_pips, evidence, rederivation"
                : "*";
    }

    private static TimedQuestions.Times time(
            ProofRun run,
            String figure,
            Map.Entry<String, Function<String, Question>> view,
            String columns,
            TimedQuestions timed)
            throws IOException, InterruptedException, SQLException {
        // Made before the first is asked: an answer computed in between takes the caches from the engine.
        List<String> questions =
                Stream.generate(() -> sql(view, columns)).limit(QUESTIONS).toList();
        TimedQuestions.Times times = timed.time(questions);
        run.set(figure + "_p50_micros", times.serverMedian());
        run.set(figure + "_p99_micros", times.serverWorst());
        run.set(figure + "_jdbc_p50_micros", times.jdbcMedian());
        run.set(figure + "_jdbc_p99_micros", times.jdbcWorst());
        return times;
    }

    private static void expectFast(ProofRun run, String view, TimedQuestions.Times times) {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        run.max("load_average_hundredths", Math.round(load * 100));
        run.expect(
                times.jdbcWorst() <= MOST_MICROS,
                "%s: expected at most %d us at the 99th percentile, found %d over JDBC, %d at the server, at a load average of %.1f",
                view,
                MOST_MICROS,
                times.jdbcWorst(),
                times.serverWorst(),
                load);
    }

    /** Takes FINAL out of every view. */
    private static void forgetRetractions(ClickHouseQueries queries) throws SQLException {
        List<List<String>> views = queries.rows(
                "SELECT create_table_query FROM system.tables"
                        + " WHERE database = currentDatabase() AND engine = 'View' AND position(create_table_query, ' FINAL') > 0");
        for (List<String> view : views) {
            queries.rows(view.get(0)
                    .replaceFirst("^CREATE VIEW", "CREATE OR REPLACE VIEW")
                    .replace(" FINAL", ""));
        }
    }
}
