package io.mevstream.jobs.io.node;

import io.mevstream.jobs.io.node.NodeFailure.Kind;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/** JSON-RPC by HTTP over connections that are kept open. Redirects are not followed: they would carry the token elsewhere. */
final class HttpTransport implements Transport {

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;

    private final HttpClient client;
    private final EndpointSettings settings;
    private final NodeClock clock;

    HttpTransport(HttpClient client, EndpointSettings settings, NodeClock clock) {
        this.client = client;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<byte[]> send(long id, String text) {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.address())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(text));
        if (settings.credentials().isThere()) {
            request.header(
                    settings.credentials().header(), settings.credentials().value(clock.wallMillis()));
        }
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request.build(), head -> new CappedBody(MAX_BYTES));
        CompletableFuture<byte[]> body = exchange.thenCompose(HttpTransport::body);
        // Whoever gives up on the answer ends the exchange with it, however slowly its body drips in.
        body.whenComplete((bytes, failed) -> exchange.cancel(true));
        return body;
    }

    private static CompletableFuture<byte[]> body(HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        if (status == OK) {
            return CompletableFuture.completedFuture(answer.body());
        }
        Kind kind = status == TOO_MANY
                ? Kind.RATE_LIMITED
                : status == UNAUTHORIZED || status == FORBIDDEN ? Kind.UNAUTHORIZED : Kind.HTTP_STATUS;
        return CompletableFuture.failedFuture(new NodeFailure(kind, "expected HTTP status 200, found " + status));
    }

    @Override
    public void close() {
        // The client is shared; its idle connections end with the process.
    }
}
