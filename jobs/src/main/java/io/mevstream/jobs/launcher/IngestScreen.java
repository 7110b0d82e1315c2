package io.mevstream.jobs.launcher;

import io.mevstream.jobs.ingest.IngestRun;
import io.mevstream.jobs.ingest.IngestStatus;
import io.mevstream.jobs.io.node.EndpointReport;
import io.mevstream.jobs.io.node.LatencyReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** An ingest that runs while someone watches: a line on standard error that shows it alive, a summary at the end. */
final class IngestScreen {
    private static final long TERMINAL_MILLIS = 200;
    private static final long LOG_MILLIS = 5_000;

    private final IngestRun run;
    private final long seconds;

    /** @param seconds after which it is stopped; 0 for no limit */
    IngestScreen(IngestRun run, long seconds) {
        this.run = run;
        this.seconds = seconds;
    }

    /** Runs it to its end; Ctrl-C is an end too. */
    IngestStatus show() throws IOException, InterruptedException {
        Thread main = Thread.currentThread();
        Thread atExit = new Thread(() -> {
            run.stop();
            try {
                main.join(TimeUnit.SECONDS.toMillis(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(atExit);
        Thread watching = new Thread(this::watch, "ingest-screen");
        watching.setDaemon(true);
        watching.start();
        run.run();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            // It is what stopped the run.
        }
        watching.interrupt();
        watching.join();
        return run.status();
    }

    private void watch() {
        boolean terminal = Boolean.getBoolean("mevstream.terminal");
        long end = seconds == 0 ? Long.MAX_VALUE : System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        long next = System.nanoTime();
        try {
            while (true) {
                if (System.nanoTime() >= next) {
                    next += TimeUnit.MILLISECONDS.toNanos(terminal ? TERMINAL_MILLIS : LOG_MILLIS);
                    System.err.print(terminal ? "\r\033[K" + line() : line() + "\n");
                    System.err.flush();
                }
                Thread.sleep(50);
                if (System.nanoTime() >= end) {
                    run.stop();
                }
            }
        } catch (InterruptedException done) {
            System.err.println(terminal ? "\r\033[K" + line() : line());
        }
    }

    private String line() {
        IngestStatus now = run.status();
        StringBuilder health = new StringBuilder();
        for (EndpointReport each : now.endpoints()) {
            health.append(health.length() == 0 ? "" : " ")
                    .append(each.name())
                    .append(each.healthy() ? "" : " OUT")
                    .append(each.name().equals(now.leader()) ? "*" : "");
        }
        return String.format(
                Locale.ROOT,
                "ingest    block %s, %,d blocks, %,d undone, %,d tx, %,d pending, %d behind, %.1f ms, %s",
                now.head(),
                now.applied(),
                now.undone(),
                now.transactions(),
                now.pending(),
                now.lagBlocks(),
                now.headToRecord().p50Micros() / 1e3,
                health);
    }

    /** What became of everything. */
    static List<String> summary(IngestStatus status) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "log       %,d records, head %s %s",
                status.nextPosition(),
                status.head(),
                status.headHash()));
        lines.add(String.format(
                Locale.ROOT,
                "blocks    %,d applied, %,d undone, %,d refused, %,d transactions",
                status.applied(),
                status.undone(),
                status.refused(),
                status.transactions()));
        lines.add(String.format(
                Locale.ROOT, "pending   %,d appended, %,d shown again", status.pending(), status.duplicatePending()));
        lines.add("record    " + latency(status.headToRecord()) + " after its head was shown");
        lines.add("failover  " + latency(status.failovers()));
        lines.add(String.format(
                Locale.ROOT,
                "cache     %d%% of %,d blocks asked for",
                status.cacheHitPercent(),
                status.cacheHits() + status.cacheMisses()));
        for (EndpointReport each : status.endpoints()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "endpoint  %s: %s, %.1f ms, %,d answers, head %s, %s",
                    each.name(),
                    each.healthy() ? "healthy" : "out",
                    each.latencyMicros() / 1e3,
                    each.answers(),
                    each.head(),
                    each.failures().isEmpty() ? "no failures" : each.failures()));
        }
        if (status.stopped() != null) {
            lines.add("STOPPED   " + status.stopped());
        }
        return lines;
    }

    private static String latency(LatencyReport report) {
        return String.format(
                Locale.ROOT,
                "%,d times, p50 %.1f ms, p99 %.1f ms, most %.1f ms",
                report.count(),
                report.p50Micros() / 1e3,
                report.p99Micros() / 1e3,
                report.mostMicros() / 1e3);
    }
}
