package io.mevstream.jobs.io.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ClickHouseSinkTest {

    private static final long POSITIONS = 200;
    private static final AtomicBoolean FAIL_ONCE = new AtomicBoolean();

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    @TempDir
    static Path folder;

    private static EmbeddedClickHouse engine;

    private ClickHouseSettings settings;

    @BeforeAll
    static void startEngine() {
        engine = EmbeddedClickHouse.open(folder);
    }

    @AfterAll
    static void stopEngine() {
        engine.close();
    }

    @BeforeEach
    void makeTables(TestInfo test) {
        settings = engine.settings()
                .withDatabase(test.getTestMethod().orElseThrow().getName());
        ToyTable.create(settings);
    }

    @Test
    void storesEveryRowOnce() throws Exception {
        load(settings, 7, 0).getJobExecutionResult().get();

        assertThat(ToyTable.stored(settings)).isEqualTo(ToyTable.expected(POSITIONS));
    }

    @Test
    void storesEveryRowOnceInBucketsOfOnePosition() throws Exception {
        load(settings, 1, 0).getJobExecutionResult().get();

        assertThat(ToyTable.stored(settings)).isEqualTo(ToyTable.expected(POSITIONS));
    }

    @Test
    void storesEveryRowOnceThroughARestartFromACheckpoint() throws Exception {
        FAIL_ONCE.set(true);

        load(settings, 7, 200).getJobExecutionResult().get();

        assertThat(FAIL_ONCE).isFalse();
        assertThat(ToyTable.stored(settings)).isEqualTo(ToyTable.expected(POSITIONS));
    }

    @Test
    void storesEveryRowOnceThoughTheEngineCrashesAndIsAway() throws Exception {
        JobClient job = load(settings, 1, 100);
        while (Long.parseLong(ToyTable.stored(settings).get(0)) < 200) {
            Thread.sleep(5);
        }

        engine.kill();
        Thread.sleep(700);
        engine.restart();
        job.getJobExecutionResult().get();

        assertThat(ToyTable.stored(settings)).isEqualTo(ToyTable.expected(POSITIONS));
    }

    @Test
    void storesARepeatedLoadOnce() throws Exception {
        load(settings, 7, 0).getJobExecutionResult().get();
        load(settings, 7, 0).getJobExecutionResult().get();

        assertThat(ToyTable.stored(settings)).isEqualTo(ToyTable.expected(POSITIONS));
    }

    @Test
    void storesABatchThatReachesIntoMorePartitionsThanTheServerTakesUnasked() throws Exception {
        int partitions = 150;
        try (var queries = ClickHouseQueries.open(settings)) {
            queries.rows("CREATE TABLE scattered AS toys ENGINE = MergeTree PARTITION BY row_id ORDER BY row_id");
        }
        var body = new ByteArrayOutputStream();
        for (int i = 0; i < partitions; i++) {
            body.writeBytes(ToyTable.row(i / ToyTable.ROWS_A_POSITION, i % ToyTable.ROWS_A_POSITION)
                    .row());
        }
        Table scattered = ToyTable.named("scattered");

        try (var inserter = new ClickHouseInserter(settings, List.of(scattered), Duration.ZERO, () -> {})) {
            inserter.insert(new InsertBatch("scattered", partitions, 14, "one", body.toByteArray()));
        }

        try (var queries = ClickHouseQueries.open(settings)) {
            assertThat(queries.rows("SELECT count(), uniqExact(_partition_id) FROM scattered"))
                    .containsExactly(List.of("150", "150"));
        }
    }

    @Test
    void refusesTablesThatDoNotFitTheRows() throws Exception {
        Table other = Table.named("toys")
                .column("row_id", "UInt32")
                .column("colour", "String")
                .column("version", "UInt64")
                .build();
        try (var inserter = new ClickHouseInserter(settings, List.of(other), Duration.ZERO, () -> {})) {
            assertThatThrownBy(() -> TableCheck.require(
                            inserter,
                            settings.database(),
                            List.of(
                                    other,
                                    Table.named("absent").column("a", "Int8").build())))
                    .hasMessageContaining("toys.row_id: expected UInt32, found UInt64")
                    .hasMessageContaining("toys.colour: expected String, found no such column")
                    .hasMessageContaining("toys.name: expected it to be written or to have a default")
                    .hasMessageContaining("absent: expected the table, found none");
        }
    }

    @Test
    void refusesATableThatForgetsInserts() throws Exception {
        try (var queries = ClickHouseQueries.open(settings)) {
            queries.rows("CREATE TABLE forgetful (a UInt8) ENGINE = MergeTree ORDER BY a");
            queries.rows("CREATE TABLE sums (a UInt8) ENGINE = MergeTree ORDER BY a");
            queries.rows("CREATE MATERIALIZED VIEW forgetful_to_sums TO sums AS SELECT a FROM forgetful");
        }
        Table table = Table.named("forgetful").column("a", "UInt8").build();
        try (var inserter = new ClickHouseInserter(settings, List.of(table), Duration.ZERO, () -> {})) {
            assertThatThrownBy(() -> TableCheck.require(inserter, settings.database(), List.of(table)))
                    .hasMessageContaining(
                            "forgetful: expected non_replicated_deduplication_window of at least 10000, found 0")
                    .hasMessageContaining(
                            "sums: expected non_replicated_deduplication_window of at least 10000, found 0");
        }
    }

    /** One source subtask, rows spread over two, two writers. */
    private static JobClient load(ClickHouseSettings settings, int bucketPositions, int positionsASecond)
            throws Exception {
        var configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
        configuration.setString("pipeline.generic-types", "false");
        configuration.setString("execution.checkpointing.interval", "100ms");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(2);
        var source = new DataGeneratorSource<Long>(
                position -> position,
                POSITIONS,
                positionsASecond > 0 ? RateLimiterStrategy.perSecond(positionsASecond) : RateLimiterStrategy.noOp(),
                Types.LONG);
        DataStream<TableRow> rows = env.fromSource(source, positionIsTime(), "positions")
                .setParallelism(1)
                .map(new FailingOnce())
                .setParallelism(1)
                .flatMap(ClickHouseSinkTest::rows)
                .setParallelism(1)
                .returns(TypeInformation.of(TableRow.class))
                .rebalance()
                .filter(row -> true);
        var buckets = new Buckets("log-1", bucketPositions);
        rows.keyBy(buckets, Buckets.KEY_TYPE)
                .process(new BatchRows(buckets))
                .sinkTo(new ClickHouseSink(settings, List.of(ToyTable.TABLE), Duration.ofSeconds(30)));
        return env.executeAsync();
    }

    private static void rows(Long position, Collector<TableRow> out) {
        for (int i = 0; i < ToyTable.ROWS_A_POSITION; i++) {
            out.collect(ToyTable.row(position, i));
        }
    }

    private static WatermarkStrategy<Long> positionIsTime() {
        return WatermarkStrategy.<Long>forGenerator(context -> new WatermarkGenerator<>() {
                    @Override
                    public void onEvent(Long position, long timestamp, WatermarkOutput output) {
                        output.emitWatermark(new Watermark(position - 1));
                    }

                    @Override
                    public void onPeriodicEmit(WatermarkOutput output) {}
                })
                .withTimestampAssigner((position, timestamp) -> position);
    }

    /** Fails at a position in the middle, once it has been told to. */
    private static final class FailingOnce implements MapFunction<Long, Long> {

        private static final long serialVersionUID = 1;

        @Override
        public Long map(Long position) {
            if (position == POSITIONS / 2 && FAIL_ONCE.getAndSet(false)) {
                throw new IllegalStateException("the failure that was asked for");
            }
            return position;
        }
    }
}
