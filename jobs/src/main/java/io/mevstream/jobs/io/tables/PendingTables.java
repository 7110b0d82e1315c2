package io.mevstream.jobs.io.tables;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.chain.SeenTransaction;
import io.mevstream.chain.Sighting;
import io.mevstream.jobs.io.clickhouse.ClickHouseQueries;
import io.mevstream.jobs.io.clickhouse.ClickHouseSettings;
import io.mevstream.jobs.io.clickhouse.ServerFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads pending transactions that others recorded: mempool-dumpster's transactions, xatu's {@code mempool_transaction}, or
 * anything with their columns, as CSV, lines of JSON or Parquet. A table without signed bytes gives hashes alone; so does a
 * row whose bytes are not those of its hash, such as one with blobs.
 */
public final class PendingTables {

    private static final List<String> TIME = List.of("timestamp_ms", "timestamp", "event_date_time");
    private static final List<String> HASH = List.of("hash", "tx_hash");
    private static final List<String> FROM = List.of("from");
    private static final List<String> RAW = List.of("rawTx", "raw_tx", "rlp_hex");
    private static final DateTimeFormatter SQL_TIME = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    private PendingTables() {}

    /** All rows of a table in order of first sight, a transaction once, by a server that runs on this machine. */
    public static List<SeenTransaction> read(Path file, ClickHouseSettings server) throws IOException {
        String table = ExportedTables.table(file);
        try (ClickHouseQueries queries = ClickHouseQueries.open(server.withDatabase("default"))) {
            List<String> columns = queries.rows("DESCRIBE " + table).stream()
                    .map(row -> String.valueOf(row.get(0)))
                    .toList();
            String from = find(columns, FROM);
            String raw = find(columns, RAW);
            List<SeenTransaction> seen = new ArrayList<>();
            for (List<@Nullable String> row : queries.rows("SELECT toString(min(`" + require(columns, TIME)
                    + "`)) AS t, "
                    + hex(require(columns, HASH)) + " AS h, " + (from == null ? "''" : "any(" + hex(from) + ")") + ", "
                    + (raw == null ? "''" : "any(" + hex(raw) + ")") + " FROM " + table
                    + " GROUP BY h ORDER BY t, h SETTINGS session_timezone = 'UTC'")) {
                seen.add(transaction(file, row));
            }
            return seen;
        } catch (SQLException refused) {
            throw new IOException(
                    "expected a table of pending transactions in " + file + ", found: " + ServerFailure.reason(refused),
                    refused);
        } catch (IllegalArgumentException wrong) {
            throw new IOException(
                    "expected a table of pending transactions in " + file + ", found: " + wrong.getMessage(), wrong);
        }
    }

    private static SeenTransaction transaction(Path file, List<@Nullable String> row) {
        Hash hash = Hash.of(String.valueOf(row.get(1)));
        String from = String.valueOf(row.get(2));
        String hex = String.valueOf(row.get(3));
        Bytes raw = hex.length() <= 2 ? null : Bytes.of(hex);
        return new SeenTransaction(
                hash,
                from.isEmpty() ? null : Address.of(from),
                raw != null && Keccak.hash(raw.array()).equals(hash) ? raw : null,
                new Sighting(
                        millis(String.valueOf(row.get(0))), file.getFileName().toString()));
    }

    private static long millis(String time) {
        return time.matches("[0-9]+")
                ? Long.parseLong(time)
                : LocalDateTime.parse(time, SQL_TIME).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    /** Text that begins with 0x as it is, bytes as text. */
    private static String hex(String column) {
        String value = "ifNull(toString(`" + column + "`), '')";
        return "multiIf(" + value + " = '', '', startsWith(" + value + ", '0x'), lower(" + value
                + "), concat('0x', lower(hex(" + value + "))))";
    }

    private static String require(List<String> columns, List<String> names) {
        String found = find(columns, names);
        if (found == null) {
            throw new IllegalArgumentException("a table with none of the columns " + names + ", only " + columns);
        }
        return found;
    }

    private static @Nullable String find(List<String> columns, List<String> names) {
        return names.stream().filter(columns::contains).findFirst().orElse(null);
    }
}
