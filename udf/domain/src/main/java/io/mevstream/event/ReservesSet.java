package io.mevstream.event;

import io.mevstream.chain.PoolId;
import io.mevstream.num.UInt256;

/** A pair stated its reserves (a Sync). */
public record ReservesSet(PoolId pool, PoolFamily family, UInt256 reserve0Raw, UInt256 reserve1Raw)
        implements PoolEvent {}
