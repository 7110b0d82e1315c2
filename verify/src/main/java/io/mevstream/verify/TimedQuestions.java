package io.mevstream.verify;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import io.mevstream.jobs.io.clickhouse.ClickHouseQueries;
import io.mevstream.jobs.io.clickhouse.ClickHouseSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Takes the time of the same questions twice: as the server states it, and as a program sees it that asks over JDBC. */
final class TimedQuestions implements AutoCloseable {
    private static final long NANOS_A_MICRO = 1_000;

    private final Client client;
    private final ClickHouseQueries jdbc;

    /** Medians and 99th percentiles, in microseconds. */
    record Times(long serverMedian, long serverWorst, long jdbcMedian, long jdbcWorst) {}

    TimedQuestions(ClickHouseSettings store) throws SQLException {
        client = new Client.Builder()
                .addEndpoint(store.url())
                .setUsername(store.user())
                .setPassword(store.password().reveal())
                .setDefaultDatabase(store.database())
                .build();
        jdbc = ClickHouseQueries.open(store);
    }

    Times time(List<String> questions) throws IOException, InterruptedException, SQLException {
        long[] server = new long[questions.size()];
        long[] seen = new long[questions.size()];
        for (int i = 0; i < server.length; i++) {
            server[i] = serverNanos(questions.get(i)) / NANOS_A_MICRO;
        }
        for (int i = 0; i < seen.length; i++) {
            long started = System.nanoTime();
            jdbc.rows(questions.get(i));
            seen[i] = (System.nanoTime() - started) / NANOS_A_MICRO;
        }
        return new Times(at(server, 50), at(server, 99), at(seen, 50), at(seen, 99));
    }

    /** From the arrival of the question to the last byte of the answer: the answer waits for its end, so that this is all of it. */
    @SuppressWarnings("try")
    private long serverNanos(String question) throws IOException, InterruptedException {
        var settings = new QuerySettings().serverSetting("wait_end_of_query", "1");
        try (QueryResponse answer = client.query(question, settings).get()) {
            answer.getInputStream().transferTo(OutputStream.nullOutputStream());
            return answer.getServerTime();
        } catch (ExecutionException e) {
            throw new IOException("cannot ask ClickHouse: " + question, e.getCause());
        } catch (InterruptedException | IOException e) {
            throw e;
        } catch (Exception e) {
            // The answer's close() declares it.
            throw new IOException("cannot end the answer to: " + question, e);
        }
    }

    private static long at(long[] micros, int percent) {
        long[] sorted = micros.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length * percent / 100];
    }

    @Override
    public void close() throws SQLException {
        client.close();
        jdbc.close();
    }
}
