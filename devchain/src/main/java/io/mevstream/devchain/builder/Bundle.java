package io.mevstream.devchain.builder;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Transactions that a block holds together, one directly after the other in this order, or not at all.
 *
 * @param hash what its sender knows it by
 * @param reverting may revert and stay
 * @param dropping are left out where they would revert or cannot be in the block
 * @param refunds what the builder pays back of what the bundle paid
 */
public record Bundle(
        Hash hash,
        List<PooledTransaction> transactions,
        Validity validity,
        SortedSet<Hash> reverting,
        SortedSet<Hash> dropping,
        List<Refund> refunds,
        Origin origin) {

    /**
     * When a bundle may be in a block.
     *
     * @param firstBlock the first block's number, and {@code lastBlock} the last one's
     * @param minTimestamp the least time of the block in seconds, and {@code maxTimestamp} the greatest
     */
    public record Validity(long firstBlock, long lastBlock, long minTimestamp, long maxTimestamp) {

        /** Only this block, at any time. */
        public static Validity only(long block) {
            return new Validity(block, block, 0, Long.MAX_VALUE);
        }

        public boolean allows(Slot slot) {
            return slot.number() >= firstBlock
                    && slot.number() <= lastBlock
                    && slot.timestamp() >= minTimestamp
                    && slot.timestamp() <= maxTimestamp;
        }
    }

    /**
     * Where a bundle came from.
     *
     * @param relay the relay's name
     * @param signer the key that signed the request; null where the relay asks for none
     * @param arrival its place among all that arrived: of two equal bids the earlier wins
     */
    public record Origin(String relay, @Nullable Address signer, long arrival) {}

    /** The bundle of what a private transaction is: itself, in any block up to the last. */
    public boolean isSingle() {
        return transactions.size() == 1;
    }

    /** What becomes of the transaction if it reverts. */
    boolean mayRevert(Hash transaction) {
        return reverting.contains(transaction);
    }

    /** What becomes of the transaction if it would revert or be invalid. */
    boolean mayBeDropped(Hash transaction) {
        return dropping.contains(transaction);
    }
}
