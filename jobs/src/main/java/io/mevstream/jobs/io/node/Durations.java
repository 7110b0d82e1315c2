package io.mevstream.jobs.io.node;

import java.util.ArrayDeque;
import java.util.Deque;

/** How long something took, time after time. Safe for use by several threads. */
public final class Durations {

    private static final int KEPT = 1_000;

    private final Deque<Long> micros = new ArrayDeque<>();
    private long count;
    private long most;

    public synchronized void add(long took) {
        count++;
        most = Math.max(most, took);
        micros.addLast(took);
        if (micros.size() > KEPT) {
            micros.removeFirst();
        }
    }

    public synchronized LatencyReport report() {
        long[] sorted = micros.stream().mapToLong(Long::longValue).sorted().toArray();
        return new LatencyReport(count, at(sorted, 50), at(sorted, 99), most);
    }

    private static long at(long[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }
}
