package io.mevstream.jobs.io.clickhouse;

import java.io.Serializable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long rows are kept, by the time of their block, and after what time they move to cheaper storage. Off unless set. A row
 * whose block states no time is kept.
 *
 * @param deleteAfterDays null keeps rows for ever
 * @param coldAfterDays null leaves rows where they are; else the server needs a storage policy {@code tiered} with the
 *     volume {@code default} of its default policy and a volume {@code cold}
 */
public record Retention(@Nullable Integer deleteAfterDays, @Nullable Integer coldAfterDays) implements Serializable {

    /** Everything is kept where it is. */
    public static final Retention NONE = new Retention(null, null);

    public Retention {
        if (deleteAfterDays != null && coldAfterDays != null && coldAfterDays >= deleteAfterDays) {
            throw new IllegalArgumentException("expected rows to become cold before they are deleted, found cold after "
                    + coldAfterDays + " days and deleted after " + deleteAfterDays);
        }
    }

    /** Gives every table of blocks this retention, and takes away what it had; the tables must be there. */
    public void apply(ClickHouseSettings settings) throws SQLException {
        try (ClickHouseQueries queries = ClickHouseQueries.open(settings)) {
            List<List<@Nullable String>> tables = queries.rows("SELECT name, position(engine_full, ' TTL ') > 0 FROM"
                    + " system.tables WHERE database = currentDatabase() AND engine LIKE '%ReplacingMergeTree'"
                    + " AND name IN (SELECT table FROM system.columns WHERE database = currentDatabase()"
                    + " AND name = 'block_time') ORDER BY name");
            for (List<@Nullable String> table : tables) {
                for (String statement : statements(String.valueOf(table.get(0)), "1".equals(table.get(1)))) {
                    queries.rows(statement);
                }
            }
        }
    }

    private List<String> statements(String table, boolean hasRule) {
        List<String> rules = new ArrayList<>();
        List<String> statements = new ArrayList<>();
        if (coldAfterDays != null) {
            statements.add("ALTER TABLE " + table + " MODIFY SETTING storage_policy = 'tiered'");
            rules.add(after(coldAfterDays) + " TO VOLUME 'cold'");
        }
        if (deleteAfterDays != null) {
            rules.add(after(deleteAfterDays) + " DELETE");
        }
        if (!rules.isEmpty()) {
            statements.add("ALTER TABLE " + table + " MODIFY TTL " + String.join(", ", rules));
        } else if (hasRule) {
            statements.add("ALTER TABLE " + table + " REMOVE TTL");
        }
        return statements;
    }

    /** A block that states no time stands at 1970, which is not its age. */
    private static String after(int days) {
        return "if(toUnixTimestamp(block_time) = 0, toDateTime('2106-01-01 00:00:00', 'UTC'), block_time + toIntervalDay("
                + days + "))";
    }
}
