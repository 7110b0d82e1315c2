package io.mevstream.devchain.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** JSON-RPC 2.0 over HTTP with connections kept open: single requests, and many in one body. */
public final class JsonRpc {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    private final URI url;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    public JsonRpc(URI url) {
        this.url = url;
    }

    /**
     * One request of a batch.
     *
     * @param params strings, numbers, booleans, lists, maps, or JSON nodes
     */
    public record Request(String method, List<?> params) {
        public static Request of(String method, Object... params) {
            return new Request(method, List.of(params));
        }
    }

    public URI url() {
        return url;
    }

    /**
     * The result of one request.
     *
     * @throws RpcError when the node refuses it
     * @throws UncheckedIOException when there is no answer, or none that is JSON-RPC
     */
    public JsonNode call(String method, Object... params) {
        Request request = Request.of(method, params);
        return result(request, post(body(request, 0)));
    }

    /** The results in the requests' order; throws as {@link #call} does for the first that is refused. */
    public List<JsonNode> batch(List<Request> requests) {
        List<JsonNode> results = new ArrayList<>(requests.size());
        List<JsonNode> answers = answers(requests);
        for (int i = 0; i < answers.size(); i++) {
            results.add(result(requests.get(i), answers.get(i)));
        }
        return results;
    }

    /** The whole answers in the requests' order, with {@code result} or {@code error}. */
    public List<JsonNode> answers(List<Request> requests) {
        if (requests.isEmpty()) {
            return List.of();
        }
        ArrayNode bodies = JSON.createArrayNode();
        for (int i = 0; i < requests.size(); i++) {
            bodies.add(body(requests.get(i), i));
        }
        JsonNode[] ordered = new JsonNode[requests.size()];
        for (JsonNode answer : post(bodies)) {
            int id = answer.path("id").asInt(-1);
            if (id < 0 || id >= ordered.length || ordered[id] != null) {
                throw broken("an answer to each of " + ordered.length + " requests", answer.toString());
            }
            ordered[id] = answer;
        }
        for (int i = 0; i < ordered.length; i++) {
            if (ordered[i] == null) {
                throw broken("an answer to each of " + ordered.length + " requests", "none to number " + i);
            }
        }
        return List.of(ordered);
    }

    private static ObjectNode body(Request request, int id) {
        ObjectNode body = JSON.createObjectNode();
        body.put("jsonrpc", "2.0").put("id", id).put("method", request.method());
        body.set("params", JSON.valueToTree(request.params()));
        return body;
    }

    private static JsonNode result(Request request, JsonNode answer) {
        if (answer.has("error")) {
            throw new RpcError(request.method(), answer.get("error"));
        }
        JsonNode result = answer.get("result");
        if (result == null) {
            throw broken("a result of " + request.method(), answer.toString());
        }
        return result;
    }

    private JsonNode post(JsonNode body) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            return JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
        } catch (JsonProcessingException e) {
            throw broken("JSON", e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("no answer from " + url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + url, e);
        }
    }

    private static UncheckedIOException broken(String expected, String found) {
        String shown = found.length() <= 300 ? found : found.substring(0, 300) + "...";
        return new UncheckedIOException(new IOException("expected " + expected + ", found " + shown));
    }
}
