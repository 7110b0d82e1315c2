package io.mevstream.event;

import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.num.UInt256;
import org.jspecify.annotations.Nullable;

/**
 * A pool took in one token and gave out another, as its event states it. An event alone proves nothing: any contract can
 * emit it. See {@code SwapEvidence}.
 *
 * @param sender who called the pool; null where the event does not say
 * @param recipient who got the output; null where the event does not say
 * @param in what the pool took in, net of what it gave of the same token
 * @param out what the pool gave out, net of what it took of the same token
 */
public record Swap(
        PoolId pool,
        PoolFamily family,
        @Nullable Address sender,
        @Nullable Address recipient,
        TokenAmount in,
        TokenAmount out,
        Detail detail)
        implements PoolEvent {

    /** What the event of a family says beyond the two net amounts. */
    public sealed interface Detail permits PairAmounts, PriceAfter, NoDetail, Underlying {}

    /** The four gross amounts of a pair's event: a flash swap has more than one of them on a side. */
    public record PairAmounts(UInt256 amount0In, UInt256 amount1In, UInt256 amount0Out, UInt256 amount1Out)
            implements Detail {}

    /**
     * Where a concentrated-liquidity swap ended.
     *
     * @param liquidity the liquidity in range after the swap
     * @param feePips the fee of this very swap where the event states it (V4), else null
     */
    public record PriceAfter(UInt256 sqrtPriceX96, UInt256 liquidity, int tick, @Nullable Integer feePips)
            implements Detail {}

    /** Nothing more. */
    public enum NoDetail implements Detail {
        NONE
    }

    /** The indexes of in and out count the coins underneath a meta or lending pool, not the pool's own tokens. */
    public enum Underlying implements Detail {
        COINS
    }
}
