package io.mevstream.jobs.launcher;

import java.util.ArrayList;
import java.util.List;

/** Text cut into statements at each semicolon that stands in no quotes and no comment. */
final class SqlStatements {
    private SqlStatements() {}

    /** The statements, without their semicolons and without those that are blank. */
    static List<String> split(String text) {
        List<String> statements = new ArrayList<>();
        int begin = 0;
        int i = 0;
        while (i < text.length()) {
            if (text.charAt(i) == ';') {
                add(statements, text.substring(begin, i));
                begin = ++i;
            } else {
                i = skip(text, i);
            }
        }
        add(statements, text.substring(begin));
        return statements;
    }

    /** Whether the text ends outside quotes and comments with a semicolon. */
    static boolean isComplete(String text) {
        String end = text.stripTrailing();
        int i = 0;
        int last = -1;
        while (i < end.length()) {
            last = i;
            i = skip(end, i);
        }
        return last >= 0 && last == end.length() - 1 && end.charAt(last) == ';';
    }

    /** The index behind the character, the quoted text or the comment that begins at {@code i}. */
    private static int skip(String text, int i) {
        char c = text.charAt(i);
        if (c == '\'' || c == '"' || c == '`') {
            for (int j = i + 1; j < text.length(); j++) {
                if (text.charAt(j) == '\\') {
                    j++;
                } else if (text.charAt(j) == c) {
                    return j + 1;
                }
            }
            return text.length();
        }
        if (text.startsWith("--", i)) {
            int end = text.indexOf('\n', i);
            return end < 0 ? text.length() : end;
        }
        if (text.startsWith("/*", i)) {
            int end = text.indexOf("*/", i + 2);
            return end < 0 ? text.length() : end + 2;
        }
        return i + 1;
    }

    private static void add(List<String> statements, String statement) {
        if (!statement.isBlank()) {
            statements.add(statement.strip());
        }
    }
}
