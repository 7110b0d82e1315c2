package io.mevstream.jobs.io.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of an export: tables of logs and of blocks, in CSV, lines of JSON, or Parquet.
 *
 * @param logs each with the columns of its {@link Origin}
 * @param blocks likewise
 */
public record ExportedTables(Origin origin, List<Path> logs, List<Path> blocks) {

    private static final Pattern READABLE = Pattern.compile(".*\\.(csv|json|jsonl|ndjson|parquet)(\\.gz)?");

    /** Who exported, which decides the names of columns. */
    public enum Origin {
        /** https://github.com/blockchain-etl/ethereum-etl */
        ETHEREUM_ETL("number", "hash"),
        /** https://github.com/paradigmxyz/cryo */
        CRYO("block_number", "block_hash");

        final String number;
        final String hash;

        Origin(String number, String hash) {
            this.number = number;
            this.hash = hash;
        }

        /** The one of a name as it stands in a command. */
        public static Origin named(String name) {
            for (Origin origin : values()) {
                if (origin.toString().equals(name)) return origin;
            }
            throw new IllegalArgumentException("expected " + List.of(values()) + ", found " + name);
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Sorts files, and those in folders, into tables by their names.
     *
     * @throws IllegalArgumentException if logs or blocks are missing, or a name says neither
     */
    public static ExportedTables find(Origin origin, List<Path> paths) throws IOException {
        List<Path> logs = new ArrayList<>();
        List<Path> blocks = new ArrayList<>();
        List<Path> others = new ArrayList<>();
        for (Path path : paths) {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
                    boolean table = READABLE.matcher(name).matches();
                    if (table && name.contains("logs")) logs.add(file);
                    else if (table && name.contains("blocks")) blocks.add(file);
                    else others.add(file);
                }
            }
        }
        if (logs.isEmpty() || blocks.isEmpty()) {
            throw new IllegalArgumentException("expected tables of logs and of blocks of " + origin
                    + ", whose names say so," + " as .csv, .json or .parquet; found logs " + logs + ", blocks " + blocks
                    + ", others " + others);
        }
        return new ExportedTables(origin, logs, blocks);
    }

    /** One row for each log in order: height, hash and time of the block, and the log. */
    String query() {
        return "WITH " + text("block_hash", "b.h") + " AS block, " + text("transaction_hash", "l.transaction_hash")
                + " AS transaction SELECT l.block_number AS number, block, b.t AS time, transaction,"
                + " toUInt32(l.transaction_index), toUInt32(l.log_index), " + text("address", "l.address") + ", "
                + topics() + ", " + text("data", "l.data")
                + " FROM (" + union(logs, "*") + ") AS l ANY LEFT JOIN ("
                + union(
                        blocks,
                        "toUInt64(" + origin.number + ") AS n, " + origin.hash + " AS h, toUInt64(timestamp) AS t")
                + ") AS b ON toUInt64(l.block_number) = b.n ORDER BY number, toUInt32(l.log_index)";
    }

    /** Bytes as text: exporters write either. */
    private static String text(String name, String column) {
        String value = "ifNull(toString(" + column + "), '')";
        return name.equals("data")
                ? "if(length(ifNull(toString(l.address), '')) = 20, concat('0x', lower(hex(" + value + "))), if("
                        + value + " = '', '0x', lower(" + value + ")))"
                : "if(length(" + value + ") IN (20, 32), concat('0x', lower(hex(" + value + "))), lower(" + value
                        + "))";
    }

    private String topics() {
        if (origin == Origin.ETHEREUM_ETL) {
            return "arrayStringConcat(extractAll(lower(toString(l.topics)), '0x[0-9a-f]{64}'), ',')";
        }
        List<String> each = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            each.add(text("topic", "l.topic" + i));
        }
        return "arrayStringConcat(arrayFilter(t -> length(t) = 66, [" + String.join(", ", each) + "]), ',')";
    }

    private static String union(List<Path> files, String columns) {
        List<String> each = new ArrayList<>();
        for (Path file : files) {
            each.add("SELECT " + columns + " FROM " + table(file));
        }
        return String.join(" UNION ALL ", each);
    }

    /** A file as a table. */
    static String table(Path file) {
        String path = file.toAbsolutePath().normalize().toString();
        if (path.contains("'") || path.contains("\\") || path.matches(".*[*?{}].*")) {
            throw new IllegalArgumentException("expected a path without quotes and patterns, found " + path);
        }
        return "file('" + path + "', '" + format(path) + "')";
    }

    private static String format(String path) {
        if (path.matches(".*\\.csv(\\.gz)?")) return "CSVWithNames";
        return path.matches(".*\\.parquet") ? "Parquet" : "JSONEachRow";
    }
}
