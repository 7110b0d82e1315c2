package io.mevstream.jobs.io.clickhouse;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value of a column as JSON can say it: arrays as lists, maps and named tuples as objects. A number is a number where every reader
 * holds it exactly (53 bits); beyond that, in types wider than 64 bits and in decimals it is text.
 */
public final class JsonValue {
    private static final Pattern NAMED = Pattern.compile("(?s)(`[^`]+`|\\w+) (.+)");
    private static final BigInteger EXACT = BigInteger.ONE.shiftLeft(53);

    private JsonValue() {}

    /** Whether values of the type hold others. */
    public static boolean isNested(String type) {
        return plain(type).matches("(?s)(Array|Map|Tuple)\\(.*");
    }

    /** A number, a boolean or the text itself. */
    public static Object scalar(String type, String text) {
        String plain = plain(type);
        if (plain.equals("Bool")) {
            return Boolean.valueOf(text);
        }
        if (plain.matches("U?Int(8|16|32)") || plain.startsWith("Float") && text.matches("[-+0-9.eE]+")) {
            return new BigDecimal(text);
        }
        if (plain.matches("U?Int64")) {
            BigInteger value = new BigInteger(text);
            return value.abs().compareTo(EXACT) <= 0 ? value : text;
        }
        return text;
    }

    /** What the driver gave for a value of the type. */
    static @Nullable Object of(String type, @Nullable Object value) throws SQLException {
        if (value == null) {
            return null;
        }
        if (!isNested(type)) {
            return scalar(type, value.toString());
        }
        String plain = plain(type);
        List<String> inner = arguments(plain);
        if (plain.startsWith("Map")) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                object.put(String.valueOf(entry.getKey()), of(inner.get(1), entry.getValue()));
            }
            return object;
        }
        List<@Nullable Object> elements = elements(value);
        return plain.startsWith("Tuple") ? tuple(inner, elements) : list(inner.get(0), elements);
    }

    private static List<@Nullable Object> list(String type, List<@Nullable Object> elements) throws SQLException {
        List<@Nullable Object> list = new ArrayList<>(elements.size());
        for (Object element : elements) {
            list.add(of(type, element));
        }
        return list;
    }

    private static Object tuple(List<String> inner, List<@Nullable Object> elements) throws SQLException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            Matcher named = NAMED.matcher(inner.get(i));
            boolean hasName = named.matches();
            Object element = of(hasName ? named.group(2) : inner.get(i), elements.get(i));
            list.add(element);
            if (hasName) {
                object.put(named.group(1).replace("`", ""), element);
            }
        }
        return object.isEmpty() ? list : object;
    }

    private static List<@Nullable Object> elements(Object value) throws SQLException {
        if (value instanceof java.sql.Array array) {
            return elements(array.getArray());
        }
        if (value instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(value); i++) {
            elements.add(Array.get(value, i));
        }
        return elements;
    }

    private static String plain(String type) {
        String plain = type;
        while (plain.matches("(?s)(Nullable|LowCardinality)\\(.*\\)")) {
            plain = plain.substring(plain.indexOf('(') + 1, plain.length() - 1);
        }
        return plain;
    }

    /** What stands between the outer brackets, cut at the commas outside of inner ones. */
    private static List<String> arguments(String type) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        int begin = type.indexOf('(') + 1;
        for (int i = begin; i < type.length(); i++) {
            char c = type.charAt(i);
            if (c == '(') {
                depth++;
            } else if (depth > 0 && c == ')') {
                depth--;
            } else if (depth == 0 && (c == ',' || c == ')')) {
                arguments.add(type.substring(begin, i).strip());
                begin = i + 1;
            }
        }
        return arguments;
    }
}
