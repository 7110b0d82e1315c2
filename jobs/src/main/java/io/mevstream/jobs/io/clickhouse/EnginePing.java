package io.mevstream.jobs.io.clickhouse;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Asks an engine whether it lets us in: a listening port alone may be another program's. */
final class EnginePing {

    private static final int TIMEOUT_MILLIS = 2_000;

    private EnginePing() {}

    static boolean answers(EngineEndpoint endpoint) {
        String query = URLEncoder.encode("SELECT 1", StandardCharsets.UTF_8);
        URI uri = URI.create("http://127.0.0.1:" + endpoint.httpPort() + "/?query=" + query);
        try {
            var connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setRequestProperty("X-ClickHouse-User", endpoint.user());
            connection.setRequestProperty("X-ClickHouse-Key", endpoint.password());
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }
}
