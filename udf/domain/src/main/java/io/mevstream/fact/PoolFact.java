package io.mevstream.fact;

import io.mevstream.pool.PoolKnowledge;

/** What is known of a pool changed in this block; the knowledge is that after the block's last event. */
public record PoolFact(Origin origin, PoolKnowledge pool) {}
