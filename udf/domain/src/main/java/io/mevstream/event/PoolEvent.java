package io.mevstream.event;

import io.mevstream.chain.PoolId;

/** Something that happened to a pool; what {@code track-pools} folds. */
public sealed interface PoolEvent extends ChainEvent
        permits PoolCreated, PoolInitialized, ReservesSet, Swap, LiquidityChange, PoolFeeChanged {

    PoolId pool();
}
