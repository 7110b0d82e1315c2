package io.mevstream.devchain.node;

import com.fasterxml.jackson.databind.JsonNode;

/** A JSON-RPC error answer: the node understood the request and refused it. */
public final class RpcError extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int code;
    private final String data;

    RpcError(String method, JsonNode error) {
        super(method + ": " + error.path("message").asText() + " (code "
                + error.path("code").asInt() + ")");
        this.code = error.path("code").asInt();
        this.data = error.path("data").isTextual() ? error.path("data").asText() : "0x";
    }

    public int code() {
        return code;
    }

    /** What a reverted call returned, in hexadecimal; {@code 0x} where the answer holds none. */
    public String data() {
        return data;
    }
}
