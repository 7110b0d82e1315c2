package io.mevstream.jobs.io.clickhouse.rows;

import io.mevstream.detect.InspectionFact;
import io.mevstream.fact.Origin;

/** Rows of {@code inspections}. */
public final class InspectionRows extends RowMapper<InspectionFact> {

    public InspectionRows() {
        super("inspections");
    }

    @Override
    Origin origin(InspectionFact fact) {
        return fact.origin();
    }

    @Override
    String key(InspectionFact fact) {
        return "";
    }

    @Override
    void describe(RowShape<InspectionFact> columns) {
        columns.constant("sight", InspectionFact::sight)
                .constant("scope", InspectionFact::scope)
                .maybeHex("fee_recipient", InspectionFact::feeRecipient)
                .uint32("transactions", InspectionFact::transactions)
                .uint32("transfers", InspectionFact::transfers)
                .uint32("trades", InspectionFact::trades)
                .uint32("trades_priced", InspectionFact::tradesPriced)
                .uint32("trades_reverted", InspectionFact::tradesReverted)
                .uint32("liquidity_moves", InspectionFact::liquidityMoves)
                .uint32("flash_loans", InspectionFact::flashLoans)
                .uint32("liquidations", InspectionFact::liquidations)
                .uint32("unread_calls", InspectionFact::unreadCalls)
                .uint32("detections", InspectionFact::detections);
    }
}
