package io.mevstream.jobs.io.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClickHouseInserterTest {

    private static final InsertBatch BATCH =
            new InsertBatch("toys", 1, 3, "the-token", "some row that is long enough".getBytes(StandardCharsets.UTF_8));

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void repeatsTheSameBytesSettingsAndTokenUntilAcknowledged() throws Exception {
        answers.addAll(List.of("hang-up", "503", "500:252", "200"));
        var retries = new AtomicInteger();

        try (var inserter = inserter(Duration.ofSeconds(20), retries::incrementAndGet)) {
            assertThat(inserter.insert(BATCH)).as("at the first attempt").isFalse();
            answers.add("200");
            assertThat(inserter.insert(BATCH)).as("at the first attempt").isTrue();
        }

        assertThat(retries).hasPositiveValue(); // The HTTP layer repeats a 503 by itself.
        assertThat(requests).hasSize(5).allMatch(requests.get(0)::equals);
        assertThat(requests.get(0))
                .contains("insert_deduplication_token=the-token")
                .contains("async_insert=0")
                .contains("wait_end_of_query=1")
                .contains("deduplicate_blocks_in_dependent_materialized_views=1")
                .contains("max_insert_block_size=2147483647")
                .contains("min_insert_block_size_rows=2147483647")
                .contains("min_insert_block_size_bytes=0");
    }

    @Test
    void failsAtOnceWhereWaitingCannotHelp() {
        answers.add("404:60");

        try (var inserter = inserter(Duration.ofSeconds(20), () -> {})) {
            assertThatThrownBy(() -> inserter.insert(BATCH))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("refused the insert of 1 rows into toys");
        }

        assertThat(requests).hasSize(1);
    }

    @Test
    void givesUpWhenTheBudgetIsSpent() {
        answers.addAll(Arrays.asList(new String[50]));
        answers.replaceAll(none -> "503");

        try (var inserter = inserter(Duration.ofMillis(1_500), () -> {})) {
            assertThatThrownBy(() -> inserter.insert(BATCH))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("did not take the insert of 1 rows into toys");
        }

        assertThat(requests).hasSizeBetween(2, 8);
    }

    @Test
    void countsAnUnlistedErrorAsRefusal() {
        assertThat(InsertErrors.isTransient(241, 500)).isTrue();
        assertThat(InsertErrors.isTransient(16, 500)).isFalse();
        assertThat(InsertErrors.isTransient(0, 502)).isTrue();
        assertThat(InsertErrors.isTransient(0, 401)).isFalse();
    }

    private ClickHouseInserter inserter(Duration budget, Runnable onRetry) {
        var settings = new ClickHouseSettings(
                "http://127.0.0.1:" + server.getAddress().getPort(), "someone", Secret.of("secret"), "toybox");
        return new ClickHouseInserter(settings, List.of(ToyTable.TABLE), budget, onRetry);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        requests.add(exchange.getRequestURI().getQuery() + "\n" + Arrays.toString(body));
        String answer = answers.remove(0);
        if (answer.equals("hang-up")) {
            exchange.close();
            return;
        }
        String[] parts = answer.split(":");
        if (parts.length > 1) {
            exchange.getResponseHeaders().set("X-ClickHouse-Exception-Code", parts[1]);
        }
        byte[] text = parts.length > 1
                ? ("Code: " + parts[1] + ". DB::Exception: as asked").getBytes(StandardCharsets.UTF_8)
                : new byte[0];
        exchange.sendResponseHeaders(Integer.parseInt(parts[0]), text.length == 0 ? -1 : text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }
}
