package io.mevstream.jobs.io.clickhouse.rows;

import io.mevstream.event.TokenTransfer;
import io.mevstream.fact.EventFact;

/** Rows of {@code transfers}. */
public final class TransferRows extends EventRowMapper<TokenTransfer> {

    public TransferRows() {
        super("transfers", TokenTransfer.class);
    }

    @Override
    void describe(RowShape<EventFact> columns) {
        columns.log(EventFact::log)
                .address("token", fact -> event(fact).token())
                .address("from_address", fact -> event(fact).from())
                .address("to_address", fact -> event(fact).to())
                .uint256("amount_raw", fact -> event(fact).amountRaw())
                .constant("kind", fact -> event(fact).kind());
    }
}
