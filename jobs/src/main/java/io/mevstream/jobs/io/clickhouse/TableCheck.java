package io.mevstream.jobs.io.clickhouse;

import com.clickhouse.client.api.query.GenericRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds the tables that rows are written for against those the server has: every column there under its type, none
 * forgotten that has no default, and each table, and each that a materialised view fills from it, remembering enough inserts to
 * recognise a repeated one.
 */
final class TableCheck {

    /** More than a job can have under way since its last checkpoint. */
    static final int LEAST_DEDUPLICATION_WINDOW = 10_000;

    private static final Pattern WINDOW = Pattern.compile("non_replicated_deduplication_window = (\\d+)");

    private TableCheck() {}

    /**
     * @throws IllegalStateException naming every difference found
     * @throws IOException if the server does not answer
     */
    static void require(ClickHouseInserter inserter, String database, List<Table> tables)
            throws IOException, InterruptedException {
        List<String> problems = new ArrayList<>();
        for (Table table : tables) {
            List<GenericRecord> columns = inserter.retrying(
                    "columns of " + table.name(),
                    client -> client.queryAll("SELECT name, type, default_kind FROM"
                            + " system.columns WHERE database = '" + database + "' AND table = '" + table.name()
                            + "' ORDER BY position"));
            if (columns.isEmpty()) {
                problems.add(database + "." + table.name() + ": expected the table, found none; run the migrations");
                continue;
            }
            problems.addAll(compare(table, columns));
            problems.addAll(window(inserter, database, table.name()));
            for (Rollup rollup : Rollup.of(inserter, database, table.name())) {
                problems.addAll(window(inserter, database, rollup.target()));
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException("the tables do not fit the rows:\n" + String.join("\n", problems));
        }
    }

    private static List<String> compare(Table table, List<GenericRecord> found) {
        Map<String, String> types = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (GenericRecord column : found) {
            types.put(column.getString("name"), column.getString("type"));
        }
        for (Column column : table.columns()) {
            String type = types.get(column.name());
            if (type == null || !plain(type).equals(plain(column.type()))) {
                problems.add(table.name() + "." + column.name() + ": expected " + column.type() + ", found "
                        + (type == null ? "no such column" : type));
            }
        }
        List<String> written = table.columnNames();
        for (GenericRecord column : found) {
            if (column.getString("default_kind").isEmpty() && !written.contains(column.getString("name"))) {
                problems.add(table.name() + "." + column.getString("name")
                        + ": expected it to be written or to have a default, found neither");
            }
        }
        return problems;
    }

    private static List<String> window(ClickHouseInserter inserter, String database, String table)
            throws IOException, InterruptedException {
        List<GenericRecord> engines = inserter.retrying(
                "engine of " + table,
                client -> client.queryAll("SELECT engine, engine_full FROM system.tables WHERE database = '" + database
                        + "' AND name = '" + table + "'"));
        return engines.isEmpty()
                ? List.of(table + ": expected the table that a materialised view fills, found none")
                : window(table, engines.get(0));
    }

    private static List<String> window(String table, GenericRecord engine) {
        String name = engine.getString("engine");
        if (name.startsWith("Replicated") || name.startsWith("Shared")) {
            // These remember inserts in their coordinator, on by default.
            return List.of();
        }
        Matcher window = WINDOW.matcher(engine.getString("engine_full"));
        int found = window.find() ? Integer.parseInt(window.group(1)) : 0;
        return found >= LEAST_DEDUPLICATION_WINDOW
                ? List.of()
                : List.of(table + ": expected non_replicated_deduplication_window of at least "
                        + LEAST_DEDUPLICATION_WINDOW + ", found " + found);
    }

    private static String plain(String type) {
        return type.replaceAll("\\s", "");
    }
}
