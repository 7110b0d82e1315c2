package io.mevstream.devchain.relay;

import com.fasterxml.jackson.databind.JsonNode;

/** The node's own refusal, handed on as it is, with its data. */
final class NodeRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient JsonNode error;

    NodeRefusal(JsonNode error) {
        super(error.path("message").asText());
        this.error = error;
    }

    JsonNode error() {
        return error;
    }
}
