package io.mevstream.jobs.io.clickhouse;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A ClickHouse table as a mapper writes it: its name and its columns in the order of the row's bytes.
 *
 * <p>A column of the real table that is computed or has a default may be left out. {@link TableCheck} compares this
 * description with the real table before the first row is written.
 */
public record Table(String name, List<Column> columns) implements Serializable {

    public Table {
        columns = List.copyOf(columns);
        long distinct = columns.stream().map(Column::name).distinct().count();
        if (columns.isEmpty() || distinct != columns.size()) {
            throw new IllegalArgumentException("expected distinct columns in table " + name + ", found " + columns);
        }
    }

    /** Starts a description. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    public List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }

    /** Collects the columns in order. */
    public static final class Builder {

        private final String name;
        private final List<Column> columns = new ArrayList<>();

        private Builder(String name) {
            this.name = name;
        }

        public Builder column(String columnName, String type) {
            columns.add(new Column(columnName, type));
            return this;
        }

        public Table build() {
            return new Table(name, columns);
        }
    }
}
