package io.mevstream.jobs.io.clickhouse;

/**
 * The rows of one table and one bucket of positions as they are inserted: the same bytes and the same token whenever
 * and wherever they are made from the same log.
 *
 * @param rows how many rows {@code body} holds
 * @param lastPosition of the rows
 * @param token by which ClickHouse drops the batch when it has it already
 * @param body the rows in RowBinary, sorted
 */
public record InsertBatch(String table, int rows, long lastPosition, String token, byte[] body) {

    /** The same rows under another token. */
    InsertBatch withToken(String other) {
        return new InsertBatch(table, rows, lastPosition, other, body);
    }
}
