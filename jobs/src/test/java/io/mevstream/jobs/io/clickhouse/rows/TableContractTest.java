package io.mevstream.jobs.io.clickhouse.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.jobs.io.clickhouse.ClickHouseQueries;
import io.mevstream.jobs.io.clickhouse.EmbeddedClickHouse;
import io.mevstream.jobs.io.clickhouse.Migrations;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the tables and their mappers together, on the real engine. */
class TableContractTest {

    /** Filled by materialised views, and the migrations' own. */
    private static final Set<String> WITHOUT_MAPPER = Set.of(
            "swaps_by_pool", "swaps_by_hour", "swaps_by_protocol", "pool_heads", "schema_migrations", "chain_log");

    @TempDir
    static Path folder;

    private static EmbeddedClickHouse engine;
    private static ClickHouseQueries queries;

    @BeforeAll
    static void start() throws SQLException {
        engine = EmbeddedClickHouse.open(folder);
        Migrations.apply(engine.settings());
        queries = ClickHouseQueries.open(engine.settings());
    }

    @AfterAll
    static void stop() throws SQLException {
        queries.close();
        engine.close();
    }

    @Test
    void everyTableHasAMapperAndEveryMapperATable() throws SQLException {
        Set<@Nullable String> tables = column(
                "SELECT name FROM system.tables WHERE database = currentDatabase()" + " AND engine LIKE '%MergeTree%'");
        tables.removeAll(WITHOUT_MAPPER);

        assertThat(TableMappers.all().stream().map(mapper -> mapper.table().name()))
                .containsExactlyInAnyOrderElementsOf(tables);
    }

    @Test
    void mappersWriteTheTablesColumnsInTheirOrder() throws SQLException {
        for (RowMapper<?> mapper : TableMappers.all()) {
            List<List<@Nullable String>> written = new ArrayList<>();
            mapper.table().columns().forEach(column -> written.add(List.of(column.name(), column.type())));

            assertThat(written)
                    .as(mapper.table().name())
                    .isEqualTo(queries.rows("SELECT name, type FROM system.columns WHERE database = currentDatabase()"
                            + " AND table = '" + mapper.table().name() + "' ORDER BY position"));
        }
    }

    @Test
    void everyColumnSaysWhatItHolds() throws SQLException {
        assertThat(column("SELECT concat(table, '.', name) FROM system.columns WHERE database = currentDatabase()"
                        + " AND comment = '' AND table IN (SELECT name FROM system.tables"
                        + " WHERE database = currentDatabase() AND engine LIKE '%MergeTree%'"
                        + " AND name != 'schema_migrations')"))
                .isEmpty();
    }

    @Test
    void everyTableRemembersItsInsertsAndEndsItsOrderInWhatTellsRowsApart() throws SQLException {
        for (RowMapper<?> mapper : TableMappers.all()) {
            List<@Nullable String> table = queries.rows("SELECT engine_full, sorting_key FROM"
                            + " system.tables WHERE database = currentDatabase() AND name = '"
                            + mapper.table().name() + "'")
                    .get(0);

            assertThat(table.get(0))
                    .startsWith("ReplacingMergeTree(version, is_deleted)")
                    .contains("non_replicated_deduplication_window = 10000");
            assertThat(table.get(1)).startsWith("chain_id, block_number").endsWith("row_id");
        }
    }

    @Test
    void everyTableAndRollupIsCutAtTheSameHeights() throws SQLException {
        assertThat(
                        column(
                                "SELECT partition_key FROM system.tables WHERE database = currentDatabase()"
                                        + " AND engine LIKE '%MergeTree' AND name NOT IN ('pool_heads', 'schema_migrations', 'chain_log')"))
                .containsExactly("(chain_id, intDiv(block_number, 10000000))");
    }

    private static Set<@Nullable String> column(String sql) throws SQLException {
        return queries.rows(sql).stream().map(row -> row.get(0)).collect(Collectors.toSet());
    }
}
