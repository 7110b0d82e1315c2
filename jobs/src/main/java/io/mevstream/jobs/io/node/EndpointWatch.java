package io.mevstream.jobs.io.node;

import io.mevstream.chain.Hash;
import io.mevstream.chain.SeenTransaction;
import io.mevstream.chain.Sighting;
import io.mevstream.jobs.io.jsonrpc.NodeJson;
import io.mevstream.jobs.io.node.NodeFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Watches one endpoint: its head and its pending transactions, by subscriptions where it is a WebSocket, by asking again and
 * again where it is not, and its health every five seconds. A broken WebSocket is made again, at first at once.
 */
final class EndpointWatch implements SocketTransport.Listener {

    private static final long HEALTH_MILLIS = 5_000;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final long BODIES_MILLIS = 5;

    private final NodeSettings settings;
    private final ScheduledExecutorService timer;
    private final NodeClock clock;
    private final NodeListener listener;
    private final AtomicBoolean polling = new AtomicBoolean();
    private final AtomicBoolean checking = new AtomicBoolean();
    private final List<Hash> bodiesWanted = new ArrayList<>();
    private Endpoint endpoint;
    private volatile boolean closed;
    private volatile String heads = "";
    private volatile String pending = "";
    private volatile @Nullable String filter;
    private volatile long pauseMillis = FIRST_PAUSE_MILLIS;

