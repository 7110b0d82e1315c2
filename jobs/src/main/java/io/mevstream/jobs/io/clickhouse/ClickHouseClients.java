package io.mevstream.jobs.io.clickhouse;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientFaultCause;
import java.time.temporal.ChronoUnit;

/** Makes {@code client-v2} clients the one way they are used here. */
final class ClickHouseClients {

    private static final long CONNECT_SECONDS = 5;
    private static final long ANSWER_SECONDS = 60;

    private ClickHouseClients() {}

    /** A client that leaves every retry to its caller, who knows what may be repeated. */
    static Client open(ClickHouseSettings settings) {
        return new Client.Builder()
                .addEndpoint(settings.url())
                .setUsername(settings.user())
                .setPassword(settings.password().reveal())
                .setDefaultDatabase(settings.database())
                .setConnectTimeout(CONNECT_SECONDS, ChronoUnit.SECONDS)
                .setConnectionRequestTimeout(CONNECT_SECONDS, ChronoUnit.SECONDS)
                .setSocketTimeout(ANSWER_SECONDS, ChronoUnit.SECONDS)
                .setMaxConnections(2)
                .retryOnFailures(ClientFaultCause.None)
                .setMaxRetries(0)
                .compressClientRequest(true)
                .compressServerResponse(true)
                .build();
    }
}
