package io.mevstream.event;

import io.mevstream.chain.PoolId;
import io.mevstream.num.UInt256;

/**
 * A pool's fee or another parameter of its maths changed.
 *
 * @param parameter which one, in the protocol's own word ({@code swapFeePercentage}, {@code protocolFee}, {@code A})
 * @param valueRaw the new value in the protocol's own unit
 */
public record PoolFeeChanged(PoolId pool, PoolFamily family, String parameter, UInt256 valueRaw) implements PoolEvent {}
