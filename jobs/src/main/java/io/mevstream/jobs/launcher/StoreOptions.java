package io.mevstream.jobs.launcher;

import io.mevstream.jobs.io.clickhouse.ClickHouseSettings;
import io.mevstream.jobs.io.clickhouse.Secret;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where a replay is stored, the same for those who write it and those who read it. */
final class StoreOptions {
    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "the folder of the replay: its chain log and its database (default: .mevstream/replay)")
    private @Nullable Path store;

    @Option(
            names = "--clickhouse",
            paramLabel = "URL",
            description = "use this ClickHouse server instead of the store's own, such as http://127.0.0.1:8123")
    private @Nullable String url;

    @Option(
            names = "--clickhouse-user",
            paramLabel = "NAME",
            defaultValue = ClickHouseSettings.DEFAULT_USER,
            description = "sign in with this name (default: ${DEFAULT-VALUE})")
    private String user = ClickHouseSettings.DEFAULT_USER;

    @Option(
            names = "--clickhouse-password",
            paramLabel = "env:NAME|file:PATH",
            description = "where the password stands; never the password itself")
    private @Nullable String password;

    @Option(
            names = "--database",
            paramLabel = "NAME",
            defaultValue = ClickHouseSettings.DEFAULT_DATABASE,
            description = "the database that holds the tables (default: ${DEFAULT-VALUE})")
    private String database = ClickHouseSettings.DEFAULT_DATABASE;

    /** The store's folder, absolute. */
    Path folder() {
        Path home = Path.of(System.getProperty("mevstream.home", "."));
        return (store == null ? home.resolve(".mevstream/replay") : store)
                .toAbsolutePath()
                .normalize();
    }

    /** The options that lead to the same place again, each after a blank; empty for the default. */
    String again() {
        StringBuilder options = new StringBuilder();
        if (url != null) {
            options.append(" --clickhouse ")
                    .append(url)
                    .append(" --clickhouse-user ")
                    .append(user);
            options.append(password == null ? "" : " --clickhouse-password " + password);
        } else if (store != null) {
            options.append(" --store ").append(store);
        }
        return options.append(database.equals(ClickHouseSettings.DEFAULT_DATABASE) ? "" : " --database " + database)
                .toString();
    }

    String database() {
        try {
            return ClickHouseSettings.requireDatabaseName(database);
        } catch (IllegalArgumentException wrong) {
            throw Refusal.usage("--database: " + wrong.getMessage());
        }
    }

    /** The server to use instead of the store's own; null for the store's own. */
    @Nullable
    ClickHouseSettings external() {
        if (url == null) {
            if (password != null) {
                throw Refusal.usage("expected --clickhouse URL with --clickhouse-password, found none");
            }
            return null;
        }
        try {
            Secret secret = Secret.named(password);
            secret.reveal();
            return new ClickHouseSettings(url, user, secret, database());
        } catch (IllegalStateException | UncheckedIOException | InvalidPathException absent) {
            throw Refusal.usage("--clickhouse-password: " + absent.getMessage());
        } catch (IllegalArgumentException wrong) {
            throw Refusal.usage(String.valueOf(wrong.getMessage()));
        }
    }
}
