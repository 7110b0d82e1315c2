package io.mevstream.jobs.io.settings;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A flat YAML file of settings. What is wrong with it is collected, so that {@link #check} can say all of it at once.
 */
public final class SettingsFile {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final Path file;
    private final Map<String, @Nullable Object> values;
    private final Set<String> known = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    private SettingsFile(Path file, Map<String, @Nullable Object> values) {
        this.file = file;
        this.values = values;
    }

    /** Reads the file; {@link IllegalArgumentException} if it is not flat YAML. */
    public static SettingsFile read(Path file) {
        try {
            return new SettingsFile(file, parse(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, @Nullable Object> parse(String text) throws IOException {
        Map<String, @Nullable Object> values;
        try {
            values = YAML.readValue(text, new TypeReference<LinkedHashMap<String, @Nullable Object>>() {});
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException("expected lines of \"name: value\", found " + e.getOriginalMessage(), e);
        }
        return values == null ? Map.of() : values;
    }

    /** A whole number that must be there; 0 where it is not, which {@link #check} reports. */
    public long requireLong(String name) {
        known.add(name);
        Object value = values.get(name);
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        problems.add(name + ": expected a whole number, found " + (value == null ? "nothing" : value));
        return 0;
    }

    /** Text, or {@code otherwise} where there is none. */
    public String text(String name, String otherwise) {
        known.add(name);
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof String text) {
            return text;
        }
        problems.add(name + ": expected text, found " + value);
        return otherwise;
    }

    /** {@link IllegalArgumentException} with everything that is wrong, settings nobody asked for included. */
    public void check() {
        values.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add(name + ": no such setting, expected one of " + known));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(file + ": " + String.join("; ", problems));
        }
    }
}
