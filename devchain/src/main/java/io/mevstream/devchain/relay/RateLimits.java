package io.mevstream.devchain.relay;

import io.mevstream.devchain.builder.Refusal;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Counts requests by who sent them and by method, minute by minute. Safe for several threads. */
final class RateLimits {

    /** What JSON-RPC over HTTP answers with status 429. */
    static final int EXCEEDED = -32005;

    private final boolean enforced;
    private final LongSupplier nanos;
    private final Map<String, Integer> counts = new TreeMap<>();
    private long minute;

    /**
     * Limits.
     *
     * @param enforced false for none
     * @param nanos a clock that never steps back
     */
    RateLimits(boolean enforced, LongSupplier nanos) {
        this.enforced = enforced;
        this.nanos = nanos;
    }

    /** Counts a request; throws {@link Refusal} when it is one too many. */
    synchronized void count(String source, String method, int limit) {
        if (!enforced) {
            return;
        }
        long now = Math.floorDiv(nanos.getAsLong(), TimeUnit.MINUTES.toNanos(1));
        if (now != minute) {
            counts.clear();
            minute = now;
        }
        if (counts.merge(source + " " + method, 1, Integer::sum) > limit) {
            throw new Refusal(EXCEEDED, "rate limit exceeded: " + limit + " a minute of " + method);
        }
    }
}
