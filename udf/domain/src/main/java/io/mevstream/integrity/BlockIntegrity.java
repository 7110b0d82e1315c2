package io.mevstream.integrity;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockHeader;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.chain.RawLog;
import io.mevstream.chain.Receipt;
import io.mevstream.chain.Transaction;
import io.mevstream.integrity.Verdict.Proven;
import io.mevstream.integrity.Verdict.Reason;
import io.mevstream.integrity.Verdict.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a block is what it says it is: everything it carries is checked against everything else it carries.
 *
 * <p>{@code ROOTS}: the header hashes to the block's hash, and its receipts root is that of the receipts and logs; an
 * empty receipts root proves an empty block without receipts. {@code BLOOM}: the header hashes, its bloom has exactly the
 * logs' entries, but nothing commits to the logs' number and data. {@code UNPROVEN}: no header, or no logs that it could
 * prove; only order and agreement are known. Transactions, where they are there, are always proven against a header that is.
 *
 * <p>Not covered by any of these, since the chain's hashes do not cover it: who a node says sent a transaction (only that
 * transaction and receipt agree), the traces (only that they fit all else), and, without the transactions, the transaction hashes that receipts and logs state.
 */
public final class BlockIntegrity {

    private BlockIntegrity() {}

    public static Verdict check(Block block) {
        return check(block, Claims.NONE);
    }

    public static Verdict check(Block block, Claims claims) {
        Refused refused = header(block);
        if (refused == null) {
            refused = LogChecks.order(block.logs());
        }
        if (refused == null) {
            refused = contents(block, claims);
        }
        return refused != null ? refused : new Proven(proof(block));
    }

    private static @Nullable Refused contents(Block block, Claims claims) {
        List<Transaction> stated = block.transactions();
        if (stated == null) {
            return besideTransactions(block, claims);
        }
        TransactionChecks transactions = new TransactionChecks(stated, block.header());
        Refused refused = transactions.each();
        if (refused != null) {
            return refused;
        }
        Refused others = besideTransactions(block, claims);
        refused = transactions.all();
        return refused != null ? refused : others;
    }

    /** All but the header, and the transactions by themselves. */
    private static @Nullable Refused besideTransactions(Block block, Claims claims) {
        Refused refused = transactions(block, claims);
        Map<Object, Hash> entryHashes = new HashMap<>();
        if (refused == null && block.receipts() != null) {
            refused = receipts(block, block.receipts(), claims, entryHashes);
        }
        if (refused == null && block.traces() != null) {
            refused = new TraceChecks(block, block.traces()).check();
        }
        if (refused == null && block.header() != null && block.logCoverage() == Block.LogCoverage.ALL) {
            refused = bloom(block, block.header(), entryHashes);
        }
        return refused;
    }

    private static ChainRecord.Proof proof(Block block) {
        BlockHeader header = block.header();
        if (header == null || block.logCoverage() == Block.LogCoverage.NONE) {
            return ChainRecord.Proof.UNPROVEN;
        }
        return block.receipts() != null || isWithoutReceipts(header)
                ? ChainRecord.Proof.ROOTS
                : ChainRecord.Proof.BLOOM;
    }

    /** Whether the header says that there is nothing that could have logs. */
    public static boolean isWithoutReceipts(BlockHeader header) {
        return header.receiptsRoot().equals(OrderedTrie.EMPTY_ROOT);
    }

    private static @Nullable Refused header(Block block) {
        BlockHeader header = block.header();
        if (header == null) {
            return null;
        }
        if (header.number() != block.number() || !header.hash().equals(block.hash())) {
            return new Refused(
                    Reason.HEADER_OF_ANOTHER_BLOCK,
                    block.ref().toString(),
                    header.number() + " (" + header.hash() + ")");
        }
        if (!HeaderEncoding.hasNoGap(header)) {
            return new Refused(Reason.HEADER_FIELDS, "each fork's fields with those before it", "a gap between them");
        }
        Hash hash = HeaderEncoding.hash(header);
        if (!hash.equals(header.hash())) {
            return new Refused(
                    Reason.HEADER_HASH,
                    hash + " from the header's fields",
                    header.hash().toString());
        }
        Long time = block.timestampSeconds();
        if (time != null && time != header.timestampSeconds()) {
            return new Refused(Reason.TIMESTAMP, header.timestampSeconds() + " s", time + " s");
        }
        return null;
    }

    /** Whether logs name the transactions that are there. */
    private static @Nullable Refused transactions(Block block, Claims claims) {
        List<Transaction> transactions = block.transactions();
        List<Hash> hashes = claims.transactionHashes();
        if (transactions != null) {
            return LogChecks.transactions(
                    block, transactions.size(), i -> transactions.get(i).hash());
        }
        return hashes == null ? null : LogChecks.transactions(block, hashes.size(), hashes::get);
    }

    private static @Nullable Refused receipts(
            Block block, List<Receipt> receipts, Claims claims, Map<Object, Hash> entryHashes) {
        List<Hash> hashes = claims.transactionHashes();
        if (hashes != null && block.transactions() == null) {
            List<Hash> stated = new ArrayList<>();
            receipts.forEach(receipt -> stated.add(receipt.transactionHash()));
            if (hashes.size() != stated.size()) {
                return new Refused(Reason.RECEIPT_COUNT, hashes.size() + " receipts", Integer.toString(stated.size()));
            }
            if (!hashes.equals(stated)) {
                return new Refused(
                        Reason.RECEIPT_OF_ANOTHER_TRANSACTION,
                        "the block's transaction hashes",
                        "others in the receipts");
            }
        }
        Refused refused = LogChecks.transactions(
                block, receipts.size(), i -> receipts.get(i).transactionHash());
        return refused != null
                ? refused
                : new ReceiptChecks(block, receipts, claims.receiptBlooms(), entryHashes).check();
    }

    /** The header's bloom against the logs; receipts whose root fits have proven it already, but for a forged header. */
    private static @Nullable Refused bloom(Block block, BlockHeader header, Map<Object, Hash> entryHashes) {
        LogsBloom bloom = new LogsBloom(entryHashes);
        for (RawLog log : block.logs()) {
            bloom.add(log);
        }
        if (bloom.matches(header.logsBloom())) {
            return null;
        }
        return block.logs().isEmpty()
                ? new Refused(Reason.LOGS_MISSING, "logs, by the header's bloom", "none")
                : new Refused(
                        Reason.LOGS_BLOOM,
                        "the header's bloom",
                        "that of " + block.logs().size() + " logs");
    }
}
