package io.mevstream.fact;

import io.mevstream.event.LiquidityChange;
import io.mevstream.pool.PoolKnowledge;

/** A change of a pool's liquidity, with what was known of the pool after it. */
public record LiquidityFact(Origin origin, LogRef log, String protocol, LiquidityChange change, PoolKnowledge pool) {}
