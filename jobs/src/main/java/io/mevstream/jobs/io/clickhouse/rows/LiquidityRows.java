package io.mevstream.jobs.io.clickhouse.rows;

import io.mevstream.chain.Address;
import io.mevstream.event.LiquidityChange;
import io.mevstream.fact.LiquidityFact;
import io.mevstream.fact.Origin;
import io.mevstream.jobs.io.clickhouse.RowWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of {@code liquidity_events}. */
public final class LiquidityRows extends RowMapper<LiquidityFact> {

    public LiquidityRows() {
        super("liquidity_events");
    }

    @Override
    Origin origin(LiquidityFact fact) {
        return fact.origin();
    }

    @Override
    String key(LiquidityFact fact) {
        return String.valueOf(fact.log().logIndex());
    }

    @Override
    void describe(RowShape<LiquidityFact> columns) {
        columns.log(LiquidityFact::log)
                .word("protocol", LiquidityFact::protocol)
                .text("pool", fact -> fact.change().pool().toString())
                .constant("family", fact -> fact.change().family())
                .constant("pool_proof", fact -> fact.pool().proof())
                .constant("kind", fact -> fact.change().kind())
                .maybeHex("owner", fact -> fact.change().owner())
                .maybeInt32("tick_lower", fact -> fact.change().tickLower())
                .maybeInt32("tick_upper", fact -> fact.change().tickUpper())
                .add(
                        "liquidity_delta",
                        "Nullable(Int256)",
                        (fact, writer) -> writer.nullableInt256(fact.change().liquidityDelta()))
                .tokens("tokens", LiquidityRows::tokens)
                .add(
                        "amounts_raw",
                        "Array(Int256)",
                        (fact, writer) -> writer.array(fact.change().amountsRaw(), RowWriter::int256));
    }

    private static List<? extends @Nullable Address> tokens(LiquidityFact fact) {
        LiquidityChange change = fact.change();
        return change.tokens().isEmpty() ? fact.pool().tokens() : change.tokens();
    }
}
