package io.mevstream.jobs.io.jsonrpc;

import io.mevstream.chain.BlockFees;
import io.mevstream.chain.BlockHeader;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.CallFrame;
import io.mevstream.chain.Hash;
import io.mevstream.chain.RawLog;
import io.mevstream.chain.Receipt;
import io.mevstream.chain.Transaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one entry states of one block: its header, its receipts, its logs or its traces; null where it does not. */
sealed interface Piece {

    BlockRef ref();

    /** The answer of {@code eth_getBlockByHash} or {@code ByNumber}, with whole transactions or their hashes. */
    record HeaderPiece(
            BlockHeader header, @Nullable List<Transaction> transactions, @Nullable List<Hash> transactionHashes)
            implements Piece {

        @Override
        public BlockRef ref() {
            return new BlockRef(header.number(), header.hash());
        }
    }

    /** Some or all receipts of a block, each with the bloom it states. */
    record ReceiptsPiece(
            BlockRef ref,
            List<Receipt> receipts,
            List<@Nullable Bytes> blooms,
            List<RawLog> logs,
            @Nullable Long timestampSeconds)
            implements Piece {}

    /** The traces of some or all transactions of a block, and what their source says of fees, where it does. */
    record TracesPiece(BlockRef ref, List<CallFrame> frames, @Nullable BlockFees fees, @Nullable Long timestampSeconds)
            implements Piece {}

    /** The traces of a block's first transactions by their hashes; which block has them is for others to say. */
    record UnplacedTraces(List<Hash> transactionHashes, List<CallFrame> frames) {

        TracesPiece in(BlockRef ref) {
            return new TracesPiece(ref, frames, null, null);
        }
    }

    /** Some or all logs of a block. */
    record LogsPiece(BlockRef ref, List<RawLog> logs, @Nullable Long timestampSeconds) implements Piece {}
}
