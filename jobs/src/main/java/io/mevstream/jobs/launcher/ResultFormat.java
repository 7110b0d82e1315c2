package io.mevstream.jobs.launcher;

import io.mevstream.jobs.io.clickhouse.ClickHouseQueries;
import io.mevstream.jobs.io.clickhouse.Column;
import io.mevstream.jobs.io.clickhouse.JsonValue;
import io.mevstream.jobs.io.text.JsonText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the rows of a query are printed, as they arrive. */
abstract class ResultFormat implements ClickHouseQueries.Receiver {
    final PrintWriter out;
    List<Column> columns = List.of();
    private long rows;

    ResultFormat(PrintWriter out) {
        this.out = out;
    }

    /** Columns in line under their names. */
    static ResultFormat table(PrintWriter out) {
        return new Aligned(out);
    }

    /** RFC 4180, the names first; NULL is nothing between two commas. */
    static ResultFormat csv(PrintWriter out) {
        return new Csv(out);
    }

    /** A list of objects, their values as {@link JsonValue} has them. */
    static ResultFormat json(PrintWriter out) {
        return new Json(out);
    }

    @Override
    public void columns(List<Column> named) {
        columns = named;
    }

    @Override
    public void row(List<@Nullable String> values) {
        rows++;
        print(values);
    }

    abstract void print(List<@Nullable String> values);

    /** Ends the result and returns how many rows it had. */
    long end() {
        out.flush();
        return rows;
    }

    private static boolean isNumber(Column column) {
        return column.type().matches("(Nullable\\()?(U?Int|Float|Decimal).*");
    }

    private static final class Aligned extends ResultFormat {
        /** Widths follow from this many rows at a time, so that a large result need not be held. */
        private static final int PAGE = 1000;

        private final List<List<@Nullable String>> page = new ArrayList<>();
        private int[] widths = {};
        private boolean headed;

        Aligned(PrintWriter out) {
            super(out);
        }

        @Override
        void print(List<@Nullable String> values) {
            page.add(values);
            if (page.size() == PAGE) {
                printPage();
            }
        }

        @Override
        long end() {
            if (!columns.isEmpty()) {
                printPage();
            }
            return super.end();
        }

        private void printPage() {
            List<String> names = columns.stream().map(Column::name).toList();
            if (!headed) {
                widths = names.stream().mapToInt(String::length).toArray();
            }
            for (List<@Nullable String> row : page) {
                for (int i = 0; i < widths.length; i++) {
                    widths[i] = Math.max(widths[i], text(row.get(i)).length());
                }
            }
            if (!headed) {
                printLine(new ArrayList<>(names));
                List<@Nullable String> rule = new ArrayList<>();
                for (int width : widths) {
                    rule.add("-".repeat(width));
                }
                printLine(rule);
                headed = true;
            }
            page.forEach(this::printLine);
            page.clear();
        }

        private void printLine(List<@Nullable String> cells) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < cells.size(); i++) {
                String cell = text(cells.get(i));
                String padding = " ".repeat(widths[i] - cell.length());
                line.append(i == 0 ? "" : "  ").append(isNumber(columns.get(i)) ? padding + cell : cell + padding);
            }
            out.println(line.toString().stripTrailing());
        }

        private static String text(@Nullable String cell) {
            return cell == null ? "NULL" : cell.replace("\n", "\\n").replace("\r", "\\r");
        }
    }

    private static final class Csv extends ResultFormat {
        Csv(PrintWriter out) {
            super(out);
        }

        @Override
        public void columns(List<Column> named) {
            super.columns(named);
            print(new ArrayList<>(named.stream().map(Column::name).toList()));
        }

        @Override
        void print(List<@Nullable String> values) {
            List<String> cells = new ArrayList<>();
            for (String value : values) {
                cells.add(value == null ? "" : quoted(value));
            }
            out.print(String.join(",", cells) + "\r\n");
        }

        /** An empty text is quoted, so that it is not mistaken for NULL. */
        private static String quoted(String value) {
            return value.isEmpty() || value.matches("(?s).*[\",\r\n].*")
                    ? '"' + value.replace("\"", "\"\"") + '"'
                    : value;
        }
    }

    private static final class Json extends ResultFormat {
        private boolean begun;

        Json(PrintWriter out) {
            super(out);
        }

        @Override
        void print(List<@Nullable String> values) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                object.put(columns.get(i).name(), value(columns.get(i), values.get(i)));
            }
            out.print((begun ? ",\n " : "[\n ") + JsonText.line(object));
            begun = true;
        }

        @Override
        long end() {
            out.println(begun ? "\n]" : "[]");
            return super.end();
        }

        private static @Nullable Object value(Column column, @Nullable String text) {
            if (text == null) {
                return null;
            }
            return JsonValue.isNested(column.type()) ? JsonText.verbatim(text) : JsonValue.scalar(column.type(), text);
        }
    }
}
