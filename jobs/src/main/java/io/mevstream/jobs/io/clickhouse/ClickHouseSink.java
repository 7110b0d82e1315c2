package io.mevstream.jobs.io.clickhouse;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes each batch as one insert and takes the next when the server has acknowledged it.
 *
 * <p>Nothing is buffered here. A batch that was under way when the job failed is made again from the
 * checkpoint by {@link BatchRows} with the same bytes and token, which ClickHouse drops if it has them; so every row is stored once,
 * at any parallelism. A store that is away holds up the job by back-pressure, within the budget. What was acknowledged
 * after a failure is looked for, see {@link BatchStore}.
 *
 * <p>Before its first batch a writer checks every table, see {@link TableCheck}.
 *
 * @param tables all tables that rows may come for
 * @param budget how long a batch is repeated against a store that is away, before the job fails and restarts
 */
public record ClickHouseSink(ClickHouseSettings settings, List<Table> tables, Duration budget)
        implements Sink<InsertBatch> {

    public static final Duration DEFAULT_BUDGET = Duration.ofMinutes(10);

    /** Each writer has one batch under way at a time, so this is more than all writers of a job have. */
    private static final int BATCHES_UNDER_WAY = 64;

    public ClickHouseSink {
        tables = List.copyOf(tables);
    }

    @Override
    public SinkWriter<InsertBatch> createWriter(WriterInitContext context) throws IOException {
        var metrics = new SinkMetrics(context.metricGroup());
        var inserter = new ClickHouseInserter(settings, tables, budget, metrics::retried);
        var stored = new StoredRows(inserter, settings.database(), tables);
        var store = new BatchStore(inserter, stored, metrics);
        try {
            TableCheck.require(inserter, settings.database(), tables);
            if (continues(context)) {
                store.doubt(stored.highestVersion(), BATCHES_UNDER_WAY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            inserter.close();
            throw new IOException("interrupted while checking the tables", e);
        } catch (IOException | IllegalStateException e) {
            inserter.close();
            throw e;
        }
        return new Writer(inserter, store);
    }

    /** Whether an earlier writer may have sent what this one is about to. */
    private static boolean continues(WriterInitContext context) {
        return context.getRestoredCheckpointId().isPresent()
                || context.getTaskInfo().getAttemptNumber() > 0;
    }

    private record Writer(ClickHouseInserter inserter, BatchStore store) implements SinkWriter<InsertBatch> {

        @Override
        public void write(InsertBatch batch, Context context) throws IOException, InterruptedException {
            store.store(batch);
        }

        @Override
        public void flush(boolean endOfInput) {
            // Every batch was acknowledged before write returned.
        }

        @Override
        public void close() {
            inserter.close();
        }
    }
}
