package io.mevstream.jobs.io.clickhouse;

import com.clickhouse.client.api.ClickHouseException;
import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.data.ClickHouseFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Inserts batches, repeating a failed one with the same bytes, settings and token until the server has acknowledged
 * it, the failure turns out to be permanent, or the budget is spent.
 */
final class ClickHouseInserter implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** More rows than a batch can have: its body is one array. */
    private static final String WHOLE_BATCH_ROWS = String.valueOf(Integer.MAX_VALUE);

    private final Client client;
    private final Map<String, List<String>> columns;
    private final Duration budget;
    private final Runnable onRetry;

    /**
     * @param budget how long a batch may be repeated
     * @param onRetry told of each repetition
     */
    ClickHouseInserter(ClickHouseSettings settings, List<Table> tables, Duration budget, Runnable onRetry) {
        this.client = ClickHouseClients.open(settings);
        this.columns = tables.stream().collect(Collectors.toMap(Table::name, Table::columnNames, (one, other) -> one));
        this.budget = budget;
        this.onRetry = onRetry;
    }

    /**
     * Returns once the server has acknowledged the batch.
     *
     * @return whether it did so at the first attempt; after a failed one an acknowledgement may mean only that it knows the token
     * @throws IOException on a permanent failure, or when the budget is spent
     */
    boolean insert(InsertBatch batch) throws IOException, InterruptedException {
        int[] attempts = {0};
        retrying(
                "insert of " + batch.rows() + " rows into " + batch.table() + " up to position " + batch.lastPosition(),
                open -> {
                    attempts[0]++;
                    return send(open, batch);
                });
        return attempts[0] == 1;
    }

    /** Runs {@code action} with the same patience as an insert. */
    <T> T retrying(String what, Function<Client, T> action) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + budget.toNanos();
        long pause = FIRST_PAUSE.toMillis();
        while (true) {
            try {
                return action.apply(client);
            } catch (ClickHouseException e) {
                if (!InsertErrors.isTransient(e)) {
                    throw new IOException("ClickHouse refused the " + what, e);
                }
                if (System.nanoTime() + Duration.ofMillis(pause).toNanos() > deadline) {
                    throw new IOException("ClickHouse did not take the " + what + " within " + budget, e);
                }
            }
            onRetry.run();
            Thread.sleep(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE.toMillis());
        }
    }

    private InsertResponse send(Client open, InsertBatch batch) {
        try (InsertResponse response = open.insert(
                        batch.table(),
                        columns.get(batch.table()),
                        // Not a stream: the HTTP layer repeats a 503 by itself, with what is left of a stream, which is
                        // nothing.
                        body -> body.write(batch.body()),
                        ClickHouseFormat.RowBinary,
                        settings(batch))
                .get()) {
            return response;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ClickHouseException cause ? cause : new ClickHouseException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClickHouseException("interrupted", e);
        }
    }

    private static InsertSettings settings(InsertBatch batch) {
        return new InsertSettings()
                .setDeduplicationToken(batch.token())
                // Acknowledged means stored: not queued, and not found broken after a 200.
                .serverSetting("async_insert", "0")
                .serverSetting("wait_end_of_query", "1")
                .serverSetting("insert_deduplicate", "1")
                // One batch is one block, whatever the user's profile says: a rollup adds up what it sees of a block of
                // the
                // chain, and would keep a part of the sum if it saw the rows in two parts.
                .serverSetting("max_insert_block_size", WHOLE_BATCH_ROWS)
                .serverSetting("min_insert_block_size_rows", WHOLE_BATCH_ROWS)
                .serverSetting("min_insert_block_size_bytes", "0")
                // Blocks of a replay may lie anywhere, each in a partition of its own; the server's bound of 100 would
                // refuse them for good.
                .serverSetting("max_partitions_per_insert_block", "0")
                // A repeated batch reaches the rollups that the first attempt did not.
                .serverSetting("deduplicate_blocks_in_dependent_materialized_views", "1");
    }

    @Override
    public void close() {
        client.close();
    }
}
