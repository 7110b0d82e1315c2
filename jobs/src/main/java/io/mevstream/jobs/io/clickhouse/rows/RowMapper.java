package io.mevstream.jobs.io.clickhouse.rows;

import io.mevstream.chain.ChainRecord;
import io.mevstream.fact.Origin;
import io.mevstream.jobs.io.clickhouse.RowWriter;
import io.mevstream.jobs.io.clickhouse.Table;
import io.mevstream.jobs.io.clickhouse.TableRow;
import org.apache.flink.api.common.functions.MapFunction;
import org.jspecify.annotations.Nullable;

/**
 * Turns facts into the rows of one table. A fact of an undo becomes the same row marked as deleted.
 *
 * <p>Every row begins with its block and ends with its id, its version and whether it is deleted; a subclass states the
 * columns in between, name, type and value together, so that they cannot drift apart.
 */
public abstract class RowMapper<F> implements MapFunction<F, TableRow> {

    private final String tableName;
    private transient @Nullable RowShape<F> shape;
    private transient @Nullable RowWriter writer;

    RowMapper(String tableName) {
        this.tableName = tableName;
    }

    /** Where the fact came from. */
    abstract Origin origin(F fact);

    /** What tells the fact's row from the other rows of its block in this table: the same for every load. */
    abstract String key(F fact);

    /** Adds the table's own columns. */
    abstract void describe(RowShape<F> columns);

    /** The table with its columns. */
    public final Table table() {
        return shape().table();
    }

    /** The fact's row. */
    @Override
    public final TableRow map(F fact) {
        if (writer == null) {
            writer = new RowWriter(table());
        }
        writer.begin(origin(fact).position());
        shape().write(fact, writer);
        return writer.finish();
    }

    private RowShape<F> shape() {
        if (shape == null) {
            RowShape<F> columns = new RowShape<>(tableName);
            columns.add("chain_id", "UInt64", (f, w) -> w.uint64(origin(f).chainId()))
                    .add(
                            "block_number",
                            "UInt64",
                            (f, w) -> w.uint64(origin(f).block().number()))
                    .add(
                            "block_hash",
                            "String",
                            (f, w) -> w.hash(origin(f).block().hash()))
                    .add("block_time", "DateTime('UTC')", (f, w) -> w.dateTime(secondsOf(origin(f))));
            describe(columns);
            columns.add("row_id", "UInt128", (f, w) -> RowId.of(tableName, origin(f), key(f))
                            .write(w))
                    .add("version", "UInt64", (f, w) -> w.uint64(origin(f).position()))
                    .add("is_deleted", "UInt8", (f, w) -> w.uint8(origin(f).kind() == ChainRecord.Kind.UNDO ? 1 : 0));
            shape = columns;
        }
        return shape;
    }

    private static long secondsOf(Origin origin) {
        Long seconds = origin.blockTimeSeconds();
        return seconds == null ? 0 : seconds;
    }
}
