package io.mevstream.jobs.io.clickhouse.rows;

import io.mevstream.fact.Origin;
import io.mevstream.fact.PoolStateFact;

/** Rows of {@code pool_states}. */
public final class PoolStateRows extends RowMapper<PoolStateFact> {

    public PoolStateRows() {
        super("pool_states");
    }

    @Override
    Origin origin(PoolStateFact fact) {
        return fact.origin();
    }

    @Override
    String key(PoolStateFact fact) {
        return fact.pool().pool().toString();
    }

    @Override
    void describe(RowShape<PoolStateFact> columns) {
        columns.text("pool", fact -> fact.pool().pool().toString())
                .constant("family", fact -> fact.pool().family())
                .uint32("last_log_index", PoolStateFact::lastLogIndex)
                .constant("pool_proof", fact -> fact.pool().proof())
                .constant("completeness", fact -> fact.state().completeness())
                .maybeUint256("reserve0_raw", fact -> fact.state().reserve0Raw())
                .maybeUint256("reserve1_raw", fact -> fact.state().reserve1Raw())
                .maybeUint256("sqrt_price_x96", fact -> fact.state().sqrtPriceX96())
                .maybeUint256("liquidity", fact -> fact.state().liquidity())
                .maybeInt32("tick", fact -> fact.state().tick());
    }
}
