package io.mevstream.jobs.io.node;

import io.mevstream.chain.BlockRef;
import io.mevstream.jobs.io.node.NodeFailure.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an endpoint: how fast it answers, whether it may be asked, what its head is, and what went wrong how
 * often. A failure keeps it out until a health check succeeds; what it can do nothing about at once, for longer.
 */
final class EndpointState {

    /** The share of the newest answer in the average: an eighth. */
    private static final int SMOOTHING = 8;

    private static final long FIRST_LATENCY_MICROS = 5_000;
    private static final long LIAR_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long RATE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final NodeClock clock;
    private final Map<Kind, Long> failures = new EnumMap<>(Kind.class);
    private long latencyMicros = FIRST_LATENCY_MICROS;
    private long answers;
    private long outUntilNanos;
    private boolean out;
    private boolean rightChain;
    private @Nullable BlockRef head;

    EndpointState(NodeClock clock) {
        this.clock = clock;
    }

    synchronized void answered(long micros) {
        latencyMicros += (micros - latencyMicros) / SMOOTHING;
        answers++;
    }

    /** Whether this keeps it out. */
    synchronized boolean failed(Kind kind) {
        failures.merge(kind, 1L, Long::sum);
        long now = clock.nanos();
        switch (kind) {
            case NULL_ANSWER, UNSUPPORTED, RPC_ERROR, LATE_HEAD, NO_ENDPOINT -> {
                return false;
            }
            case CONTRADICTION, WRONG_CHAIN, UNAUTHORIZED -> outUntilNanos = now + LIAR_NANOS;
            case RATE_LIMITED -> outUntilNanos = now + RATE_NANOS;
            default -> outUntilNanos = Math.max(outUntilNanos, now);
        }
        out = true;
        return true;
    }

    /** A health check, or an answer, was as it must be. */
    synchronized void wasFine() {
        if (clock.nanos() >= outUntilNanos) {
            out = false;
        }
    }

    synchronized boolean isIn() {
        return rightChain && !out;
    }

    /** Whether it may be asked where there is no better one: it is known to be of the chain. */
    synchronized boolean isOfTheChain() {
        return rightChain;
    }

    synchronized void isOfTheChain(boolean right) {
        rightChain = right;
    }

    /** Whether it is not even to be looked at for a while. */
    synchronized boolean isBarred() {
        return out && clock.nanos() < outUntilNanos;
    }

    synchronized long latencyMicros() {
        return Math.max(1, latencyMicros);
    }

    synchronized void showed(BlockRef shown) {
        head = shown;
    }

    synchronized @Nullable BlockRef head() {
        return head;
    }

    synchronized EndpointReport report(String name) {
        Map<String, Long> counts = new java.util.TreeMap<>();
        failures.forEach((kind, count) -> counts.put(kind.name(), count));
        return new EndpointReport(name, isIn(), latencyMicros, answers, head == null ? null : head.number(), counts);
    }
}
