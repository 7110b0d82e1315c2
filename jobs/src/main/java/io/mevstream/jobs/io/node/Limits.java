package io.mevstream.jobs.io.node;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** How many requests an endpoint may be sent at once, and how many a second. What is beyond waits its turn. */
final class Limits {

    private final int concurrency;
    private final long nanosPerRequest;
    private final NodeClock clock;
    private final ScheduledExecutorService timer;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int underWay;
    /** When the next request may go. A second's worth may be saved up. */
    private long nextNanos;

    Limits(EndpointSettings settings, NodeClock clock, ScheduledExecutorService timer) {
        this.concurrency = settings.concurrency();
        this.nanosPerRequest =
                settings.requestsPerSecond() == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / settings.requestsPerSecond();
        this.clock = clock;
        this.timer = timer;
        this.nextNanos = clock.nanos();
    }

    /** Runs it as soon as the limits allow; it must be followed by {@link #ended}. */
    void submit(Runnable send) {
        synchronized (this) {
            waiting.addLast(send);
        }
        go();
    }

    void ended() {
        synchronized (this) {
            underWay--;
        }
        go();
    }

    private void go() {
        while (true) {
            Runnable next;
            synchronized (this) {
                if (waiting.isEmpty() || underWay >= concurrency) {
                    return;
                }
                if (nanosPerRequest > 0) {
                    long now = clock.nanos();
                    nextNanos = Math.max(nextNanos, now - TimeUnit.SECONDS.toNanos(1));
                    if (nextNanos > now) {
                        timer.schedule(this::go, nextNanos - now, TimeUnit.NANOSECONDS);
                        return;
                    }
                    nextNanos += nanosPerRequest;
                }
                underWay++;
                next = waiting.removeFirst();
            }
            next.run();
        }
    }
}
