package io.mevstream.jobs.io.jsonrpc;

import io.mevstream.chain.BlockHeader;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.RawLog;
import io.mevstream.chain.Receipt;
import io.mevstream.chain.Transaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one entry states of one block: its header, its receipts or its logs; null where it does not. */
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

    /** Some or all logs of a block. */
    record LogsPiece(BlockRef ref, List<RawLog> logs, @Nullable Long timestampSeconds) implements Piece {}
}
