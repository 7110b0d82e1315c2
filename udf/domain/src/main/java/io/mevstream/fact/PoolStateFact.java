package io.mevstream.fact;

import io.mevstream.pool.PoolKnowledge;
import io.mevstream.pool.PoolState;

/** A pool's state after the last of its events in a block. */
public record PoolStateFact(Origin origin, int lastLogIndex, PoolKnowledge pool, PoolState state) {}
