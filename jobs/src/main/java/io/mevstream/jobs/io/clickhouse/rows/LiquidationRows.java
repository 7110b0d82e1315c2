package io.mevstream.jobs.io.clickhouse.rows;

import io.mevstream.event.Liquidation;
import io.mevstream.fact.EventFact;

/** Rows of {@code liquidations}. */
public final class LiquidationRows extends EventRowMapper<Liquidation> {

    public LiquidationRows() {
        super("liquidations", Liquidation.class);
    }

    @Override
    void describe(RowShape<EventFact> columns) {
        columns.log(EventFact::log)
                .word("protocol", EventFact::protocol)
                .address("market", fact -> event(fact).market())
                .maybeHex("market_id", fact -> event(fact).marketId())
                .maybeHex("borrower", fact -> event(fact).borrower())
                .maybeHex("liquidator", fact -> event(fact).liquidator())
                .maybeHex("debt_asset", fact -> event(fact).debtAsset())
                .maybeUint256("debt_repaid_raw", fact -> event(fact).debtRepaidRaw())
                .maybeHex("collateral_asset", fact -> event(fact).collateralAsset())
                .maybeUint256("collateral_seized_raw", fact -> event(fact).collateralSeizedRaw());
    }
}
