package io.mevstream.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Breaks JSON where it has structure: fields dropped, doubled, exchanged or altered, values of the wrong kind, too long, too
 * deep, numbers without end; and where it has none: cut off, bytes flipped and inserted.
 */
final class JsonMutator {

    private static final List<String> REPLACEMENTS = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1e999",
            "NaN",
            "-Infinity",
            "\"\"",
            "\"0x\"",
            "\"0x0\"",
            "\"0x1\"",
            "\"0x00\"",
            "\"0xg\"",
            "\"1\"",
            "\"0x" + "f".repeat(16) + "\"",
            "\"0x" + "f".repeat(65) + "\"",
            "\"\\u0000\"",
            "\"0X1\"",
            "\"0x\\u0031\"",
            "{}",
            "[]",
            "[{}]",
            "[null]",
            "[".repeat(100) + "]".repeat(100),
            "9".repeat(2000),
            "\"0x" + "0".repeat(20_000) + "\"",
            "{\"result\":[]}",
            "\"\ud800\"");

    private final String text;
    private final List<Span> values = new ArrayList<>();
    private int at;

    /** A value; for a field it begins at its key, for the mutations that take the field as a whole. */
    private record Span(int begin, int valueBegin, int end) {}

    /** Breaks copies of one valid text. */
    JsonMutator(String text) {
        this.text = text;
        scan(0);
    }

    /** A text with one to three mutations; now and then it is the original after all. */
    String mutate(SplittableRandom random) {
        if (random.nextInt(10) == 0) {
            return unstructured(random);
        }
        StringBuilder mutated = new StringBuilder(text);
        int before = text.length();
        for (int i = 1 + random.nextInt(6) / 4; i > 0; i--) {
            Span span = values.get(random.nextInt(values.size()));
            if (span.end < before) {
                structured(mutated, span, random);
                before = span.begin - 1;
            }
        }
        return mutated.toString();
    }

    private void structured(StringBuilder out, Span span, SplittableRandom random) {
        String whole = text.substring(span.begin, span.end);
        switch (random.nextInt(8)) {
            case 0 -> drop(out, span);
            case 1 -> out.insert(span.begin, whole + ",");
            case 2 -> out.replace(span.valueBegin, span.end, REPLACEMENTS.get(random.nextInt(REPLACEMENTS.size())));
            case 3 -> {
                Span other = values.get(random.nextInt(values.size()));
                out.replace(span.valueBegin, span.end, text.substring(other.valueBegin, other.end));
            }
            case 4 -> out.insert(span.end - 1, "0");
            case 5 -> out.deleteCharAt(span.end - 1);
            default -> {
                int place = span.valueBegin + random.nextInt(span.end - span.valueBegin);
                out.setCharAt(place, "0123456789abcdef".charAt(random.nextInt(16)));
            }
        }
    }

    /** Drops a field or an element, and its comma. */
    private void drop(StringBuilder out, Span span) {
        if (text.charAt(Math.min(span.end, text.length() - 1)) == ',') {
            out.delete(span.begin, span.end + 1);
        } else if (span.begin > 0 && text.charAt(span.begin - 1) == ',') {
            out.delete(span.begin - 1, span.end);
        } else {
            out.delete(span.begin, span.end);
        }
    }

    private String unstructured(SplittableRandom random) {
        StringBuilder out = new StringBuilder(text);
        int place = random.nextInt(text.length());
        switch (random.nextInt(4)) {
            case 0 -> out.setLength(place);
            case 1 -> out.setCharAt(place, (char) random.nextInt(256));
            case 2 -> out.insert(place, (char) random.nextInt(256));
            default -> out.delete(place, Math.min(text.length(), place + 1 + random.nextInt(20)));
        }
        return out.toString();
    }

    /** Notes the value at {@code begin}, and all within. */
    private void scan(int begin) {
        int valueBegin = at;
        char first = text.charAt(at);
        if (first == '{' || first == '[') {
            at++;
            while (text.charAt(at) != '}' && text.charAt(at) != ']') {
                int member = at;
                if (first == '{') {
                    skipString();
                    at++;
                }
                scan(member);
                at += text.charAt(at) == ',' ? 1 : 0;
            }
            at++;
        } else if (first == '"') {
            skipString();
        } else {
            while (at < text.length() && ",]}".indexOf(text.charAt(at)) < 0) {
                at++;
            }
        }
        values.add(new Span(begin, valueBegin, at));
    }

    private void skipString() {
        at++;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }
}
