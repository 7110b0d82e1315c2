package io.mevstream.jobs.io.node;

import io.mevstream.jobs.io.node.NodeFailure.Kind;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One endpoint: requests within its limits and a deadline, and what is known of it. */
final class Endpoint implements AutoCloseable {

    /** How many requests one batch has at most. */
    static final int BATCH = 100;

    private final EndpointSettings settings;
    private final EndpointState state;
    private final NodeClock clock;
    private final Limits limits;
    private final Transport transport;
    private final Duration deadline;
    private final AtomicLong ids = new AtomicLong();
    private final AtomicInteger owed = new AtomicInteger();
    /** Until the node says otherwise it is taken to know {@code eth_getBlockReceipts}. */
    private volatile boolean knowsBlockReceipts = true;

    /** What endpoints of one process share. */
    record Shared(HttpClient client, NodeClock clock, ScheduledExecutorService timer, Duration deadline) {}

    Endpoint(EndpointSettings settings, Shared shared, SocketTransport.Listener listener) {
        this.settings = settings;
        this.clock = shared.clock();
        this.deadline = shared.deadline();
        this.state = new EndpointState(clock);
        this.limits = new Limits(settings, clock, shared.timer());
        this.transport = settings.isSocket()
                ? new SocketTransport(shared.client(), settings, clock, listener)
                : new HttpTransport(shared.client(), settings, clock);
    }

    String name() {
        return settings.name();
    }

    EndpointState state() {
        return state;
    }

    boolean isSocket() {
        return settings.isSocket();
    }

    SocketTransport socket() {
        return (SocketTransport) transport;
    }

    /** Whether a request is under way; if not, what is still to come of its answers is this process's own work. */
    boolean owesAnAnswer() {
        return owed.get() > 0;
    }

    boolean knowsBlockReceipts() {
        return knowsBlockReceipts;
    }

    void knowsNoBlockReceipts() {
        knowsBlockReceipts = false;
    }

    /** Asks; ends with the answer, which has a result, or a {@link NodeFailure}, which is counted. */
    CompletableFuture<RpcAnswer> ask(RpcRequest request) {
        long id = ids.incrementAndGet();
        return counted(sent(id, request.text(id)).thenApply(bytes -> {
            try {
                RpcAnswer answer = RpcAnswer.readOne(bytes, id);
                if (answer.isNull()) {
                    throw new NodeFailure(
                            Kind.NULL_ANSWER, "expected a result of " + request.method() + ", found null");
                }
                return answer;
            } catch (NodeFailure failure) {
                throw new CompletionException(failure);
            }
        }));
    }

    /** Asks all in batches; ends with the answers in the order of the requests. */
    CompletableFuture<List<RpcAnswer>> askAll(List<RpcRequest> requests) {
        List<CompletableFuture<List<RpcAnswer>>> batches = new ArrayList<>();
        for (int from = 0; from < requests.size(); from += BATCH) {
            batches.add(askBatch(requests.subList(from, Math.min(requests.size(), from + BATCH))));
        }
        return CompletableFuture.allOf(batches.toArray(new CompletableFuture<?>[0]))
                .thenApply(done ->
                        batches.stream().flatMap(batch -> batch.join().stream()).toList());
    }

    private CompletableFuture<List<RpcAnswer>> askBatch(List<RpcRequest> requests) {
        long first = ids.getAndAdd(requests.size()) + 1;
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < requests.size(); i++) {
            text.append(i == 0 ? "" : ",").append(requests.get(i).text(first + i));
        }
        return counted(sent(first, text.append(']').toString()).thenApply(bytes -> {
            try {
                return inOrder(RpcAnswer.read(bytes), first, requests.size());
            } catch (NodeFailure failure) {
                throw new CompletionException(failure);
            }
        }));
    }

    private static List<RpcAnswer> inOrder(List<RpcAnswer> answers, long first, int count) throws NodeFailure {
        Map<Long, RpcAnswer> byId = new HashMap<>();
        for (RpcAnswer answer : answers) {
            if (answer.error() != null) {
                throw answer.error();
            }
            byId.put(answer.id(), answer);
        }
        List<RpcAnswer> ordered = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RpcAnswer answer = byId.get(first + i);
            if (answer == null) {
                throw new NodeFailure(Kind.GARBAGE, "expected " + count + " answers of a batch, found " + byId.size());
            }
            ordered.add(answer);
        }
        return ordered;
    }

    private CompletableFuture<byte[]> sent(long id, String text) {
        CompletableFuture<byte[]> answered = new CompletableFuture<>();
        owed.incrementAndGet();
        limits.submit(() -> {
            long began = clock.nanos();
            CompletableFuture<byte[]> exchange = transport.send(id, text);
            exchange.orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS).whenComplete((bytes, failed) -> {
                limits.ended();
                owed.decrementAndGet();
                if (failed == null) {
                    state.answered(TimeUnit.NANOSECONDS.toMicros(clock.nanos() - began));
                    answered.complete(bytes);
                } else {
                    answered.completeExceptionally(NodeFailure.of(failed));
                }
            });
        });
        return answered;
    }

    private <T> CompletableFuture<T> counted(CompletableFuture<T> future) {
        return future.whenComplete((value, failed) -> {
            if (failed != null) {
                state.failed(NodeFailure.of(failed).kind());
            }
        });
    }

    @Override
    public void close() {
        transport.close();
    }
}
