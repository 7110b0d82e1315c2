package io.mevstream.verify;

import io.mevstream.jobs.io.clickhouse.ClickHouseQueries;
import io.mevstream.jobs.io.clickhouse.ClickHouseSettings;
import io.mevstream.jobs.io.clickhouse.rows.RowMapper;
import io.mevstream.jobs.io.clickhouse.rows.TableMappers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a database holds: for each table the number of rows and a digest of all their columns in order, with ids,
 * versions, and doubled rows where there are any.
 */
record StoredRows(Map<String, String> digests) {

    static StoredRows read(ClickHouseSettings store) throws SQLException {
        return read(store, "");
    }

    /** The same of what readers see: of rows that were retracted or stated again the store may or may not have forgotten the older. */
    static StoredRows readFinal(ClickHouseSettings store) throws SQLException {
        return read(store, " FINAL");
    }

    private static StoredRows read(ClickHouseSettings store, String modifier) throws SQLException {
        Map<String, String> digests = new TreeMap<>();
        try (ClickHouseQueries queries = ClickHouseQueries.open(store)) {
            List<String> tables = new ArrayList<>(List.of("swaps_by_pool", "swaps_by_hour", "swaps_by_protocol"));
            for (RowMapper<?> mapper : TableMappers.all()) {
                tables.add(mapper.table().name());
            }
            tables.replaceAll(table -> table + modifier);
            tables.add("pool_heads FINAL");
            for (String table : tables) {
                List<?> row = queries.rows(
                                "SELECT count(), lower(hex(SHA256(arrayStringConcat(groupArray(line), '\\n'))))"
                                        + " FROM (SELECT toJSONString(tuple(*)) AS line FROM " + table
                                        + " ORDER BY line)")
                        .get(0);
                digests.put(table.replace(" FINAL", ""), row.get(0) + " " + row.get(1));
            }
        }
        return new StoredRows(digests);
    }

    /** How many blocks are stored; 0 also where the tables are not made yet. */
    static long blocks(ClickHouseSettings store) throws SQLException {
        try (ClickHouseQueries queries = ClickHouseQueries.open(store.withDatabase("default"))) {
            String made = queries.rows("SELECT count() FROM system.tables WHERE database = '" + store.database()
                            + "' AND name = 'blocks'")
                    .get(0)
                    .get(0);
            if (!"1".equals(made)) {
                return 0;
            }
            return Long.parseLong(String.valueOf(queries.rows("SELECT count() FROM " + store.database() + ".blocks")
                    .get(0)
                    .get(0)));
        }
    }

    /** Reports each table in which another way of loading left other rows. */
    void expectIn(StoredRows found, String way, ProofRun run) {
        for (Map.Entry<String, String> table : digests.entrySet()) {
            String digest = found.digests.get(table.getKey());
            run.expect(
                    table.getValue().equals(digest),
                    "%s, %s: expected rows and digest %s, found %s",
                    way,
                    table.getKey(),
                    table.getValue(),
                    digest);
            run.count("tables_compared", 1);
        }
    }

    long count() {
        return digests.keySet().stream().mapToLong(this::count).sum();
    }

    long count(String table) {
        String digest = digests.get(table);
        return digest == null ? 0 : Long.parseLong(digest.substring(0, digest.indexOf(' ')));
    }
}