    EndpointWatch(EndpointSettings of, NodeSettings settings, Endpoint.Shared shared, NodeListener listener) {
        this.settings = settings;
        this.timer = shared.timer();
        this.clock = shared.clock();
        this.listener = listener;
        this.endpoint = new Endpoint(of, shared, this);
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** Begins; returns at once. */
    void start() {
        if (endpoint.isSocket()) {
            connect();
        } else {
            checkHealth();
        }
        timer.scheduleWithFixedDelay(this::checkHealth, HEALTH_MILLIS, HEALTH_MILLIS, TimeUnit.MILLISECONDS);
        long poll = endpoint.isSocket() ? settings.socketPollMillis() : settings.pollMillis();
        timer.scheduleWithFixedDelay(this::poll, 0, poll, TimeUnit.MILLISECONDS);
        if (settings.pending()) {
            timer.scheduleWithFixedDelay(this::fetchBodies, BODIES_MILLIS, BODIES_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    void close() {
        closed = true;
        endpoint.close();
    }

    private void connect() {
        endpoint.socket().connect().thenAccept(connected -> {
            if (connected) {
                pauseMillis = FIRST_PAUSE_MILLIS;
                checkHealth();
                subscribe();
            } else {
                fail(Kind.UNREACHABLE);
                reconnect();
            }
        });
    }

    private void reconnect() {
        if (!closed) {
            long pause = pauseMillis;
            pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
            timer.schedule(this::connect, pause, TimeUnit.MILLISECONDS);
        }
    }

    private void subscribe() {
        endpoint.ask(RpcRequest.NEW_HEADS).thenAccept(answer -> heads = textOf(answer));
        if (settings.pending()) {
            endpoint.ask(RpcRequest.NEW_PENDING)
                    .exceptionallyCompose(refused -> endpoint.ask(RpcRequest.NEW_PENDING_HASHES))
                    .thenAccept(answer -> pending = textOf(answer));
        }
    }

    @Override
    public void notified(RpcAnswer notification) {
        String subscription = notification.subscription();
        byte[] result = notification.result();
        if (heads.equals(subscription)) {
            head(result);
        } else if (pending.equals(subscription)) {
            pending(result);
        }
    }

    @Override
    public void disconnected() {
        if (!closed) {
            fail(Kind.UNREACHABLE);
            reconnect();
        }
    }

    private void poll() {
        boolean connected = !endpoint.isSocket() || endpoint.socket().isConnected();
        if (closed || !connected || endpoint.state().isBarred() || !polling.compareAndSet(false, true)) {
            return;
        }
        if (!endpoint.state().isOfTheChain()) {
            polling.set(false);
            checkHealth();
            return;
        }
        endpoint.ask(RpcRequest.LATEST).whenComplete((answer, failed) -> {
            polling.set(false);
            if (failed == null) {
                endpoint.state().wasFine();
                head(answer.result());
            } else if (!closed && !endpoint.state().isIn()) {
                listener.lost(endpoint.name());
            }
        });
        if (settings.pending() && !endpoint.isSocket()) {
            pollPending();
        }
    }

    private void pollPending() {
        String id = filter;
        if (id == null) {
            filter = "";
            endpoint.ask(RpcRequest.PENDING_FILTER).whenComplete((answer, failed) -> {
                // Without one it is tried again with the next health check.
                filter = failed == null ? textOf(answer) : "";
            });
        } else if (!id.isEmpty()) {
            endpoint.ask(RpcRequest.changes(id)).whenComplete((answer, failed) -> {
                if (failed != null) {
                    filter = "";
                    return;
                }
                try {
                    want(NodeJson.hashes(answer.result()));
                } catch (NodeJson.Unusable wrong) {
                    endpoint.state().failed(Kind.GARBAGE);
                }
            });
        }
    }

    private void checkHealth() {
        if (closed) {
            return;
        }
        if (filter != null && filter.isEmpty()) {
            filter = null;
        }
        boolean connected = !endpoint.isSocket() || endpoint.socket().isConnected();
        if (!connected || endpoint.state().isBarred() || !checking.compareAndSet(false, true)) {
            return;
        }
        endpoint.ask(RpcRequest.CHAIN_ID).whenComplete((answer, failed) -> {
            checking.set(false);
            if (failed == null) {
                boolean right = textOf(answer).equals("0x" + Long.toHexString(settings.chainId()));
                endpoint.state().isOfTheChain(right);
                if (right) {
                    endpoint.state().wasFine();
                } else {
                    fail(Kind.WRONG_CHAIN);
                }
            } else if (endpoint.isSocket() && NodeFailure.of(failed).kind() == Kind.TIMEOUT) {
                // A WebSocket that is silent looks open for ever.
                endpoint.socket().drop();
            }
        });
    }

    private void head(byte[] json) {
        if (!endpoint.state().isOfTheChain()) {
            return;
        }
        Sighting seen = new Sighting(clock.wallMillis(), endpoint.name());
        try {
            NodeJson.Head head = NodeJson.head(json);
            endpoint.state().showed(head.ref());
            listener.head(head, seen);
        } catch (NodeJson.Unusable wrong) {
            fail(Kind.GARBAGE);
        }
    }

    private void pending(byte[] json) {
        if (!endpoint.state().isOfTheChain()) {
            return;
        }
        Sighting seen = new Sighting(clock.wallMillis(), endpoint.name());
        try {
            SeenTransaction transaction = NodeJson.pending(json, seen);
            if (transaction.raw() == null) {
                want(List.of(transaction.hash()));
            } else {
                listener.pending(transaction);
            }
        } catch (NodeJson.Unusable wrong) {
            endpoint.state().failed(Kind.CONTRADICTION);
        }
    }

    private void want(List<Hash> hashes) {
        synchronized (bodiesWanted) {
            bodiesWanted.addAll(hashes);
        }
    }

    /** Asks for the bodies of transactions that were shown by hash, a hundred at a time. */
    private void fetchBodies() {
        List<Hash> wanted;
        synchronized (bodiesWanted) {
            if (bodiesWanted.isEmpty()) {
                return;
            }
            wanted = List.copyOf(bodiesWanted);
            bodiesWanted.clear();
        }
        Sighting seen = new Sighting(clock.wallMillis(), endpoint.name());
        CompletableFuture<List<RpcAnswer>> bodies =
                endpoint.askAll(wanted.stream().map(RpcRequest::transaction).toList());
        bodies.whenComplete((answers, failed) -> {
            for (int i = 0; i < wanted.size(); i++) {
                // Whose body cannot be had was seen all the same.
                boolean whole = failed == null && !answers.get(i).isNull();
                byte[] json = whole ? answers.get(i).result() : ("\"" + wanted.get(i) + "\"").getBytes();
                try {
                    listener.pending(NodeJson.pending(json, seen));
                } catch (NodeJson.Unusable wrong) {
                    endpoint.state().failed(Kind.CONTRADICTION);
                }
            }
        });
    }

    private void fail(Kind kind) {
        if (endpoint.state().failed(kind)) {
            listener.lost(endpoint.name());
        }
    }

    private static String textOf(RpcAnswer answer) {
        try {
            return answer.text();
        } catch (NodeFailure garbage) {
            return "";
        }
    }
}
