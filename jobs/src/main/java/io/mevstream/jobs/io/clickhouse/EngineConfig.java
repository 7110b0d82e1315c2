package io.mevstream.jobs.io.clickhouse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The embedded engine's configuration files.
 *
 * <p>The engine's own session signs in as {@code default} without a password and only tells the server to listen, so
 * that is all {@code default} may do: it sees no table and reads no file.
 */
final class EngineConfig {

    /** ClickHouse would take most of the machine, on which a Flink cluster runs too. */
    static final long MAX_SERVER_MEMORY_BYTES = 2L << 30;

    private EngineConfig() {}

    /** Writes both files into {@code folder}; the first one's path is the engine's {@code --config-file}. */
    static Path write(Path folder, String user, String password) throws IOException {
        Path users = folder.resolve("users.xml");
        Path config = folder.resolve("config.xml");
        PrivateFile.write(users, users(user, password));
        PrivateFile.write(config, config(users, folder.resolve("cold")));
        return config;
    }

    /** With a storage policy {@code tiered}: the volume {@code default} as ever, and a volume {@code cold} beside it. */
    private static String config(Path users, Path cold) {
        return """
            <clickhouse>
              <users_config>%s</users_config>
              <max_server_memory_usage>%d</max_server_memory_usage>
              <mark_cache_size>134217728</mark_cache_size>
              <uncompressed_cache_size>0</uncompressed_cache_size>
              <storage_configuration>
                <disks><cold><path>%s/</path></cold></disks>
                <policies><tiered><volumes>
                  <default><disk>default</disk></default>
                  <cold><disk>cold</disk></cold>
                </volumes></tiered></policies>
              </storage_configuration>
            </clickhouse>
            """
                .formatted(users.toAbsolutePath(), MAX_SERVER_MEMORY_BYTES, cold.toAbsolutePath());
    }

    /**
     * Expressions are not compiled: a condition with its values, asked for the fourth time, cost 14 ms of compiling in an answer
     * that takes 5, and scans of a million rows gained nothing by it.
     */
    private static String users(String user, String password) {
        return """
            <clickhouse>
              <profiles><default>
                <async_insert>0</async_insert>
                <compile_expressions>0</compile_expressions>
              </default></profiles>
              <quotas><default/></quotas>
              <users>
                <default>
                  <no_password/>
                  <networks><ip>127.0.0.1</ip></networks>
                  <profile>default</profile>
                  <quota>default</quota>
                  <grants>
                    <query>GRANT SYSTEM LISTEN ON *.*</query>
                    <query>GRANT CREATE TEMPORARY TABLE ON *.*</query>
                  </grants>
                </default>
                <%1$s>
                  <password_sha256_hex>%2$s</password_sha256_hex>
                  <networks><ip>127.0.0.1</ip></networks>
                  <profile>default</profile>
                  <quota>default</quota>
                </%1$s>
              </users>
            </clickhouse>
            """
                .formatted(user, sha256(password));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
