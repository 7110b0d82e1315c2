package io.mevstream.jobs.io.clickhouse.rows;

import io.mevstream.fact.Origin;
import io.mevstream.fact.PoolFact;
import io.mevstream.pool.PoolKnowledge;

/** Rows of {@code pools}. */
public final class PoolRows extends RowMapper<PoolFact> {

    public PoolRows() {
        super("pools");
    }

    @Override
    Origin origin(PoolFact fact) {
        return fact.origin();
    }

    @Override
    String key(PoolFact fact) {
        return fact.pool().pool().toString();
    }

    @Override
    void describe(RowShape<PoolFact> columns) {
        columns.text("pool", fact -> fact.pool().pool().toString())
                .constant("family", fact -> fact.pool().family())
                .word("name", fact -> nameOf(fact.pool()))
                .tokens("tokens", fact -> fact.pool().tokens())
                .maybeUint32("fee_pips", fact -> fact.pool().feePips())
                .maybeInt32("tick_spacing", fact -> fact.pool().tickSpacing())
                .maybeHex("factory", fact -> fact.pool().factory())
                .constant("proof", fact -> fact.pool().proof());
    }

    static String nameOf(PoolKnowledge pool) {
        String name = pool.name();
        return name == null ? "" : name;
    }
}
