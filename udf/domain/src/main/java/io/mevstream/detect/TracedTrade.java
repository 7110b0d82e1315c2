package io.mevstream.detect;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.chain.PoolId;
import io.mevstream.fact.Origin;
import io.mevstream.num.UInt256;
import org.jspecify.annotations.Nullable;

/**
 * A trade that a call frame shows, kept or undone; for the fields see {@link Action.Trade}.
 *
 * @param ordinal its place among the transaction's trades: one call can make several
 * @param frame the call that made it
 */
public record TracedTrade(
        Origin origin,
        int ordinal,
        EvidenceRef frame,
        Hash transactionHash,
        Action.Fate fate,
        Means means,
        PoolId venue,
        String protocol,
        @Nullable Address tokenIn,
        UInt256 amountInRaw,
        @Nullable Address tokenOut,
        UInt256 amountOutRaw,
        @Nullable Address sender,
        @Nullable Address recipient) {

    /** How it came about. */
    public enum Means {
        /** A pool's swap. */
        SWAP,
        /** A signed order was filled. */
        ORDER
    }

    static TracedTrade of(Origin origin, int ordinal, Hash transactionHash, Action.Trade trade) {
        return new TracedTrade(
                origin,
                ordinal,
                trade.evidence(),
                transactionHash,
                trade.fate(),
                trade instanceof Action.OrderFilled ? Means.ORDER : Means.SWAP,
                trade.venue(),
                trade.protocol(),
                trade.tokenIn(),
                trade.amountInRaw(),
                trade.tokenOut(),
                trade.amountOutRaw(),
                trade.sender(),
                trade.recipient());
    }
}
