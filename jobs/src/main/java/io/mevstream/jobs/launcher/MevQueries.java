package io.mevstream.jobs.launcher;

import io.mevstream.jobs.io.clickhouse.ClickHouseQueries;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks a loaded database what was inspected and found. */
final class MevQueries {
    private final ClickHouseQueries queries;

    MevQueries(ClickHouseQueries queries) {
        this.queries = queries;
    }

    MevSummary summary() throws SQLException {
        return new MevSummary(inspected(), traced(), found(), coverage());
    }

    private List<MevSummary.Inspected> inspected() throws SQLException {
        List<MevSummary.Inspected> inspected = new ArrayList<>();
        for (List<@Nullable String> row : queries.rows("SELECT sight, scope, count(), sum(transactions), sum(trades),"
                + " sum(trades_reverted) FROM inspections_final GROUP BY sight, scope ORDER BY sight, scope DESC")) {
            inspected.add(new MevSummary.Inspected(
                    text(row, 0),
                    text(row, 1),
                    number(row, 2),
                    number(row, 3),
                    number(row, 4),
                    text(row, 0).equals("logs") ? null : (Long) number(row, 5)));
        }
        return inspected;
    }

    private List<MevSummary.Traced> traced() throws SQLException {
        List<MevSummary.Traced> traced = new ArrayList<>();
        for (List<@Nullable String> row : queries.rows(
                "SELECT protocol, countIf(fate = 'kept') AS kept,"
                        + " countIf(fate = 'reverted') FROM traced_trades_final GROUP BY protocol ORDER BY kept DESC, protocol")) {
            traced.add(new MevSummary.Traced(text(row, 0), number(row, 1), number(row, 2)));
        }
        return traced;
    }

    private List<MevSummary.Found> found() throws SQLException {
        List<MevSummary.Found> found = new ArrayList<>();
        for (List<@Nullable String> row : queries.rows("SELECT kind, count() AS n, countIf(gross_wei IS NOT NULL),"
                + " sum(gross_wei), countIf(completeness = 'exact'), countIf(completeness = 'upper_bound'),"
                + " countIf(completeness = 'unknown') FROM detections_final GROUP BY kind ORDER BY n DESC, kind")) {
            found.add(new MevSummary.Found(
                    text(row, 0),
                    number(row, 1),
                    number(row, 2),
                    row.get(3),
                    number(row, 4),
                    number(row, 5),
                    number(row, 6)));
        }
        return found;
    }

    private MevSummary.Coverage coverage() throws SQLException {
        List<@Nullable String> row = queries.rows("SELECT sum(trades), sum(trades_priced), sum(findings),"
                        + " sum(net_exact), sum(net_bounded), sum(net_unknown) FROM mev_coverage")
                .get(0);
        return new MevSummary.Coverage(
                number(row, 0), number(row, 1), number(row, 2), number(row, 3), number(row, 4), number(row, 5));
    }

    private static String text(List<@Nullable String> row, int column) {
        return Objects.requireNonNull(row.get(column));
    }

    private static long number(List<@Nullable String> row, int column) {
        return Long.parseLong(text(row, column));
    }
}
