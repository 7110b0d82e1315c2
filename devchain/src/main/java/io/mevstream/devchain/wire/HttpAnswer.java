package io.mevstream.devchain.wire;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An HTTP answer.
 *
 * @param headers besides the content's length
 */
public record HttpAnswer(int status, Map<String, String> headers, byte[] body) {

    public static HttpAnswer json(int status, String json) {
        return of(status, "application/json", json);
    }

    public static HttpAnswer of(int status, String contentType, String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", contentType);
        return new HttpAnswer(status, headers, text.getBytes(StandardCharsets.UTF_8));
    }

    public HttpAnswer withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpAnswer(status, more, body);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
