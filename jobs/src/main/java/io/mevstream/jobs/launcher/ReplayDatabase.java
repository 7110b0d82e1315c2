package io.mevstream.jobs.launcher;

import io.mevstream.jobs.io.clickhouse.ClickHouseQueries;
import io.mevstream.jobs.io.clickhouse.ClickHouseSettings;
import io.mevstream.jobs.io.clickhouse.Migrations;
import io.mevstream.jobs.io.clickhouse.ServerFailure;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The database a replay goes into: it holds the rows of one chain log, which its comment names. */
final class ReplayDatabase {
    private static final String COMMENT = "mevstream, chain log ";

    private ReplayDatabase() {}

    /**
     * Makes the database and its tables. One that holds another log is refused, or replaced where that is asked for; one
     * that holds this very log is used, since loading it again changes nothing.
     */
    static void prepare(ClickHouseSettings settings, String logId, boolean replace) {
        try {
            claim(settings, logId, replace);
            Migrations.apply(settings);
        } catch (SQLException refused) {
            throw Refusal.failed(ServerFailure.message(settings, refused));
        } catch (IllegalStateException otherTables) {
            throw Refusal.failed(
                    otherTables.getMessage() + "; name another database: --database NAME, or drop this one");
        }
    }

    /** Checks that the server answers and lets us in; nothing is changed. */
    static void requireServer(ClickHouseSettings settings) {
        try {
            ClickHouseQueries.requireAnswer(settings);
        } catch (SQLException refused) {
            throw Refusal.failed(ServerFailure.message(settings, refused));
        }
    }

    private static void claim(ClickHouseSettings settings, String logId, boolean replace) throws SQLException {
        String name = settings.database();
        try (ClickHouseQueries server = ClickHouseQueries.open(settings.withDatabase("default"))) {
            String found = comment(server, name);
            if (found != null && !found.equals(COMMENT + logId)) {
                if (!found.startsWith(COMMENT)) {
                    if (!isEmpty(server, name)) {
                        throw Refusal.failed(
                                "expected database " + name + " to be absent, empty or made by a replay, found"
                                        + " one with other tables; name another: --database NAME");
                    }
                } else if (!replace) {
                    throw Refusal.failed("expected database " + name + " to hold no other chain log, found "
                            + found.substring(COMMENT.length())
                            + "; keep it and use another: --database NAME, or drop it: --replace");
                }
                execute(server, "DROP DATABASE " + name + " SYNC");
                found = null;
            }
            if (found == null) {
                execute(server, "CREATE DATABASE " + name + " COMMENT '" + COMMENT + logId + "'");
            }
        }
    }

    private static @Nullable String comment(ClickHouseQueries server, String database) throws SQLException {
        List<List<@Nullable String>> rows =
                server.rows("SELECT comment FROM system.databases WHERE name = '" + database + "'");
        if (rows.isEmpty()) {
            return null;
        }
        String comment = rows.get(0).get(0);
        return comment == null ? "" : comment;
    }

    private static boolean isEmpty(ClickHouseQueries server, String database) throws SQLException {
        return server.rows("SELECT name FROM system.tables WHERE database = '" + database + "' LIMIT 1")
                .isEmpty();
    }

    private static void execute(ClickHouseQueries server, String statement) throws SQLException {
        server.rows(statement);
    }
}
