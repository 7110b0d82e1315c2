package io.mevstream.jobs.io.clickhouse;

import java.io.Serializable;

/**
 * Where a ClickHouse server answers and as whom to speak to it.
 *
 * @param url HTTP address, such as {@code http://127.0.0.1:8123}
 * @param user name to sign in with
 * @param password resolved when a connection is made; prints as {@code ***}
 * @param database holds all tables; made by the migrations if absent
 */
public record ClickHouseSettings(String url, String user, Secret password, String database) implements Serializable {

    public static final String DEFAULT_DATABASE = "mevstream";

    /** Who signs in where nobody is named: a new server's own account. */
    public static final String DEFAULT_USER = "default";

    public ClickHouseSettings {
        if (!url.matches("https?://[^/?#@]+/?")) {
            throw new IllegalArgumentException(
                    "expected a ClickHouse address as http://HOST:PORT or https://HOST:PORT, found " + url);
        }
        requireDatabaseName(database);
    }

    /** The name itself; {@link IllegalArgumentException} if it would have to be quoted. */
    public static String requireDatabaseName(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException(
                    "expected a database name of letters, digits and underscores, found " + name);
        }
        return name;
    }

    /** The same server, another database. */
    public ClickHouseSettings withDatabase(String name) {
        return new ClickHouseSettings(url, user, password, name);
    }

    /** The same account and database behind another address, such as a proxy's. */
    public ClickHouseSettings withUrl(String address) {
        return new ClickHouseSettings(address, user, password, database);
    }
}
