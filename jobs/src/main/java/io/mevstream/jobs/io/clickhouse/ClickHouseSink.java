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
 * at any parallelism. A store that is away holds up the job by back-pressure, within the budget.
 *
 * <p>What this cannot mend: a MergeTree without a coordinator notes an insert's token a moment before the insert's data takes
 * its name. A crash of the server in between leaves the token without the data, and the repetition is then dropped. Every
 * kill has that chance of some tens of microseconds; replicated tables have not.
 *
 * <p>Before its first batch a writer checks every table, see {@link TableCheck}.
 *
 * @param tables all tables that rows may come for
 * @param budget how long a batch is repeated against a store that is away, before the job fails and restarts
 */
public record ClickHouseSink(ClickHouseSettings settings, List<Table> tables, Duration budget)
        implements Sink<InsertBatch> {

    public static final Duration DEFAULT_BUDGET = Duration.ofMinutes(10);

    public ClickHouseSink {
        tables = List.copyOf(tables);
    }

    @Override
    public SinkWriter<InsertBatch> createWriter(WriterInitContext context) throws IOException {
        var metrics = new SinkMetrics(context.metricGroup());
        var inserter = new ClickHouseInserter(settings, tables, budget, metrics::retried);
        try {
            TableCheck.require(inserter, settings.database(), tables);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            inserter.close();
            throw new IOException("interrupted while checking the tables", e);
        } catch (IOException | IllegalStateException e) {
            inserter.close();
            throw e;
        }
        return new Writer(inserter, metrics);
    }

    private record Writer(ClickHouseInserter inserter, SinkMetrics metrics) implements SinkWriter<InsertBatch> {

        @Override
        public void write(InsertBatch batch, Context context) throws IOException, InterruptedException {
            inserter.insert(batch);
            metrics.inserted(batch);
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
