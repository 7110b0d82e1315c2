package io.mevstream.jobs.io.clickhouse;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.GenericRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Brings a database to the tables of this version by running the files {@code clickhouse/NNNN_*.sql} in order, each
 * once.
 *
 * <p>Which files ran, and their checksums, stand in the table {@code schema_migrations}; a file that was changed after
 * it ran is an error. ClickHouse has neither transactions over DDL nor locks, so every statement of a file must be
 * repeatable ({@code IF NOT EXISTS}, {@code OR REPLACE}): a run that was cut off is repeated whole, and two runs at once
 * do the same thing twice.
 */
public final class Migrations {

    private static final String LEDGER = "schema_migrations";

    private Migrations() {}

    /**
     * Runs what has not run, and returns the names of the files run now.
     *
     * @throws IllegalStateException if a file that ran was changed since, or is gone
     */
    public static List<String> apply(ClickHouseSettings settings) {
        return apply(settings, MigrationFile.shipped());
    }

    static List<String> apply(ClickHouseSettings settings, List<MigrationFile> files) {
        try (Client server = ClickHouseClients.open(settings.withDatabase("default"));
                Client client = ClickHouseClients.open(settings)) {
            run(server, "CREATE DATABASE IF NOT EXISTS " + settings.database());
            run(
                    client,
                    "CREATE TABLE IF NOT EXISTS " + LEDGER + " (number UInt32, name String, sha256 String,"
                            + " applied_at DateTime64(3, 'UTC') DEFAULT now64(3)) ENGINE = ReplacingMergeTree ORDER BY number"
                            + " COMMENT 'Which schema files ran here'");
            Map<Integer, String> ran = ran(client, files);
            List<MigrationFile> due = files.stream()
                    .filter(file -> !ran.containsKey(file.number()))
                    .toList();
            for (MigrationFile file : due) {
                for (String statement : file.statements()) {
                    run(client, statement);
                }
                run(
                        client,
                        "INSERT INTO " + LEDGER + " (number, name, sha256) VALUES (" + file.number() + ", '"
                                + file.name() + "', '" + sha256(file.sql()) + "')");
            }
            return due.stream().map(MigrationFile::name).toList();
        }
    }

    private static Map<Integer, String> ran(Client client, List<MigrationFile> files) {
        Map<Integer, MigrationFile> known = new HashMap<>();
        files.forEach(file -> known.put(file.number(), file));
        Map<Integer, String> ran = new HashMap<>();
        for (GenericRecord line : client.queryAll("SELECT number, name, sha256 FROM " + LEDGER + " FINAL")) {
            int number = (int) line.getLong("number");
            MigrationFile file = known.get(number);
            if (file == null || !sha256(file.sql()).equals(line.getString("sha256"))) {
                throw new IllegalStateException("expected schema file " + line.getString("name")
                        + " as it ran in this database, found it " + (file == null ? "missing" : "changed")
                        + "; a released file is never changed: put the difference into a new one");
            }
            ran.put(number, file.name());
        }
        return ran;
    }

    private static void run(Client client, String statement) {
        client.queryAll(statement);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
