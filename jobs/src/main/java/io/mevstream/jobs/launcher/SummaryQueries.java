package io.mevstream.jobs.launcher;

import io.mevstream.jobs.io.clickhouse.ClickHouseQueries;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks a loaded database what it holds: the summary shows what was stored, not what was meant to be. */
final class SummaryQueries {
    private final ClickHouseQueries queries;

    SummaryQueries(ClickHouseQueries queries) {
        this.queries = queries;
    }

    long blocksWithLogs() throws SQLException {
        return number(
                queries.rows("SELECT countIf(logs IS NOT NULL) FROM blocks_final")
                        .get(0),
                0);
    }

    long blocksWithoutLogs() throws SQLException {
        return number(
                queries.rows("SELECT countIf(logs IS NULL) FROM blocks_final").get(0), 0);
    }

    ReplaySummary.Logs logs() throws SQLException {
        List<@Nullable String> sums = queries.rows("SELECT sum(logs), sum(decoded), sum(ignored), sum(unknown),"
                        + " sum(rejected), countIf(NOT all_accounted_for) FROM log_accounting")
                .get(0);
        return new ReplaySummary.Logs(
                number(sums, 0), number(sums, 1), number(sums, 2), number(sums, 3), number(sums, 4), number(sums, 5));
    }

    List<ReplaySummary.Swaps> swaps() throws SQLException {
        List<ReplaySummary.Swaps> swaps = new ArrayList<>();
        for (List<@Nullable String> row :
                queries.rows("SELECT protocol, count() AS events, countIf(evidence = 'proven'),"
                        + " countIf(evidence = 'partly_proven'), countIf(evidence = 'spoofed'), countIf(rederivation = 'exact')"
                        + " FROM swaps_final GROUP BY protocol ORDER BY events DESC, protocol")) {
            swaps.add(new ReplaySummary.Swaps(
                    Objects.requireNonNull(row.get(0)),
                    number(row, 1),
                    number(row, 2),
                    number(row, 3),
                    number(row, 4),
                    number(row, 5)));
        }
        return swaps;
    }

    Map<String, Long> rederivation() throws SQLException {
        return counts("SELECT rederivation, count() AS n FROM swaps_final GROUP BY rederivation ORDER BY n DESC");
    }

    Map<String, Long> syncs() throws SQLException {
        return counts("SELECT protocol, sum(logs) AS n FROM log_counts_final WHERE event = 'Sync' AND fate = 'decoded'"
                + " GROUP BY protocol ORDER BY n DESC");
    }

    Map<String, Long> liquidity() throws SQLException {
        return counts("SELECT kind, count() AS n FROM liquidity_events_final GROUP BY kind ORDER BY n DESC");
    }

    Map<String, Long> transfers() throws SQLException {
        return counts("SELECT kind, count() AS n FROM transfers_final GROUP BY kind ORDER BY n DESC");
    }

    /** Pools by how their tokens are known after the last block that spoke of them. */
    Map<String, Long> pools() throws SQLException {
        return counts("SELECT known, count() AS n FROM (SELECT argMax(proof, block_number) AS known FROM pools_final"
                + " GROUP BY chain_id, pool) GROUP BY known ORDER BY n DESC");
    }

    /** Every table of facts and its rows. */
    Map<String, Long> rows() throws SQLException {
        Map<String, Long> rows = new LinkedHashMap<>();
        for (List<@Nullable String> view :
                queries.rows("SELECT name FROM system.tables WHERE database = currentDatabase()"
                        + " AND name LIKE '%\\\\_final' ORDER BY name")) {
            String name = Objects.requireNonNull(view.get(0));
            rows.put(
                    name.replaceAll("_final$", ""),
                    number(queries.rows("SELECT count() FROM " + name).get(0), 0));
        }
        return rows;
    }

    Map<String, Long> deadLetters() throws SQLException {
        return counts(
                "SELECT concat(step, ': ', reason), count() AS n FROM dead_letters_final GROUP BY 1 ORDER BY n DESC");
    }

    private Map<String, Long> counts(String sql) throws SQLException {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (List<@Nullable String> row : queries.rows(sql)) {
            counts.put(Objects.requireNonNull(row.get(0)), number(row, 1));
        }
        return counts;
    }

    private static long number(List<@Nullable String> row, int column) {
        return Long.parseLong(Objects.requireNonNull(row.get(column)));
    }
}
