package io.mevstream.jobs.io.clickhouse;

/**
 * A row on its way into ClickHouse, already in its wire form.
 *
 * @param table the table's name
 * @param position of the chain log's record that the row follows from
 * @param row the values of the table's columns in RowBinary, made by {@link RowWriter}
 */
public record TableRow(String table, long position, byte[] row) {}
