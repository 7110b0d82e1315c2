package io.mevstream.event;

import io.mevstream.chain.PoolId;
import io.mevstream.num.UInt256;

/**
 * A concentrated-liquidity pool got its first price.
 *
 * @param sqrtPriceX96 the square root of token1 per token0, Q64.96
 */
public record PoolInitialized(PoolId pool, UInt256 sqrtPriceX96, int tick) implements PoolEvent {}
