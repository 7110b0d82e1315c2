package io.mevstream.devchain.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a fault makes of a good answer's content; how it is sent is another matter. */
final class Spoiled {

    private Spoiled() {}

    /** Whether not a byte of an answer is sent. */
    static boolean isSilent(Fault.Kind kind) {
        return kind == Fault.Kind.SILENCE || kind == Fault.Kind.RESET || kind == Fault.Kind.CLOSE;
    }

    /**
     * The answer.
     *
     * @param before the connection's answer before; null for none
     */
    static HttpAnswer answer(Fault fault, HttpAnswer good, @Nullable HttpAnswer before) {
        String text = fault.text() == null ? "" : fault.text();
        return switch (fault.kind()) {
            case STATUS -> HttpAnswer.of(fault.status() == null ? 503 : fault.status(), "text/plain", text);
            case TOO_MANY -> tooMany(text);
            case REDIRECT ->
                HttpAnswer.of(301, "text/plain", "")
                        .withHeader("Location", text.isEmpty() ? "http://127.0.0.1:1/" : text);
            case HTML ->
                HttpAnswer.of(
                        200,
                        "text/html",
                        "<!doctype html><title>Just a moment</title><h1>Checking your browser</h1>\n");
            case BODY -> HttpAnswer.of(200, "application/json", text);
            case TRUNCATED_JSON ->
                new HttpAnswer(200, good.headers(), Arrays.copyOf(good.body(), good.body().length / 2));
            case WRONG_ID -> replaced(good, "\"id\":", "\"id\":9007199254740991,\"was\":");
            case OTHER_ANSWER ->
                before == null
                        ? HttpAnswer.json(
                                200,
                                "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":{\"bundleHash\":\"0x" + "0".repeat(64)
                                        + "\"}}")
                        : before;
            case RESULT_AND_ERROR -> inserted(good, "\"result\":{},\"error\":{\"code\":-32000,\"message\":\"both\"},");
            case NO_RESULT -> HttpAnswer.json(200, "{\"jsonrpc\":\"2.0\",\"id\":1}");
            case DUPLICATE_KEYS -> inserted(good, "\"result\":{\"bundleHash\":\"0x" + "0".repeat(64) + "\"},");
            default -> good;
        };
    }

    private static HttpAnswer tooMany(String retryAfter) {
        HttpAnswer answer = HttpAnswer.json(
                429,
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32005,\"message\":\"rate limit exceeded\"}}");
        return retryAfter.isEmpty() ? answer : answer.withHeader("Retry-After", retryAfter);
    }

    private static HttpAnswer replaced(HttpAnswer good, String what, String by) {
        return with(good, good.text().replaceFirst(Pattern.quote(what), by));
    }

    private static HttpAnswer inserted(HttpAnswer good, String members) {
        return with(good, good.text().replaceFirst("\\{", "{" + members));
    }

    private static HttpAnswer with(HttpAnswer good, String text) {
        return new HttpAnswer(good.status(), Map.copyOf(good.headers()), text.getBytes(StandardCharsets.UTF_8));
    }
}
