package io.mevstream.amm.v3;

import io.mevstream.num.UInt256;

/**
 * Where a pool stands: its price, its liquidity in range, its tick.
 *
 * @param tick the pool's own, which after a stop exactly on an initialized tick is one below that of the price
 */
public record PoolPrice(UInt256 sqrtPriceX96, UInt256 liquidity, int tick) {}
