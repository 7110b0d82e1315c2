package io.mevstream.event;

import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A factory or singleton announced a pool.
 *
 * @param factory the contract that announced it
 * @param tokens in the pool's order; empty where the event does not name them
 * @param feePips the fee in millionths; null where the event does not state it or it varies
 * @param tickSpacing null where the family has no ticks
 * @param hooks the V4 hooks contract; null elsewhere and where there is none
 * @param initialized the first price, where the announcing event states it too (V4); null elsewhere
 */
public record PoolCreated(
        PoolId pool,
        PoolFamily family,
        Address factory,
        List<Address> tokens,
        @Nullable Integer feePips,
        @Nullable Integer tickSpacing,
        @Nullable Address hooks,
        @Nullable PoolInitialized initialized)
        implements PoolEvent {}
