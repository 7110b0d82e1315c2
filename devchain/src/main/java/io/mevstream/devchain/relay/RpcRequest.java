package io.mevstream.devchain.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mevstream.chain.Address;
import io.mevstream.devchain.builder.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One JSON-RPC request.
 *
 * @param signer whose signature the HTTP request carries; null for nobody's
 * @param source who is counted for limits: the signer, or else the connection
 * @param arrival its number among all requests
 * @param keep false when it is to be answered and forgotten
 */
record RpcRequest(String method, JsonNode params, @Nullable Address signer, String source, long arrival, boolean keep) {

    /** The parameter at that place; {@link MissingNode} where there is none. */
    JsonNode param(int place) {
        return params.isArray() ? params.path(place) : MissingNode.getInstance();
    }

    /** The only parameter, which is an object. */
    JsonNode object() {
        JsonNode object = param(0);
        if (!object.isObject()) {
            throw Refusal.invalid(
                    "expected an object as the first parameter of " + method + ", found " + brief(object));
        }
        return object;
    }

    List<JsonNode> all() {
        List<JsonNode> all = new ArrayList<>();
        params.forEach(all::add);
        return all;
    }

    static String brief(JsonNode node) {
        String text = node.isMissingNode() ? "nothing" : node.toString();
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }
}
