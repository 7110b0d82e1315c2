package io.mevstream.jobs.launcher;

import java.io.PrintStream;
import java.util.Locale;

/**
 * One line on standard error that says how far a run is. On a terminal it is rewritten in place, elsewhere a new line is
 * written every few seconds, so that standard output stays the result alone. Not safe for use by several threads.
 */
public final class ProgressLine {
    private static final long TERMINAL_INTERVAL_NANOS = 100_000_000L;
    private static final long LOG_INTERVAL_NANOS = 5_000_000_000L;

    /** A unit that is shown in millions. */
    public static final String BYTES = "bytes";

    private final PrintStream err;
    private final boolean terminal;
    private final String label;
    private final String unit;
    private final long startedNanos = System.nanoTime();
    private long lastNanos;
    private boolean open;

    /**
     * @param label what is being done: {@code read}, {@code load}
     * @param unit what {@link #update} counts, plural
     */
    public ProgressLine(PrintStream err, boolean terminal, String label, String unit) {
        this.err = err;
        this.terminal = terminal;
        this.label = label;
        this.unit = unit;
        this.lastNanos = startedNanos - (terminal ? TERMINAL_INTERVAL_NANOS : 0);
    }

    /** On the process's standard error; the start script says whether that is a terminal. */
    public static ProgressLine toStandardError(String label, String unit) {
        return new ProgressLine(System.err, Boolean.getBoolean("mevstream.terminal"), label, unit);
    }

    /** Says that {@code done} of {@code total} are done; a total of 0 is not known yet. Cheap enough for every record. */
    public void update(long done, long total) {
        long now = System.nanoTime();
        if (now - lastNanos < (terminal ? TERMINAL_INTERVAL_NANOS : LOG_INTERVAL_NANOS)) {
            return;
        }
        lastNanos = now;
        write(text(done, total, now - startedNanos));
    }

    /** Says that a share is done of something that has no count worth showing. */
    public void share(long done, long total) {
        long now = System.nanoTime();
        if (total <= 0 || now - lastNanos < (terminal ? TERMINAL_INTERVAL_NANOS : LOG_INTERVAL_NANOS)) {
            return;
        }
        lastNanos = now;
        double elapsed = seconds(now - startedNanos);
        String left = done > 0 ? duration(elapsed * (total - done) / done) + " left" : "starting";
        write(String.format(Locale.ROOT, "%-9s %3d%%, %s", label, 100 * done / total, left));
    }

    /** Ends the line with what was done in all. */
    public void done(long done, String detail) {
        double seconds = seconds(System.nanoTime() - startedNanos);
        String rate = seconds > 0 ? ", " + rate(done / seconds) : "";
        write(String.format(Locale.ROOT, "%-9s %s in %.1f s%s%s", label, count(done), seconds, rate, detail));
        if (terminal) {
            err.println();
        }
        open = false;
    }

    /** Leaves an unfinished line as it is, so that a message can follow on a line of its own. */
    public void abandon() {
        if (open && terminal) {
            err.println();
        }
        open = false;
    }

    private String text(long done, long total, long elapsedNanos) {
        double seconds = seconds(elapsedNanos);
        double perSecond = seconds > 0 ? done / seconds : 0;
        if (total <= 0) {
            return String.format(Locale.ROOT, "%-9s %s, %s", label, count(done), rate(perSecond));
        }
        String left = done > 0 && perSecond > 0 ? duration((total - done) / perSecond) + " left" : "starting";
        return String.format(
                Locale.ROOT,
                "%-9s %3d%%  %s of %s, %s, %s",
                label,
                100 * done / total,
                unit.equals(BYTES)
                        ? String.format(Locale.ROOT, "%,.1f", done / 1e6)
                        : String.format(Locale.ROOT, "%,d", done),
                count(total),
                rate(perSecond),
                left);
    }

    private String count(long count) {
        return unit.equals(BYTES)
                ? String.format(Locale.ROOT, "%,.1f MB", count / 1e6)
                : String.format(Locale.ROOT, "%,d %s", count, unit);
    }

    private String rate(double perSecond) {
        return unit.equals(BYTES)
                ? String.format(Locale.ROOT, "%,.1f MB/s", perSecond / 1e6)
                : String.format(Locale.ROOT, "%,.0f/s", perSecond);
    }

    private void write(String text) {
        if (terminal) {
            err.print("\r\033[K" + text);
            err.flush();
            open = true;
        } else {
            err.println(text);
        }
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }

    /** {@code 42 s}, {@code 3 min 05 s}, {@code 2 h 10 min}. */
    static String duration(double seconds) {
        long s = Math.round(seconds);
        if (s < 60) {
            return s + " s";
        }
        return s < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", s / 60, s % 60)
                : String.format(Locale.ROOT, "%d h %02d min", s / 3600, s % 3600 / 60);
    }
}
