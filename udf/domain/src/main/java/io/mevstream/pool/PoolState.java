package io.mevstream.pool;

import io.mevstream.amm.Completeness;
import io.mevstream.num.UInt256;
import org.jspecify.annotations.Nullable;

/**
 * A pool's state that changes from trade to trade, as far as events have shown it.
 *
 * @param reserve0Raw pairs: token0's reserve; null where not known or another family
 * @param reserve1Raw pairs: token1's reserve
 * @param sqrtPriceX96 concentrated liquidity: the price; null where not known or another family
 * @param liquidity concentrated liquidity: the liquidity in range
 * @param tick concentrated liquidity: the current tick
 */
public record PoolState(
        Completeness completeness,
        @Nullable UInt256 reserve0Raw,
        @Nullable UInt256 reserve1Raw,
        @Nullable UInt256 sqrtPriceX96,
        @Nullable UInt256 liquidity,
        @Nullable Integer tick) {

    public static final PoolState UNKNOWN = new PoolState(Completeness.UNKNOWN, null, null, null, null, null);
}
