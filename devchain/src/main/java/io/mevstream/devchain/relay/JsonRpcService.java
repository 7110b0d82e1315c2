package io.mevstream.devchain.relay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mevstream.chain.Address;
import io.mevstream.devchain.builder.Refusal;
import io.mevstream.devchain.node.RpcError;
import io.mevstream.devchain.wire.HttpAnswer;
import io.mevstream.devchain.wire.HttpCall;
import io.mevstream.devchain.wire.HttpService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** JSON-RPC 2.0 over HTTP: single requests and batches in, results and errors out. */
abstract class JsonRpcService implements HttpService {

    static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxStringLength(16 << 20)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final int PARSE_ERROR = -32700;
    private static final int INVALID_REQUEST = -32600;
    private static final int INTERNAL_ERROR = -32603;

    /** The request's result; throws {@link Refusal} or {@link RpcError} when there is none. */
    abstract JsonNode result(RpcRequest request);

    /** Why the HTTP request is not looked into at all; null when it is. */
    @Nullable
    Refusal unacceptable(HttpCall call) {
        return null;
    }

    /** The answer to a request that is not a POST. */
    HttpAnswer page(HttpCall call) {
        return HttpAnswer.of(405, "text/plain", "POST JSON-RPC\n");
    }

    @Override
    public Reading read(HttpCall call) {
        Address signer = signer(call);
        try {
            JsonNode body = JSON.readTree(call.body());
            JsonNode first = body != null && body.isArray() ? body.path(0) : body;
            String method = first == null ? null : first.path("method").asText(null);
            return new Reading(method, signer);
        } catch (IOException unreadable) {
            return new Reading(null, signer);
        }
    }

    @Override
    public HttpAnswer answer(HttpCall call, long arrival) {
        return answer(call, arrival, true);
    }

    @Override
    public HttpAnswer pretend(HttpCall call, long arrival) {
        return answer(call, arrival, false);
    }

    static @Nullable Address signer(HttpCall call) {
        return RequestSignature.signer(call.header(RequestSignature.HEADER.toLowerCase(Locale.ROOT)), call.body());
    }

    private HttpAnswer answer(HttpCall call, long arrival, boolean keep) {
        if (!call.verb().equals("POST")) {
            return page(call);
        }
        Refusal refusal = unacceptable(call);
        if (refusal != null) {
            return HttpAnswer.json(200, error(NullNode.getInstance(), refusal).toString());
        }
        JsonNode body;
        try {
            body = JSON.readTree(call.body());
        } catch (JsonProcessingException malformed) {
            Refusal parse = new Refusal(PARSE_ERROR, "parse error: " + malformed.getOriginalMessage());
            return HttpAnswer.json(200, error(NullNode.getInstance(), parse).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Origin origin = new Origin(call, signer(call), arrival, keep);
        JsonNode answer = body.isArray() ? batch(origin, body) : single(origin, body);
        boolean tooMany = answer.path("error").path("code").asInt() == RateLimits.EXCEEDED;
        return HttpAnswer.json(tooMany ? 429 : 200, answer.toString());
    }

    private record Origin(HttpCall call, @Nullable Address signer, long arrival, boolean keep) {}

    private JsonNode batch(Origin origin, JsonNode requests) {
        if (requests.isEmpty()) {
            return error(NullNode.getInstance(), new Refusal(INVALID_REQUEST, "empty batch"));
        }
        ArrayNode answers = JSON.createArrayNode();
        requests.forEach(request -> answers.add(single(origin, request)));
        return answers;
    }

    private JsonNode single(Origin origin, JsonNode request) {
        JsonNode id = request.has("id") ? request.get("id") : NullNode.getInstance();
        if (!request.path("method").isTextual()) {
            return error(id, new Refusal(INVALID_REQUEST, "invalid request: expected a method"));
        }
        String source = origin.signer() == null
                ? "connection " + origin.call().connection()
                : origin.signer().toString();
        try {
            JsonNode result = result(new RpcRequest(
                    request.get("method").asText(),
                    request.path("params"),
                    origin.signer(),
                    source,
                    origin.arrival(),
                    origin.keep()));
            ObjectNode answer = answer(id);
            answer.set("result", result);
            return answer;
        } catch (Refusal refused) {
            return error(id, refused);
        } catch (NodeRefusal refused) {
            ObjectNode answer = answer(id);
            answer.set("error", refused.error());
            return answer;
        } catch (RpcError refused) {
            return error(id, new Refusal(refused.code(), String.valueOf(refused.getMessage())));
        } catch (IllegalStateException | UncheckedIOException broken) {
            return error(id, new Refusal(INTERNAL_ERROR, "internal error: " + broken.getMessage()));
        }
    }

    private static ObjectNode answer(JsonNode id) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("jsonrpc", "2.0");
        answer.set("id", id);
        return answer;
    }

    static ObjectNode error(JsonNode id, Refusal refusal) {
        ObjectNode answer = answer(id);
        answer.putObject("error").put("code", refusal.code()).put("message", refusal.getMessage());
        return answer;
    }

    static Refusal unknown(String method) {
        return new Refusal(Refusal.NO_METHOD, "the method " + method + " does not exist/is not available");
    }
}
