package io.mevstream.verify;

import io.mevstream.jobs.io.clickhouse.TableRow;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What a table says of rows that arrived in any order: the highest version of each row, unless that is a retraction. An
 * account of {@code ReplacingMergeTree(version, is_deleted)} that shares nothing with it.
 */
final class NetRows {

    /** Every row ends in its id (16 bytes), its version (8) and whether it is deleted (1). */
    private static final int TAIL_BYTES = 25;

    private static final int ID_BYTES = 16;

    private final Map<String, Versioned> rows = new HashMap<>();

    private record Versioned(long version, boolean deleted, String values) {}

    synchronized void add(TableRow row) {
        int tail = row.row().length - TAIL_BYTES;
        ByteBuffer end = ByteBuffer.wrap(row.row()).order(ByteOrder.LITTLE_ENDIAN);
        String id = row.table() + ' ' + text(row.row(), tail, tail + ID_BYTES);
        boolean deleted = end.get(row.row().length - 1) == 1;
        Versioned found = new Versioned(end.getLong(tail + ID_BYTES), deleted, deleted ? "" : text(row.row(), 0, tail));
        rows.merge(id, found, (one, other) -> other.version >= one.version ? other : one);
    }

    long size() {
        return rows.values().stream().filter(row -> !row.deleted).count();
    }

    /** The same of one table. */
    long size(String table) {
        return rows.entrySet().stream()
                .filter(row -> !row.getValue().deleted && row.getKey().startsWith(table + ' '))
                .count();
    }

    /** How many rows one of the two has and the other has not, or has otherwise; versions do not count. */
    long differences(NetRows other) {
        TreeSet<String> ids = new TreeSet<>(rows.keySet());
        ids.addAll(other.rows.keySet());
        return ids.stream()
                .filter(id -> !Objects.equals(values(id), other.values(id)))
                .count();
    }

    private String values(String id) {
        Versioned row = rows.get(id);
        return row == null || row.deleted ? "" : row.values;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(Arrays.copyOfRange(bytes, from, to), StandardCharsets.ISO_8859_1);
    }
}
