package io.mevstream.fact;

import io.mevstream.pool.PoolKnowledge;
import io.mevstream.pool.PoolState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pool in one block that touched it: what looking at the block as a whole needs to know of it.
 *
 * @param pool what was known of it after the block's last event
 * @param before its state before the block; null where the block was the first of its run to touch it
 * @param swaps the block's swaps in it, in log order
 */
public record PoolInBlock(Origin origin, PoolKnowledge pool, @Nullable PoolState before, List<SwapFact> swaps) {}
