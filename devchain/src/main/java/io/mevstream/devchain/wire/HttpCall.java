package io.mevstream.devchain.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole HTTP request.
 *
 * @param relay the name of the listener that it came to
 * @param connection its connection's number
 * @param verb {@code POST}
 * @param uri path and query
 * @param headers by lower-case name, the first of each
 * @param body the exact bytes
 */
public record HttpCall(
        String relay, long connection, String verb, String uri, Map<String, String> headers, byte[] body) {

    public @Nullable String header(String lowerCaseName) {
        return headers.get(lowerCaseName);
    }
}
