package io.mevstream.fact;

import io.mevstream.pool.PoolKnowledge;
import io.mevstream.pool.PoolState;

/**
 * A pool's state after the last of its events in a block. After an undo the state that counts again is stated once more, as an
 * apply of its own block at the position of the undo.
 */
public record PoolStateFact(Origin origin, int lastLogIndex, PoolKnowledge pool, PoolState state) {}
