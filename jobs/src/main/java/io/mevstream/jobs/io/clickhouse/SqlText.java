package io.mevstream.jobs.io.clickhouse;

import java.util.ArrayList;
import java.util.List;

/** SQL text cut into statements. */
final class SqlText {

    private SqlText() {}

    /** The statements between semicolons that stand outside quotes; comments to the end of a line are left out. */
    static List<String> statements(String sql) {
        List<String> statements = new ArrayList<>();
        var statement = new StringBuilder();
        int i = 0;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (c == '-' && sql.startsWith("--", i)) {
                int end = sql.indexOf('\n', i);
                i = end < 0 ? sql.length() : end;
            } else if (c == '\'' || c == '`' || c == '"') {
                int end = quoteEnd(sql, i);
                statement.append(sql, i, end);
                i = end;
            } else if (c == ';') {
                add(statements, statement);
                i++;
            } else {
                statement.append(c);
                i++;
            }
        }
        add(statements, statement);
        return statements;
    }

    private static int quoteEnd(String sql, int start) {
        char quote = sql.charAt(start);
        int i = start + 1;
        while (i < sql.length() && sql.charAt(i) != quote) {
            i += sql.charAt(i) == '\\' ? 2 : 1;
        }
        if (i >= sql.length()) {
            throw new IllegalArgumentException("expected " + quote + " to close, found the end after: "
                    + sql.substring(start, Math.min(sql.length(), start + 60)));
        }
        return i + 1;
    }

    private static void add(List<String> statements, StringBuilder statement) {
        String text = statement.toString().strip();
        if (!text.isEmpty()) {
            statements.add(text);
        }
        statement.setLength(0);
    }
}
