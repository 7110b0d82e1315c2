package io.mevstream.jobs.io.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.runtime.metrics.groups.InternalSinkWriterMetricGroup;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that knows a batch's token and does not have its rows, as after a kill between the two: made by a mutation, which
 * removes rows and leaves the tokens.
 */
class BatchStoreTest {

    @TempDir
    static Path folder;

    private static EmbeddedClickHouse engine;

    private final List<InsertBatch> batches = List.of(batch(0), batch(1), batch(2));
    private final List<String> counted = new ArrayList<>();
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
    void makeTables(TestInfo test) throws Exception {
        settings = engine.settings()
                .withDatabase(test.getTestMethod().orElseThrow().getName());
        ToyTable.create(settings);
        try (var inserter = inserter()) {
            for (InsertBatch batch : batches) {
                inserter.insert(batch);
            }
        }
        counted.clear();
    }

    @Test
    void insertsAgainWhatIsKnownByItsTokenButNotThere() throws Exception {
        lose("toys", 1);
        lose("toy_counts", 1);

        store(1);

        assertThat(ToyTable.stored(settings)).isEqualTo(ToyTable.expected(3));
        assertThat(counted).containsExactly("lookup", "repair");
    }

    @Test
    void insertsNothingAgainThatIsThere() throws Exception {
        store(0);
        store(1);

        assertThat(ToyTable.stored(settings)).isEqualTo(ToyTable.expected(3));
        assertThat(counted).containsExactly("lookup", "lookup");
    }

    @Test
    void noticesThatOnlyTheRollupIsMissing() throws Exception {
        lose("toy_counts", 2);

        try (var inserter = inserter()) {
            assertThat(stored(inserter).missing(batches.get(2))).containsExactly("toy_counts");
            assertThat(stored(inserter).missing(batches.get(1))).isEmpty();
        }
    }

    @Test
    void countsARowAsThereOnceALaterOneHasReplacedIt() throws Exception {
        try (var queries = ClickHouseQueries.open(settings)) {
            queries.rows("ALTER TABLE toys UPDATE version = 9 WHERE version = 1 SETTINGS mutations_sync = 2");
        }

        try (var inserter = inserter()) {
            assertThat(stored(inserter).missing(batches.get(1))).isEmpty();
        }
    }

    @Test
    void looksForTheNewestOfEachNameWhereOnlyThatIsKept() throws Exception {
        try (var queries = ClickHouseQueries.open(settings);
                var inserter = inserter()) {
            queries.rows("CREATE TABLE toy_heads (name String, version UInt64)"
                    + " ENGINE = ReplacingMergeTree(version) ORDER BY name");
            queries.rows("CREATE MATERIALIZED VIEW toys_to_toy_heads TO toy_heads AS SELECT name, version FROM toys");
            InsertBatch older = named("toy", 3);
            InsertBatch newer = named("toy", 4);
            inserter.insert(older);
            assertThat(stored(inserter).missing(newer)).contains("toys", "toy_heads");
            inserter.insert(newer);
            queries.rows("OPTIMIZE TABLE toy_heads FINAL");

            assertThat(stored(inserter).missing(older)).isEmpty();
            assertThat(stored(inserter).missing(newer)).isEmpty();
        }
    }

    private static InsertBatch named(String name, long position) {
        byte[] row = new RowWriter(ToyTable.TABLE)
                .begin(position)
                .uint64(position)
                .string(name)
                .uint64(position)
                .finish()
                .row();
        return new InsertBatch(ToyTable.TABLE.name(), 1, position, "token of " + position, row);
    }

    @Test
    void leavesABatchAloneThatNobodySentBefore() throws Exception {
        lose("toys", 1);

        try (var inserter = inserter()) {
            var store = new BatchStore(inserter, stored(inserter), metrics());
            store.doubt(0, 1);
            store.store(batches.get(0));
            store.store(batches.get(2));
            store.store(batches.get(1));
        }

        assertThat(counted).containsExactly("lookup", "lookup");
    }

    @Test
    void failsWhereTheTableKeepsLosingRows() throws Exception {
        try (var queries = ClickHouseQueries.open(settings)) {
            queries.rows("CREATE TABLE sieve (row_id UInt64, name String, version UInt64) ENGINE = Null");
        }
        var sieve = Table.named("sieve")
                .column("row_id", "UInt64")
                .column("name", "String")
                .column("version", "UInt64")
                .build();
        try (var inserter = new ClickHouseInserter(settings, List.of(sieve), Duration.ofSeconds(5), () -> {})) {
            var store =
                    new BatchStore(inserter, new StoredRows(inserter, settings.database(), List.of(sieve)), metrics());
            store.doubt(0, 1);
            InsertBatch batch = batches.get(0);

            assertThatThrownBy(() -> store.store(
                            new InsertBatch("sieve", batch.rows(), batch.lastPosition(), batch.token(), batch.body())))
                    .hasMessageContaining("missing in [sieve] after 3 repairs");
        }
    }

    /** As a writer does that was restored. */
    private void store(int index) throws Exception {
        try (var inserter = inserter()) {
            var store = new BatchStore(inserter, stored(inserter), metrics());
            store.doubt(stored(inserter).highestVersion(), 1);
            store.store(batches.get(index));
        }
    }

    private void lose(String table, long version) throws SQLException {
        try (var queries = ClickHouseQueries.open(settings)) {
            queries.rows(
                    "ALTER TABLE " + table + " DELETE WHERE version = " + version + " SETTINGS mutations_sync = 2");
        }
    }

    private ClickHouseInserter inserter() {
        return new ClickHouseInserter(settings, List.of(ToyTable.TABLE), Duration.ofSeconds(30), () -> {});
    }

    private StoredRows stored(ClickHouseInserter inserter) {
        return new StoredRows(inserter, settings.database(), List.of(ToyTable.TABLE));
    }

    private SinkMetrics metrics() {
        SinkWriterMetricGroup group =
                InternalSinkWriterMetricGroup.wrap(UnregisteredMetricGroups.createUnregisteredOperatorMetricGroup());
        return new SinkMetrics(group) {
            @Override
            void lookedFor() {
                counted.add("lookup");
            }

            @Override
            void repaired() {
                counted.add("repair");
            }
        };
    }

    private static InsertBatch batch(long position) {
        var body = new java.io.ByteArrayOutputStream();
        for (int i = 0; i < ToyTable.ROWS_A_POSITION; i++) {
            body.writeBytes(ToyTable.row(position, i).row());
        }
        return new InsertBatch("toys", ToyTable.ROWS_A_POSITION, position, "token-" + position, body.toByteArray());
    }
}
