package io.mevstream.jobs.io.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import org.jspecify.annotations.Nullable;

/** Records, maps, lists, numbers and text as JSON. */
public final class JsonText {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonText() {}

    /** On one line. */
    public static String line(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("expected what JSON can say, found " + value, e);
        }
    }

    /** Text that is JSON already, to stand in a value as it is. */
    public static Object verbatim(String json) {
        return new RawValue(json);
    }

    /** Indented. */
    public static String pretty(@Nullable Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("expected what JSON can say, found " + value, e);
        }
    }
}
