package io.mevstream.jobs.io.clickhouse;

import java.io.IOException;
import java.util.List;

/**
 * Stores batches, and after any doubt looks whether they are there.
 *
 * <p>A MergeTree without a coordinator notes an insert's token a moment before the insert's data takes its name. A server
 * killed in between has the token without the data, and drops the repetition as known. So a batch that was not acknowledged at
 * the first attempt, or that an earlier life of this job may have sent already, is looked for once it is acknowledged; if it is
 * missing anywhere, it is inserted again under a token of its own that says so, until it is found. That relies on tables and rollups
 * in which an equal row replaces itself: what was there already is then there twice until it is merged, and never read twice.
 */
final class BatchStore {

    /** More than that is not a lost part but a table that does not keep what it acknowledges. */
    private static final int MOST_REPAIRS = 3;

    private final ClickHouseInserter inserter;
    private final StoredRows stored;
    private final SinkMetrics metrics;
    private long doubtfulUpTo;
    private int doubtfulBatches;

    BatchStore(ClickHouseInserter inserter, StoredRows stored, SinkMetrics metrics) {
        this.inserter = inserter;
        this.stored = stored;
        this.metrics = metrics;
    }

    /**
     * An earlier life of this writer may have sent the coming batches: those up to {@code position}, which the store has seen, and the
     * {@code batches} after them, which may have been under way.
     */
    void doubt(long position, int batches) {
        doubtfulUpTo = position;
        doubtfulBatches = batches;
    }

    /**
     * Returns once the server has the batch.
     *
     * @throws IOException on a permanent failure, when the budget is spent, or if acknowledged rows keep being missing
     */
    void store(InsertBatch batch) throws IOException, InterruptedException {
        boolean clean = inserter.insert(batch);
        if (!clean || sentBefore(batch)) {
            repair(batch);
        }
        metrics.inserted(batch);
    }

    private boolean sentBefore(InsertBatch batch) {
        if (Long.compareUnsigned(batch.lastPosition(), doubtfulUpTo) <= 0 && doubtfulBatches > 0) {
            return true;
        }
        if (doubtfulBatches > 0) {
            doubtfulBatches--;
            return true;
        }
        return false;
    }

    private void repair(InsertBatch batch) throws IOException, InterruptedException {
        metrics.lookedFor();
        List<String> missing = stored.missing(batch);
        for (int repair = 1; !missing.isEmpty(); repair++) {
            if (repair > MOST_REPAIRS) {
                throw new IOException("expected the " + batch.rows() + " acknowledged rows of " + batch.table()
                        + " up to position " + batch.lastPosition() + " to be stored, found them missing in " + missing
                        + " after " + MOST_REPAIRS + " repairs");
            }
            metrics.repaired();
            inserter.insert(batch.withToken(batch.token() + "-repair-" + repair));
            missing = stored.missing(batch);
        }
    }
}
