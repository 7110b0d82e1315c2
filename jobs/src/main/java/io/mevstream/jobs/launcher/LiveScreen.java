package io.mevstream.jobs.launcher;

import io.mevstream.jobs.ingest.IngestRun;
import io.mevstream.jobs.ingest.IngestStatus;
import io.mevstream.jobs.io.clickhouse.ClickHouseQueries;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The line that shows a live run alive: rewritten on a terminal, elsewhere a new one every five seconds. */
final class LiveScreen {
    private static final long TERMINAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LOG_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final IngestRun ingest;
    private final ClickHouseQueries queries;
    private final boolean terminal = Boolean.getBoolean("mevstream.terminal");
    private long nextNanos = System.nanoTime();

    LiveScreen(IngestRun ingest, ClickHouseQueries queries) {
        this.ingest = ingest;
        this.queries = queries;
    }

    /** Called often; shows something when it is time to. */
    void show() {
        if (System.nanoTime() - nextNanos >= 0) {
            nextNanos = System.nanoTime() + (terminal ? TERMINAL_NANOS : LOG_NANOS);
            write();
        }
    }

    void end() {
        write();
        if (terminal) {
            System.err.println();
        }
    }

    private void write() {
        IngestStatus now = ingest.status();
        long[] stored = stored();
        String line = String.format(
                Locale.ROOT,
                "live      block %s, %,d blocks (%,d undone), %,d tx, %,d pending; stored to block %d: %,d swaps,"
                        + " %,d detections; %d behind, %.1f ms to the log",
                now.head() == null ? "-" : now.head(),
                now.applied(),
                now.undone(),
                now.transactions(),
                now.pending(),
                stored[0],
                stored[1],
                stored[2],
                now.lagBlocks(),
                now.headToRecord().p50Micros() / 1e3);
        System.err.print(terminal ? "\r\033[K" + line : line + "\n");
        System.err.flush();
    }

    private long[] stored() {
        try {
            List<@Nullable String> row = queries.rows(
                            "SELECT (SELECT max(block_number) FROM blocks), (SELECT count() FROM swaps_final),"
                                    + " (SELECT count() FROM detections_final)")
                    .get(0);
            long[] numbers = new long[row.size()];
            for (int i = 0; i < numbers.length; i++) {
                String text = row.get(i);
                numbers[i] = text == null ? 0 : Long.parseLong(text);
            }
            return numbers;
        } catch (SQLException away) {
            // Only the display depends on it: a store that is away is the job's matter.
            return new long[3];
        }
    }
}
