package io.mevstream.devchain.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mevstream.devchain.builder.PooledTransaction;
import io.mevstream.devchain.node.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A searcher with a key that sends signed JSON-RPC by a plain HTTP client. */
public final class Searcher {

    public static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final Account key;

    public Searcher(String name) {
        this(name, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    }

    public Searcher(String name, HttpClient http) {
        this.key = Account.named("searcher " + name);
        this.http = http;
    }

    public Account key() {
        return key;
    }

    /** The request's body. */
    public static String body(String method, Object... params) {
        ObjectNode body = JSON.createObjectNode();
        body.put("jsonrpc", "2.0").put("id", 7).put("method", method);
        body.set("params", JSON.valueToTree(params));
        return body.toString();
    }

    /** The whole answer to a signed request. */
    public JsonNode ask(URI url, String method, Object... params) {
        String body = body(method, params);
        return json(post(url, body, RequestSignature.of(key, body.getBytes(StandardCharsets.UTF_8))));
    }

    /** The result of a signed request that succeeds. */
    public JsonNode result(URI url, String method, Object... params) {
        JsonNode answer = ask(url, method, params);
        if (answer.has("error")) {
            throw new AssertionError("expected a result of " + method + ", found " + answer);
        }
        return answer.get("result");
    }

    /** The message of the error that a signed request meets. */
    public String error(URI url, String method, Object... params) {
        JsonNode answer = ask(url, method, params);
        if (!answer.has("error")) {
            throw new AssertionError("expected an error of " + method + ", found " + answer);
        }
        return answer.get("error").get("message").asText();
    }

    public HttpResponse<String> post(URI url, String body, @Nullable String signature) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (signature != null) {
            request.header(RequestSignature.HEADER, signature);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The parameter of {@code eth_sendBundle} for a block. */
    public static ObjectNode bundle(long block, PooledTransaction... transactions) {
        ObjectNode bundle = JSON.createObjectNode();
        var txs = bundle.putArray("txs");
        List.of(transactions).forEach(transaction -> txs.add(transaction.raw().toString()));
        return bundle.put("blockNumber", "0x" + Long.toHexString(block));
    }
}
