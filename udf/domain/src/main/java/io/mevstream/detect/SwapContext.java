package io.mevstream.detect;

import io.mevstream.event.PoolFamily;
import io.mevstream.pool.PoolState;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a pool just before and just after one of its swaps.
 *
 * @param family null where unknown
 * @param indexIn the place of the input's token in the pool; null where unknown
 * @param before null where not known
 * @param after null where not known
 * @param feePips null where not known or not constant
 * @param tickSpacing null where not known, or the family has no ticks
 */
public record SwapContext(
        @Nullable PoolFamily family,
        @Nullable Integer indexIn,
        @Nullable PoolState before,
        @Nullable PoolState after,
        @Nullable Integer feePips,
        @Nullable Integer tickSpacing) {

    public static final SwapContext UNKNOWN = new SwapContext(null, null, null, null, null, null);
}
