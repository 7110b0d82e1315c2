package io.mevstream.devchain.actor;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.devchain.node.Account;
import io.mevstream.devchain.node.Fee;
import io.mevstream.devchain.node.SignedTransaction;
import org.jspecify.annotations.Nullable;

/**
 * A signed transaction that is not in a block yet.
 *
 * @param seenMillis when it was first seen, in virtual milliseconds since 1970
 * @param trade what it trades; null where it trades nothing that its calldata shows
 */
public record Pending(
        SignedTransaction signed,
        Account sender,
        Fee fee,
        long seenMillis,
        Purpose purpose,
        Visibility visibility,
        @Nullable Trade trade) {

    /** Who sees it before it is mined. */
    public enum Visibility {
        PUBLIC,
        /** Only who makes the block. */
        PRIVATE
    }

    public Hash hash() {
        return signed.hash();
    }

    public Address from() {
        return signed.from();
    }

    public long nonce() {
        return signed.nonce();
    }

    /** What it pays per gas beyond the base fee; negative where it cannot pay the base fee. */
    public long tipWei(long baseFeeWei) {
        return Math.min(fee.priorityWei(), fee.maxWei() - baseFeeWei);
    }
}
