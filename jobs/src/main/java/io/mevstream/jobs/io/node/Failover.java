package io.mevstream.jobs.io.node;

import io.mevstream.jobs.io.node.NodeFailure.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks one endpoint after another until one gives what is wanted: the next at once when one fails, and as well when one has
 * not answered for a while. The first that gives it wins.
 */
final class Failover {

    private final EndpointChoice choice = new EndpointChoice();
    private final ScheduledExecutorService timer;
    private final NodeClock clock;
    private final long patienceMillis;
    private final Durations times;

    /** @param patienceMillis how long one may take before the next is asked as well */
    Failover(ScheduledExecutorService timer, NodeClock clock, long patienceMillis, Durations times) {
        this.timer = timer;
        this.clock = clock;
        this.patienceMillis = patienceMillis;
        this.times = times;
    }

    /**
     * @param endpoints that may have it
     * @param first the one to begin with if it is healthy; null to leave that to their speed
     */
    <T> CompletableFuture<T> ask(
            List<Endpoint> endpoints, @Nullable Endpoint first, Function<Endpoint, CompletableFuture<T>> attempt) {
        Race<T> race = new Race<>(endpoints, attempt);
        race.next(first != null && first.state().isIn() ? first : null);
        return race.result;
    }

    /** One question on its way through the endpoints. */
    private final class Race<T> {
        private final List<Endpoint> endpoints;
        private final Function<Endpoint, CompletableFuture<T>> attempt;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private final Set<Endpoint> asked = new HashSet<>();
        private int underWay;
        /** When the first endpoint missed; 0 while none has. */
        private long missedNanos;

        private @Nullable NodeFailure last;

        Race(List<Endpoint> endpoints, Function<Endpoint, CompletableFuture<T>> attempt) {
            this.endpoints = endpoints;
            this.attempt = attempt;
        }

        void next(@Nullable Endpoint given) {
            Endpoint endpoint;
            long began = clock.nanos();
            synchronized (this) {
                if (result.isDone()) {
                    return;
                }
                endpoint = given == null ? choice.next(endpoints, asked) : given;
                if (endpoint == null) {
                    if (underWay == 0) {
                        result.completeExceptionally(
                                last != null ? last : new NodeFailure(Kind.NO_ENDPOINT, "expected one to ask"));
                    }
                    return;
                }
                asked.add(endpoint);
                underWay++;
            }
            CompletableFuture<T> asking = attempt.apply(endpoint);
            timer.schedule(() -> missed(endpoint, asking, began), patienceMillis, TimeUnit.MILLISECONDS);
            asking.whenComplete((value, failed) -> ended(value, failed, began));
        }

        private void missed(Endpoint endpoint, CompletableFuture<T> asking, long began) {
            if (result.isDone() || asking.isDone() || !endpoint.owesAnAnswer()) {
                return;
            }
            endpoint.state().failed(Kind.MISSED_REPLY);
            noteMiss(began);
            next(null);
        }

        private synchronized void noteMiss(long began) {
            missedNanos = missedNanos == 0 ? began : missedNanos;
        }

        private void ended(@Nullable T value, @Nullable Throwable failed, long began) {
            if (failed == null && value != null) {
                long missed;
                synchronized (this) {
                    missed = missedNanos;
                }
                if (result.complete(value) && missed != 0) {
                    times.add(TimeUnit.NANOSECONDS.toMicros(clock.nanos() - missed));
                }
                return;
            }
            synchronized (this) {
                underWay--;
                last = NodeFailure.of(failed == null ? new NodeFailure(Kind.NULL_ANSWER, "nothing") : failed);
            }
            noteMiss(began);
            next(null);
        }
    }
}
