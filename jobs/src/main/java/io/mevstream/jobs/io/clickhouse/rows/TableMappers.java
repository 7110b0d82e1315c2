package io.mevstream.jobs.io.clickhouse.rows;

import java.util.List;

/** Every table's mapper. */
public final class TableMappers {

    private TableMappers() {}

    public static List<RowMapper<?>> all() {
        return List.of(
                new BlockRows(),
                new TransactionRows(),
                new LogCountRows(),
                new SwapRows(),
                new LiquidityRows(),
                new TransferRows(),
                new PoolRows(),
                new PoolStateRows(),
                new OracleAnswerRows(),
                new LiquidationRows(),
                new ProtocolEventRows(),
                new DeadLetterRows(),
                new DetectionRows(),
                new DetectionTransactionRows(),
                new DetectionTradeRows(),
                new DetectionVictimRows(),
                new InspectionRows(),
                new TransactionClassRows(),
                new TracedTradeRows());
    }
}
