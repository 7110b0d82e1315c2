package io.mevstream.jobs.io.node;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.mevstream.jobs.io.node.NodeFailure.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A JSON-RPC message that an endpoint sent: the answer to a request, or a subscription's notification. The result is left
 * as the bytes it came in.
 *
 * @param id of the request; -1 for a notification
 * @param subscription the subscription of a notification; null for an answer
 * @param buffer holds the result from {@code from} to {@code to}
 * @param error what the node answered instead of a result; null where it did not
 */
record RpcAnswer(long id, @Nullable String subscription, byte[] buffer, int from, int to, @Nullable NodeFailure error) {

    private static final int MAX_DEPTH = 1024;
    private static final int LIMIT_EXCEEDED = -32005;
    private static final int NO_SUCH_METHOD = -32601;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(16 << 20)
                    .build())
            .build();

    /** The messages that stand in what an endpoint sent: one, or those of a batch. */
    static List<RpcAnswer> read(byte[] bytes) throws NodeFailure {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            List<RpcAnswer> answers = new ArrayList<>();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT) {
                answers.add(message(parser, bytes));
            } else if (token == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    answers.add(message(parser, bytes));
                }
            }
            if (answers.isEmpty() || parser.currentToken() == null || parser.nextToken() != null) {
                throw garbage("one JSON-RPC answer", bytes);
            }
            return answers;
        } catch (NodeFailure failure) {
            throw failure;
        } catch (IOException notJson) {
            throw garbage("JSON", bytes);
        }
    }

    /** The answer to one request; what is none is thrown. */
    static RpcAnswer readOne(byte[] bytes, long id) throws NodeFailure {
        List<RpcAnswer> answers = read(bytes);
        RpcAnswer answer = answers.get(0);
        if (answer.error != null) {
            throw answer.error;
        }
        if (answers.size() != 1 || answer.id != id) {
            throw garbage("the answer to request " + id, bytes);
        }
        return answer;
    }

    boolean isNull() {
        return to - from == 4 && buffer[from] == 'n';
    }

    byte[] result() {
        return Arrays.copyOfRange(buffer, from, to);
    }

    /** The result, which must be a string; without its quotes. */
    String text() throws NodeFailure {
        if (to - from < 2 || buffer[from] != '"') {
            throw garbage("a string", result());
        }
        return new String(buffer, from + 1, to - from - 2, java.nio.charset.StandardCharsets.UTF_8);
    }

    private static RpcAnswer message(JsonParser parser, byte[] bytes) throws IOException {
        RpcAnswer found = new RpcAnswer(-1, null, bytes, 0, 0, null);
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (name.equals("id") && value == JsonToken.VALUE_NUMBER_INT) {
                found = new RpcAnswer(parser.getLongValue(), null, bytes, found.from, found.to, found.error);
            } else if (name.equals("result")) {
                int[] bounds = skip(parser);
                found = new RpcAnswer(found.id, found.subscription, bytes, bounds[0], bounds[1], found.error);
            } else if (name.equals("error") && value == JsonToken.START_OBJECT) {
                found = new RpcAnswer(found.id, null, bytes, 0, 0, error(parser));
            } else if (name.equals("params") && value == JsonToken.START_OBJECT) {
                RpcAnswer inner = notification(parser, bytes);
                found = new RpcAnswer(-1, inner.subscription, bytes, inner.from, inner.to, null);
            } else {
                parser.skipChildren();
            }
        }
        if (found.to == 0 && found.error == null) {
            throw garbage("a result or an error", bytes);
        }
        return found;
    }

    private static RpcAnswer notification(JsonParser parser, byte[] bytes) throws IOException {
        String subscription = "";
        int[] bounds = {0, 0};
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            if (name.equals("subscription")) {
                subscription = parser.getText();
            } else if (name.equals("result")) {
                bounds = skip(parser);
            } else {
                parser.skipChildren();
            }
        }
        return new RpcAnswer(-1, subscription, bytes, bounds[0], bounds[1], null);
    }

    /** Skips a value and says where it stood. */
    private static int[] skip(JsonParser parser) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            // The parser reads a string only when it is asked for.
            parser.getTextLength();
        }
        parser.skipChildren();
        return new int[] {from, (int) parser.currentLocation().getByteOffset()};
    }

    private static NodeFailure error(JsonParser parser) throws IOException {
        long code = 0;
        String message = "";
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (name.equals("code") && value == JsonToken.VALUE_NUMBER_INT) {
                code = parser.getLongValue();
            } else if (name.equals("message") && value == JsonToken.VALUE_STRING) {
                message = parser.getText();
            } else {
                parser.skipChildren();
            }
        }
        String said = message.toLowerCase(Locale.ROOT);
        Kind kind = code == NO_SUCH_METHOD || said.contains("not supported") || said.contains("unknown method")
                ? Kind.UNSUPPORTED
                : code == LIMIT_EXCEEDED || said.contains("rate limit") || said.contains("too many requests")
                        ? Kind.RATE_LIMITED
                        : Kind.RPC_ERROR;
        return new NodeFailure(
                kind, "expected a result, found error " + code + ": " + shortened(message, message.length()));
    }

    static NodeFailure garbage(String expected, byte[] found) {
        String text = new String(found, 0, Math.min(found.length, 80), java.nio.charset.StandardCharsets.UTF_8);
        return new NodeFailure(Kind.GARBAGE, "expected " + expected + ", found " + shortened(text, found.length));
    }

    private static String shortened(String text, int of) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= 80 && of <= 80 ? line : line.substring(0, Math.min(77, line.length())) + "...";
    }
}
