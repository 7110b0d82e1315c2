package io.mevstream.jobs.io.clickhouse;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * Where a running embedded engine answers, as its starter leaves it beside the data for other processes to connect.
 *
 * @param pid the engine's process
 */
record EngineEndpoint(int httpPort, int tcpPort, String user, String password, long pid) {

    private static final String FILE = "endpoint.properties";

    ClickHouseSettings settings() {
        return new ClickHouseSettings(
                "http://127.0.0.1:" + httpPort, user, Secret.of(password), ClickHouseSettings.DEFAULT_DATABASE);
    }

    /** Written whole or not at all, readable by its owner only. */
    void write(Path folder) throws IOException {
        var properties = new Properties();
        properties.setProperty("http_port", String.valueOf(httpPort));
        properties.setProperty("tcp_port", String.valueOf(tcpPort));
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("pid", String.valueOf(pid));
        var text = new StringWriter();
        properties.store(text, null);
        PrivateFile.write(folder.resolve(FILE), text.toString());
    }

    static Optional<EngineEndpoint> read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var properties = new Properties();
        properties.load(new StringReader(Files.readString(file)));
        return Optional.of(new EngineEndpoint(
                Integer.parseInt(properties.getProperty("http_port")),
                Integer.parseInt(properties.getProperty("tcp_port")),
                properties.getProperty("user"),
                properties.getProperty("password"),
                Long.parseLong(properties.getProperty("pid"))));
    }

    static void delete(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
    }
}
