package io.mevstream.jobs.io.clickhouse.rows;

import io.mevstream.detect.TracedTrade;
import io.mevstream.fact.Origin;

/** Rows of {@code traced_trades}. */
public final class TracedTradeRows extends RowMapper<TracedTrade> {

    public TracedTradeRows() {
        super("traced_trades");
    }

    @Override
    Origin origin(TracedTrade trade) {
        return trade.origin();
    }

    @Override
    String key(TracedTrade trade) {
        return trade.frame().transactionIndex() + "|" + trade.ordinal();
    }

    @Override
    void describe(RowShape<TracedTrade> columns) {
        columns.uint32("transaction_index", trade -> trade.frame().transactionIndex())
                .text("transaction_hash", trade -> trade.transactionHash().toString())
                .uint32("ordinal", TracedTrade::ordinal)
                .text("trace_address", trade -> String.valueOf(trade.frame().traceAddress()))
                .constant("fate", TracedTrade::fate)
                .constant("means", TracedTrade::means)
                .word("protocol", TracedTrade::protocol)
                .text("pool", trade -> trade.venue().toString())
                .maybeHex("sender", TracedTrade::sender)
                .maybeHex("recipient", TracedTrade::recipient)
                .maybeHex("token_in", TracedTrade::tokenIn)
                .uint256("amount_in_raw", TracedTrade::amountInRaw)
                .maybeHex("token_out", TracedTrade::tokenOut)
                .uint256("amount_out_raw", TracedTrade::amountOutRaw);
    }
}
