package io.mevstream.jobs.io.node;

import io.mevstream.jobs.io.node.NodeFailure.Kind;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON-RPC by WebSocket: requests and their answers by id, and subscriptions' notifications. One connection; when it
 * breaks, everything under way fails, and {@link #connect} makes another.
 */
final class SocketTransport implements Transport {

    /** Told on the connection's own threads. */
    interface Listener {

        void notified(RpcAnswer notification);

        void disconnected();
    }

    private final HttpClient client;
    private final EndpointSettings settings;
    private final NodeClock clock;
    private final Listener listener;
    private final Map<Long, CompletableFuture<byte[]>> underWay = new ConcurrentHashMap<>();
    private CompletableFuture<?> lastSent = CompletableFuture.completedFuture(null);
    private volatile @Nullable Connection open;
    private volatile boolean closed;

    SocketTransport(HttpClient client, EndpointSettings settings, NodeClock clock, Listener listener) {
        this.client = client;
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
    }

    boolean isConnected() {
        return open != null;
    }

    /** Makes a connection; ends with whether there is one. */
    CompletableFuture<Boolean> connect() {
        Connection connection = new Connection();
        WebSocket.Builder builder = client.newWebSocketBuilder();
        if (settings.credentials().isThere()) {
            builder.header(
                    settings.credentials().header(), settings.credentials().value(clock.wallMillis()));
        }
        return builder.buildAsync(settings.address(), connection).handle((socket, failed) -> {
            if (failed != null || closed) {
                if (socket != null) {
                    socket.abort();
                }
                return false;
            }
            connection.socket = socket;
            open = connection;
            return !connection.ended;
        });
    }

    @Override
    public CompletableFuture<byte[]> send(long id, String text) {
        Connection connection = open;
        if (connection == null || connection.socket == null) {
            return CompletableFuture.failedFuture(
                    new NodeFailure(Kind.UNREACHABLE, "expected an open WebSocket, found none"));
        }
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        underWay.put(id, answer);
        WebSocket socket = connection.socket;
        synchronized (this) {
            // One after another: a WebSocket takes a message only when the one before is gone.
            lastSent = lastSent.handle((sent, failed) -> null)
                    .thenCompose(ready -> socket.sendText(text, true))
                    .whenComplete((sent, failed) -> {
                        if (failed != null) {
                            answer.completeExceptionally(new NodeFailure(Kind.UNREACHABLE, String.valueOf(failed)));
                        }
                    });
        }
        answer.whenComplete((bytes, failed) -> underWay.remove(id));
        return answer;
    }

    /** Ends the connection as a dead one; whoever needs one makes another. */
    void drop() {
        Connection connection = open;
        if (connection != null && connection.socket != null) {
            connection.socket.abort();
            connection.end();
        }
    }

    @Override
    public void close() {
        closed = true;
        drop();
    }

    private void received(byte[] message) {
        List<RpcAnswer> answers;
        try {
            answers = RpcAnswer.read(message);
        } catch (NodeFailure garbage) {
            // Nobody can tell whose answer it was: those under way run into their deadlines.
            return;
        }
        RpcAnswer first = answers.get(0);
        if (first.subscription() != null) {
            listener.notified(first);
            return;
        }
        CompletableFuture<byte[]> waiting = underWay.get(first.id());
        if (waiting != null) {
            waiting.complete(message);
        }
    }

    /** One connection's incoming side. */
    private final class Connection implements WebSocket.Listener {
        private final ByteArrayOutputStream text = new ByteArrayOutputStream(16 << 10);
        private volatile @Nullable WebSocket socket;
        private volatile boolean ended;

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.writeBytes(part.toString().getBytes(StandardCharsets.UTF_8));
            if (text.size() > MAX_BYTES) {
                from.abort();
                end();
                return null;
            }
            if (last) {
                byte[] message = text.toByteArray();
                text.reset();
                received(message);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            end();
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable broken) {
            end();
        }

        private synchronized void end() {
            if (ended) {
                return;
            }
            ended = true;
            if (open == this) {
                open = null;
            }
            NodeFailure lost = new NodeFailure(Kind.UNREACHABLE, "expected the WebSocket to stay, found it closed");
            underWay.values().forEach(waiting -> waiting.completeExceptionally(lost));
            listener.disconnected();
        }
    }
}
