package io.mevstream.jobs.io.clickhouse;

import java.sql.SQLException;
import java.util.List;

/** A table for tests whose rows follow from nothing but a position and a number: ten rows a position. */
final class ToyTable {

    static final int ROWS_A_POSITION = 10;
    static final Table TABLE = named("toys");

    private ToyTable() {}

    /** A table of another name for the same rows. */
    static Table named(String name) {
        return Table.named(name)
                .column("row_id", "UInt64")
                .column("name", "String")
                .column("version", "UInt64")
                .build();
    }

    static void create(ClickHouseSettings settings) {
        Migrations.apply(
                settings,
                List.of(
                        MigrationFile.of(
                                "0001_toys.sql",
                                """
                -- A plain MergeTree: nothing merges a doubled row away.
                CREATE TABLE IF NOT EXISTS toys (row_id UInt64, name String, version UInt64)
                ENGINE = MergeTree ORDER BY row_id SETTINGS non_replicated_deduplication_window = 10000;
                CREATE TABLE IF NOT EXISTS toy_counts (version UInt64, toys UInt64)
                ENGINE = MergeTree ORDER BY version SETTINGS non_replicated_deduplication_window = 10000;
                CREATE MATERIALIZED VIEW IF NOT EXISTS toys_to_toy_counts TO toy_counts AS
                SELECT version, count() AS toys FROM toys GROUP BY version;
                """)));
    }

    static TableRow row(long position, int index) {
        long id = position * ROWS_A_POSITION + index;
        return new RowWriter(TABLE)
                .begin(position)
                .uint64(id)
                .string("toy " + id)
                .uint64(position)
                .finish();
    }

    /** Rows, distinct rows, sum of row ids, and the rollup's count, of the first {@code positions} positions. */
    static List<String> expected(long positions) {
        long rows = positions * ROWS_A_POSITION;
        String count = String.valueOf(rows);
        return List.of(count, count, String.valueOf(rows * (rows - 1) / 2), count);
    }

    static List<String> stored(ClickHouseSettings settings) throws SQLException {
        try (var queries = ClickHouseQueries.open(settings)) {
            return queries.rows("SELECT count(), uniqExact(row_id), sum(row_id),"
                            + " (SELECT sum(toys) FROM toy_counts) FROM toys")
                    .get(0);
        }
    }
}
