package io.mevstream.jobs.io.clickhouse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A ClickHouse type, taken apart as far as writing a value needs it. {@code LowCardinality} changes nothing on the
 * wire and is dropped.
 *
 * @param name the outermost type without its arguments, such as {@code UInt64} or {@code Array}
 * @param nullable whether it stood inside {@code Nullable}
 * @param length of a {@code FixedString}, else 0
 * @param elements of an {@code Array} (one) or a {@code Map} (key and value), else empty
 * @param labels of an {@code Enum8}, else empty
 */
record ColumnType(String name, boolean nullable, int length, List<ColumnType> elements, Map<String, Integer> labels) {

    private static final Pattern SHAPE = Pattern.compile("(\\w+)(?:\\((.*)\\))?", Pattern.DOTALL);
    private static final Pattern LABEL = Pattern.compile("'([^']*)'\\s*=\\s*(-?\\d+)");

    static ColumnType parse(String type) {
        Matcher shape = SHAPE.matcher(type.strip());
        if (!shape.matches()) {
            throw new IllegalArgumentException("expected a ClickHouse type, found " + type);
        }
        String name = shape.group(1);
        String inner = shape.group(2) == null ? "" : shape.group(2);
        return switch (name) {
            case "LowCardinality" -> parse(inner);
            case "Nullable" -> parse(inner).asNullable();
            case "FixedString" -> new ColumnType(name, false, Integer.parseInt(inner), List.of(), Map.of());
            case "Array", "Map" ->
                new ColumnType(
                        name,
                        false,
                        0,
                        split(inner).stream().map(ColumnType::parse).toList(),
                        Map.of());
            case "Enum8" -> new ColumnType(name, false, 0, List.of(), labels(inner));
            default -> new ColumnType(name, false, 0, List.of(), Map.of());
        };
    }

    private ColumnType asNullable() {
        return new ColumnType(name, true, length, elements, labels);
    }

    /** The type of the value where there is one. */
    ColumnType notNull() {
        return new ColumnType(name, false, length, elements, labels);
    }

    private static Map<String, Integer> labels(String inner) {
        Map<String, Integer> labels = new LinkedHashMap<>();
        Matcher label = LABEL.matcher(inner);
        while (label.find()) {
            labels.put(label.group(1), Integer.valueOf(label.group(2)));
        }
        return labels;
    }

    /** Splits at the commas that stand outside parentheses. */
    private static List<String> split(String inner) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c == '(') depth++;
            if (c == ')') depth--;
            if (c == ',' && depth == 0) {
                parts.add(inner.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(inner.substring(start));
        return parts;
    }
}
