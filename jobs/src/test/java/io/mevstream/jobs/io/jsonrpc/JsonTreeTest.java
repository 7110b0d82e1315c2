package io.mevstream.jobs.io.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Strings that are read where they stand are those that Jackson reads. */
class JsonTreeTest {

    private static final String[] PIECES = {
        "0x",
        "00",
        "abcdef0123456789",
        "F",
        "\\\"",
        "\\\\",
        "\\u0030",
        "\\ud83d\\ude00",
        "\\n",
        "\u00e9",
        "\u4e16",
        " ",
        "\u007f",
        "/",
        "{",
        ",",
        ""
    };

    private static final String[] BLANKS = {"", "", " ", "\n\t", "  \r\n   "};

    private final Random random = new Random(7);
    private final ObjectMapper jackson = new ObjectMapper();

    @Test
    void readsStringsAsJacksonDoes() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            String json = blank() + document(3) + blank();
            assertSame(read(json, random.nextInt(12)), jackson.readTree(json));
        }
    }

    @Test
    void findsTheEndOfAStringAtAnyDistance() throws Unreadable {
        for (int length = 0; length < 70; length++) {
            String digits = "f".repeat(length);
            for (int after = 0; after < 20; after++) {
                byte[] bytes = ("\"" + digits + "\"" + " ".repeat(after)).getBytes(StandardCharsets.UTF_8);
                assertThat(Text.plain(bytes, 1, bytes.length)).hasToString(digits);
                assertThat(Text.plain(bytes, 1, length + 1)).isNull();
            }
        }
    }

    @Test
    void takesNothingThatIsNotPlain() {
        for (int c = 0; c < 256; c++) {
            for (int place = 0; place < 20; place++) {
                byte[] bytes = ("x".repeat(place) + "?" + "x".repeat(20) + '"').getBytes(StandardCharsets.UTF_8);
                bytes[place] = (byte) c;
                Text plain = Text.plain(bytes, 0, bytes.length);
                if (c == '"') {
                    assertThat(plain).hasToString("x".repeat(place));
                } else if (c < ' ' || c >= 128 || c == '\\') {
                    assertThat(plain).as("character %d at %d", c, place).isNull();
                } else {
                    assertThat(plain).hasToString("x".repeat(place) + (char) c + "x".repeat(20));
                }
            }
        }
    }

    @Test
    void refusesStringsThatAreNoJson() {
        for (String json : List.of("[\"0x\u0001\"]", "[\"0x", "[\"0x\\q\"]", "[\"0x\\\"]")) {
            assertThatThrownBy(() -> read(json, 0)).as(json).isInstanceOf(Unreadable.class);
        }
    }

    private @Nullable Object read(String json, int from) throws Unreadable {
        byte[] value = json.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[from + value.length + random.nextInt(12)];
        System.arraycopy(value, 0, bytes, from, value.length);
        try (JsonTree tree = new JsonTree(bytes, from, from + value.length)) {
            assertThat(tree.next()).isTrue();
            return tree.value();
        }
    }

    private String document(int depth) {
        int kind = depth == 0 ? 2 : random.nextInt(3);
        if (kind == 2) {
            StringBuilder text = new StringBuilder("\"");
            for (int i = random.nextInt(9); i > 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            return text.append('"').toString();
        }
        String separator = blank() + "," + blank();
        List<String> parts = List.of(document(depth - 1), document(depth - 1), document(depth - 1));
        return kind == 0
                ? "[" + blank() + String.join(separator, parts) + blank() + "]"
                : "{" + blank() + "\"input\"" + blank() + ":" + blank() + parts.get(0) + separator + "\"unread\":"
                        + parts.get(1) + separator + "\"data\":" + parts.get(2) + blank() + "}";
    }

    private String blank() {
        return BLANKS[random.nextInt(BLANKS.length)];
    }

    private static void assertSame(@Nullable Object found, JsonNode expected) throws IOException {
        if (found instanceof Map<?, ?> fields) {
            assertThat(fields).hasSameSizeAs(expected.properties());
            assertSame(fields.get("input"), expected.get("input"));
            assertSame(fields.get("data"), expected.get("data"));
        } else if (found instanceof List<?> values) {
            assertThat(values).hasSize(expected.size());
            for (int i = 0; i < values.size(); i++) {
                assertSame(values.get(i), expected.get(i));
            }
        } else {
            assertThat(found).isInstanceOf(Text.class).hasToString(expected.textValue());
        }
    }
}
