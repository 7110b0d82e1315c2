package io.mevstream.chain;

import io.mevstream.num.UInt256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One block, or as much of it as its source carried. The logs are all there, in order, or none is and the coverage says
 * so; header, transactions, receipts and traces may be missing, and then say less.
 *
 * @param header null where the source had none: the block cannot prove its parent
 * @param transactions null where the source had none, which is not the same as an empty block
 * @param receipts null where the source had none
 * @param logs by log index, 0, 1, 2 and on
 * @param timestampSeconds Unix time from the header or the logs; null where neither states it
 * @param traces by transaction and within it each call before those it made; whole transactions, but not always all of
 *     the block's; null where the source had none
 * @param statedFees what a source of traces says of fees; null where header and receipts, if any, are all there is
 */
public record Block(
        BlockRef ref,
        @Nullable BlockHeader header,
        @Nullable List<Transaction> transactions,
        @Nullable List<Receipt> receipts,
        List<RawLog> logs,
        @Nullable Long timestampSeconds,
        LogCoverage logCoverage,
        @Nullable List<CallFrame> traces,
        @Nullable BlockFees statedFees) {

    /** Whether the block carries its logs. */
    public enum LogCoverage {
        ALL,
        /** The source had no logs, which says nothing about whether the block has. */
        NONE
    }

    /** A block with its logs and without traces. */
    public Block(
            BlockRef ref,
            @Nullable BlockHeader header,
            @Nullable List<Transaction> transactions,
            @Nullable List<Receipt> receipts,
            List<RawLog> logs,
            @Nullable Long timestampSeconds) {
        this(ref, header, transactions, receipts, logs, timestampSeconds, LogCoverage.ALL, null, null);
    }

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

    /** Who got the fees; null where nothing says. */
    public @Nullable Address miner() {
        if (header != null) {
            return header.miner();
        }
        return statedFees == null ? null : statedFees.miner();
    }

    /** Null before London, and where nothing says. */
    public @Nullable UInt256 baseFeePerGasWei() {
        if (header != null) {
            return header.baseFeePerGasWei();
        }
        return statedFees == null ? null : statedFees.baseFeePerGasWei();
    }
}
