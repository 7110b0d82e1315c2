package io.mevstream.chain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One block, or as much of it as its source carried. The logs are always there, all of them, in order; header,
 * transactions and receipts may be missing, and then say less.
 *
 * @param header null where the source had none: the block cannot prove its parent
 * @param transactions null where the source had none, which is not the same as an empty block
 * @param receipts null where the source had none
 * @param logs by log index, 0, 1, 2 and on
 * @param timestampSeconds Unix time from the header or the logs; null where neither states it
 */
public record Block(
        BlockRef ref,
        @Nullable BlockHeader header,
        @Nullable List<Transaction> transactions,
        @Nullable List<Receipt> receipts,
        List<RawLog> logs,
        @Nullable Long timestampSeconds) {

    public long number() {
        return ref.number();
    }

    public Hash hash() {
        return ref.hash();
    }

    /** The parent's hash; null without a header. */
    public @Nullable Hash parentHash() {
        return header == null ? null : header.parentHash();
    }
}
