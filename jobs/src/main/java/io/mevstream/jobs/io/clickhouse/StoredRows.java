package io.mevstream.jobs.io.clickhouse;

import com.clickhouse.client.api.query.GenericRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks whether an acknowledged batch is there, in its table and in the rollups over it.
 *
 * <p>A row is there if one of the same id is, of the same version or a later one, which has replaced it. A rollup's rows have no
 * id; its part of an insert is written whole or not at all, so it is there if each of the batch's blocks is, or where the
 * rollup does not name blocks, each version. A rollup whose order names neither keeps the newest row of whatever it is ordered
 * by last: there it is that which must be of the batch's version or a later one.
 */
final class StoredRows {

    /** Keeps a query below the server's limit of 256 KiB. */
    private static final int KEYS_A_QUERY = 3000;

    private static final List<String> ROLLUP_KEYS = List.of("block_hash", "version");
    private static final List<String> BLOCK_KEYS = List.of("block_number", "block_hash", "version");

    private final ClickHouseInserter inserter;
    private final String database;
    private final Map<String, Table> tables = new HashMap<>();
    private final Map<String, List<Rollup>> rollups = new HashMap<>();

    StoredRows(ClickHouseInserter inserter, String database, List<Table> tables) {
        this.inserter = inserter;
        this.database = database;
        tables.forEach(table -> this.tables.put(table.name(), table));
    }

    /** Where rows of the batch are missing: its table, rollups over it, or nowhere. */
    List<String> missing(InsertBatch batch) throws IOException, InterruptedException {
        Table table = tables.get(batch.table());
        List<String> missing = new ArrayList<>();
        if (!holds(batch.table(), "row_id", RowKeys.of(table, batch.body(), "row_id"))) {
            missing.add(batch.table());
        }
        for (Rollup rollup : rollupsOver(batch.table())) {
            String key = keyOf(table, rollup);
            if (!holds(rollup.target(), key, RowKeys.of(table, batch.body(), key))) {
                missing.add(rollup.target());
            }
        }
        return missing;
    }

    /** Of any row in any of the tables; 0 where there are none. */
    long highestVersion() throws IOException, InterruptedException {
        long highest = 0;
        for (Table table : tables.values()) {
            List<GenericRecord> found = inserter.retrying(
                    "highest version in " + table.name(),
                    client -> client.queryAll("SELECT max(version) AS highest FROM " + table.name()));
            long version = found.get(0).getBigInteger("highest").longValue();
            highest = Long.compareUnsigned(version, highest) > 0 ? version : highest;
        }
        return highest;
    }

    private boolean holds(String table, String key, Map<String, Long> expected)
            throws IOException, InterruptedException {
        long first = expected.values().stream().min(Long::compareUnsigned).orElse(0L);
        List<String> keys = expected.keySet().stream().sorted().toList();
        for (int from = 0; from < keys.size(); from += KEYS_A_QUERY) {
            List<String> some = keys.subList(from, Math.min(keys.size(), from + KEYS_A_QUERY));
            String sql = "SELECT toString(" + key + ") AS k, max(version) AS highest FROM " + table
                    + " WHERE version >= " + Long.toUnsignedString(first) + " AND " + key + " IN ('"
                    + String.join("', '", some) + "') GROUP BY " + key;
            Map<String, Long> found = new HashMap<>();
            for (GenericRecord row : inserter.retrying("look for rows in " + table, client -> client.queryAll(sql))) {
                found.put(row.getString("k"), row.getBigInteger("highest").longValue());
            }
            for (String each : some) {
                Long version = found.get(each);
                if (version == null || Long.compareUnsigned(version, expected.get(each)) < 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private List<Rollup> rollupsOver(String table) throws IOException, InterruptedException {
        List<Rollup> known = rollups.get(table);
        if (known == null) {
            known = Rollup.of(inserter, database, table);
            rollups.put(table, known);
        }
        return known;
    }

    private List<String> orderOf(Rollup rollup) throws IOException, InterruptedException {
        List<GenericRecord> found = inserter.retrying(
                "order of " + rollup.target(),
                client -> client.queryAll("SELECT sorting_key FROM system.tables WHERE database = '" + database
                        + "' AND name = '" + rollup.target() + "'"));
        return found.isEmpty()
                ? List.of()
                : List.of(found.get(0).getString("sorting_key").split(", "));
    }

    private String keyOf(Table source, Rollup rollup) throws IOException, InterruptedException {
        List<GenericRecord> columns = inserter.retrying(
                "columns of " + rollup.target(),
                client -> client.queryAll("SELECT name FROM system.columns WHERE database = '" + database
                        + "' AND table = '" + rollup.target() + "'"));
        List<String> names =
                columns.stream().map(column -> column.getString("name")).toList();
        List<String> order = orderOf(rollup);
        if (!order.isEmpty() && BLOCK_KEYS.stream().noneMatch(order::contains)) {
            return order.get(order.size() - 1);
        }
        return ROLLUP_KEYS.stream()
                .filter(key -> names.contains(key) && source.columnNames().contains(key))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("expected block_hash or version in " + rollup.target()
                        + " so that a batch can be found in it, found " + names));
    }
}
