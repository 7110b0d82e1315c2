package io.mevstream.event;

import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.num.Int256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Liquidity was added, removed, collected or donated.
 *
 * @param owner whose position; null where the event does not say
 * @param tickLower the position's lower tick; null where the family has no ticks
 * @param tickUpper the position's upper tick; null where the family has no ticks
 * @param liquidityDelta the change of the position's liquidity or of the pool's shares; null where the event does not
 *     state it
 * @param amountsRaw what the pool gained (negative: gave) of each token by index; empty where the event does not state
 *     it
 * @param tokens the tokens of {@code amountsRaw} where the event names them instead of relying on the index, else empty
 */
public record LiquidityChange(
        PoolId pool,
        PoolFamily family,
        Kind kind,
        @Nullable Address owner,
        @Nullable Integer tickLower,
        @Nullable Integer tickUpper,
        @Nullable Int256 liquidityDelta,
        List<Int256> amountsRaw,
        List<Address> tokens)
        implements PoolEvent {

    /** Why the liquidity changed. */
    public enum Kind {
        ADD,
        REMOVE,
        /** Tokens owed to a position left the pool; the liquidity in range did not change. */
        COLLECT,
        /** Protocol fees left the pool. */
        COLLECT_PROTOCOL,
        DONATE
    }
}
