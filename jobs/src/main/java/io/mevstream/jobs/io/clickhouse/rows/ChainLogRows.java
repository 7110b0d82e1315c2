package io.mevstream.jobs.io.clickhouse.rows;

import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.jobs.io.chainlog.ChainLogId;
import io.mevstream.jobs.io.chainlog.LogFrame;
import io.mevstream.jobs.io.clickhouse.RowWriter;
import io.mevstream.jobs.io.clickhouse.Table;
import io.mevstream.jobs.io.clickhouse.TableRow;
import org.apache.flink.api.common.functions.MapFunction;
import org.jspecify.annotations.Nullable;

/** Rows of {@code chain_log}: the log's records as they are, undos among them, so that nothing is retracted. */
public final class ChainLogRows implements MapFunction<LogFrame, TableRow> {

    /** The archive's table. */
    public static final Table TABLE = Table.named("chain_log")
            .column("chain_id", "UInt64")
            .column("log_id", "LowCardinality(String)")
            .column("position", "UInt64")
            .column("payload", "String")
            .column("row_id", "UInt128")
            .column("version", "UInt64")
            .build();

    private static final long serialVersionUID = 1;

    private final long chainId;
    private final String logId;
    private transient @Nullable RowWriter writer;

    public ChainLogRows(ChainLogId log) {
        this.chainId = log.chainId();
        this.logId = log.logId();
    }

    @Override
    public TableRow map(LogFrame frame) {
        RowWriter row = writer;
        if (row == null) {
            row = new RowWriter(TABLE);
            writer = row;
        }
        Hash id = Keccak.hash("chain_log|" + chainId + '|' + logId + '|' + frame.position());
        return row.begin(frame.position())
                .uint64(chainId)
                .string(logId)
                .uint64(frame.position())
                .bytes(frame.payload())
                .uint128(id.w3(), id.w2())
                .uint64(frame.position())
                .finish();
    }
}
