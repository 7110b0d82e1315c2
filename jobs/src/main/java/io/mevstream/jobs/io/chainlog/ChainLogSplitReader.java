package io.mevstream.jobs.io.chainlog;

import java.io.IOException;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.jspecify.annotations.Nullable;

/** Reads frames in batches on the source's own thread, and waits where the log has no more yet. */
final class ChainLogSplitReader implements SplitReader<LogFrame, ChainLogSplit> {

    private static final int BATCH_RECORDS = 64;
    private static final int BATCH_BYTES = 4 << 20;
    /** A block comes every few seconds at best: a look every five milliseconds is early enough and costs nothing. */
    private static final long POLL_MILLIS = 5;

    private final ViewedHome home;
    private final SourceReaderMetricGroup metrics;
    private final Object signal = new Object();
    private boolean awake;
    private @Nullable ChainLogView log;
    private @Nullable ChainLogSplit split;

    /** Read by the metrics' thread. */
    private volatile long nextPosition;

    private volatile long endPosition;

    ChainLogSplitReader(ViewedHome home, SourceReaderMetricGroup metrics) {
        this.home = home;
        this.metrics = metrics;
    }

    @Override
    public void handleSplitsChanges(SplitsChange<ChainLogSplit> change) {
        for (ChainLogSplit added : change.splits()) {
            split = added;
            nextPosition = added.nextPosition();
            endPosition = added.endPosition() == ChainLogSplit.NO_END ? nextPosition : added.endPosition();
            metrics.gauge("nextPosition", () -> nextPosition);
            metrics.gauge("endPosition", () -> endPosition);
            metrics.setPendingRecordsGauge(() -> endPosition - nextPosition);
        }
    }

    @Override
    public RecordsWithSplitIds<LogFrame> fetch() throws IOException {
        RecordsBySplits.Builder<LogFrame> batch = new RecordsBySplits.Builder<>();
        ChainLogSplit reading = split;
        if (reading == null) return batch.build();
        ChainLogView reader = reader(reading);
        long position = reading.nextPosition();
        int bytes = 0;
        for (int records = 0;
                records < BATCH_RECORDS && bytes < BATCH_BYTES && position < reading.endPosition();
                records++) {
            LogFrame frame = reader.read(position);
            if (frame == null) break;
            batch.add(reading.splitId(), frame);
            bytes += frame.payload().length;
            position++;
        }
        if (position == reading.endPosition()) {
            batch.addFinishedSplit(reading.splitId());
            split = null;
        } else if (position == reading.nextPosition()) {
            await(reading, reader);
        } else {
            split = reading.at(position);
        }
        nextPosition = position;
        return batch.build();
    }

    private ChainLogView reader(ChainLogSplit reading) throws IOException {
        ChainLogView reader = log;
        if (reader != null) return reader;
        reader = home.open();
        log = reader;
        if (!reader.logId().equals(reading.logId())) {
            throw new IllegalStateException("expected log " + reading.logId() + " in " + home + ", found log "
                    + reader.logId() + ": a checkpoint belongs to the log it was made of");
        }
        return reader;
    }

    private void await(ChainLogSplit reading, ChainLogView reader) throws IOException {
        if (reading.endPosition() == ChainLogSplit.NO_END) {
            endPosition = reader.endPosition();
        } else if (reader.endPosition() < reading.endPosition()) {
            throw new CorruptChainLogException("expected " + reading.endPosition() + " records in " + home
                    + ", as there were when reading began, found " + reader.endPosition());
        }
        synchronized (signal) {
            if (!awake) {
                try {
                    signal.wait(POLL_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            awake = false;
        }
    }

    @Override
    public void wakeUp() {
        synchronized (signal) {
            awake = true;
            signal.notifyAll();
        }
    }

    @Override
    public void close() throws IOException {
        if (log != null) log.close();
    }
}
