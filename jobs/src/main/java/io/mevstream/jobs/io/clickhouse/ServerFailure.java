package io.mevstream.jobs.io.clickhouse;

import java.io.IOException;
import java.sql.SQLException;

/** What a ClickHouse server refused, or that it does not answer, in a sentence that says what to do. */
public final class ServerFailure {
    private static final int READ_ONLY = 164;
    private static final int UNKNOWN_DATABASE = 81;
    private static final int AUTHENTICATION_FAILED = 516;

    private ServerFailure() {}

    /** What was expected of the server, what was found, and what to do. */
    public static String message(ClickHouseSettings server, SQLException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return "expected the ClickHouse server at " + server.url() + " to answer, found: " + cause.getMessage()
                        + "; is it running, and is this its HTTP address?";
            }
        }
        return switch (failed.getErrorCode()) {
            case AUTHENTICATION_FAILED ->
                "expected " + server.url() + " to let " + server.user()
                        + " in, found: no such user, or another password; see --clickhouse-user and --clickhouse-password";
            case UNKNOWN_DATABASE ->
                "expected database " + server.database() + " at " + server.url()
                        + ", found none of that name; see --database";
            case READ_ONLY ->
                "expected a statement that reads, found one that writes or changes a fixed setting; to write,"
                        + " use any ClickHouse client (clickhouse-client, curl) on the same server";
            default -> reason(failed);
        };
    }

    /** What the server said, without the driver's and the server's own trappings. */
    public static String reason(SQLException refused) {
        String message = String.valueOf(refused.getMessage());
        int begin = message.indexOf("DB::Exception: ");
        message = begin < 0 ? message : message.substring(begin + "DB::Exception: ".length());
        int version = message.indexOf(" (version ");
        return version < 0 ? message.strip() : message.substring(0, version);
    }
}
