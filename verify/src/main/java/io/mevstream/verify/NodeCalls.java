package io.mevstream.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Plain questions to a node, by another way than the code that is proven asks them. */
final class NodeCalls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MILLIS = 10_000;

    private final String url;

    NodeCalls(String url) {
        this.url = url;
    }

    /** @param params as JSON, without the brackets around them */
    JsonNode call(String method, String params) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setConnectTimeout(MILLIS);
        connection.setReadTimeout(MILLIS);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":[" + params + "]}")
                    .getBytes(StandardCharsets.US_ASCII));
        }
        try (InputStream in = connection.getInputStream()) {
            JsonNode answer = JSON.readTree(in);
            if (answer.hasNonNull("error")) {
                throw new IOException("expected a result of " + method + ", found " + answer.get("error"));
            }
            return answer.get("result");
        }
    }

    /** The hash of the block that the node has at a height. */
    String hash(long number) throws IOException {
        JsonNode block = call("eth_getBlockByNumber", "\"0x" + Long.toHexString(number) + "\",false");
        return block.isNull() ? "none" : block.get("hash").asText();
    }

    /** The hash of the node's head. */
    String head() throws IOException {
        return call("eth_getBlockByNumber", "\"latest\",false").get("hash").asText();
    }
}
