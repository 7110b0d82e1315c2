package io.mevstream.jobs.io.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {

    /** Blocks of last year, of ten days ago, of today, and one that states no time. */
    private static final String FOUR_TRANSFERS =
            "INSERT INTO transfers (chain_id, block_number, block_time, row_id, version)"
                    + " VALUES (1, 1, now() - toIntervalDay(365), 1, 0), (1, 10000001, now() - toIntervalDay(10), 2, 0),"
                    + " (1, 20000001, now(), 3, 0), (1, 30000001, 0, 4, 0)";

    @TempDir
    Path folder;

    @Test
    void dropsWhatIsOldAndMovesWhatIsOlder() throws Exception {
        try (var engine = EmbeddedClickHouse.open(folder)) {
            Migrations.apply(engine.settings());
            try (var queries = ClickHouseQueries.open(engine.settings())) {
                queries.rows(FOUR_TRANSFERS);

                new Retention(30, 5).apply(engine.settings());
                queries.rows("OPTIMIZE TABLE transfers FINAL");

                assertThat(queries.rows("SELECT row_id FROM transfers ORDER BY row_id"))
                        .containsExactly(List.of("2"), List.of("3"), List.of("4"));
                assertThat(eventually(queries, "cold"))
                        .containsExactly(List.of("1-1", "cold"), List.of("1-2", "default"), List.of("1-3", "default"));
            }
        }
    }

    @Test
    void isTakenAwayAgain() throws SQLException {
        try (var engine = EmbeddedClickHouse.open(folder)) {
            Migrations.apply(engine.settings());
            try (var queries = ClickHouseQueries.open(engine.settings())) {
                new Retention(30, null).apply(engine.settings());
                String rules = "SELECT count() FROM system.tables WHERE database = currentDatabase()"
                        + " AND position(engine_full, ' TTL ') > 0";
                String dated =
                        "SELECT uniqExact(table) FROM system.columns WHERE database = currentDatabase() AND name = 'block_time'"
                                + " AND table IN (SELECT name FROM system.tables WHERE database = currentDatabase()"
                                + " AND engine LIKE '%MergeTree')";
                assertThat(queries.rows(rules)).isEqualTo(queries.rows(dated)).isNotEqualTo(List.of(List.of("0")));

                Retention.NONE.apply(engine.settings());

                assertThat(queries.rows(rules)).containsExactly(List.of("0"));
            }
        }
    }

    @Test
    void refusesToDropWhatIsNotColdYet() {
        assertThatThrownBy(() -> new Retention(5, 5)).hasMessageContaining("cold after 5 days and deleted after 5");
    }

    /** Where the partitions are, once one has moved: the engine moves them in its own time. */
    private static List<List<@Nullable String>> eventually(ClickHouseQueries queries, String disk) throws Exception {
        List<List<@Nullable String>> parts = List.of();
        for (int i = 0; i < 200; i++) {
            parts = queries.rows(
                    "SELECT replaceAll(substring(partition, 2, length(partition) - 2), ',', '-'), disk_name"
                            + " FROM system.parts WHERE database = currentDatabase() AND table = 'transfers' AND active AND rows > 0"
                            + " ORDER BY partition");
            if (parts.toString().contains(disk)) {
                break;
            }
            Thread.sleep(100);
        }
        return parts;
    }
}
