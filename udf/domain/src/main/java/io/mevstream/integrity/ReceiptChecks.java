package io.mevstream.integrity;

import io.mevstream.chain.Address;
import io.mevstream.chain.Block;
import io.mevstream.chain.BlockHeader;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.chain.RawLog;
import io.mevstream.chain.Receipt;
import io.mevstream.chain.Transaction;
import io.mevstream.integrity.Verdict.Reason;
import io.mevstream.integrity.Verdict.Refused;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** That receipts are in order, fit their transactions and logs, and are those the header commits to. */
final class ReceiptChecks {

    private final Block block;
    private final List<Receipt> receipts;
    private final @Nullable List<@Nullable Bytes> statedBlooms;
    private final Map<Object, Hash> entryHashes;
    private final RlpWriter writer = new RlpWriter(1 << 16);
    private int nextLog;

    ReceiptChecks(
            Block block,
            List<Receipt> receipts,
            @Nullable List<@Nullable Bytes> statedBlooms,
            Map<Object, Hash> entryHashes) {
        this.entryHashes = entryHashes;
        this.block = block;
        this.receipts = receipts;
        this.statedBlooms = statedBlooms;
    }

    @Nullable
    Refused check() {
        List<Transaction> transactions = block.transactions();
        if (transactions != null && transactions.size() != receipts.size()) {
            return new Refused(
                    Reason.RECEIPT_COUNT, transactions.size() + " receipts", Integer.toString(receipts.size()));
        }
        int[] bounds = new int[receipts.size() + 1];
        long gasBefore = 0;
        for (int i = 0; i < receipts.size(); i++) {
            Receipt receipt = receipts.get(i);
            Refused refused = fields(receipt, i, gasBefore);
            if (refused == null && transactions != null) {
                refused = transaction(receipt, transactions.get(i));
            }
            if (refused == null) {
                refused = encode(receipt, i);
            }
            if (refused != null) {
                return refused;
            }
            bounds[i + 1] = writer.length();
            gasBefore = receipt.cumulativeGasUsed();
        }
        BlockHeader header = block.header();
        return header == null ? null : root(header, bounds, gasBefore);
    }

    private @Nullable Refused root(BlockHeader header, int[] bounds, long gasUsed) {
        if (header.gasUsed() != gasUsed) {
            return new Refused(
                    Reason.GAS_USED, header.gasUsed() + " gas in the header", gasUsed + " in the last receipt");
        }
        Hash root = OrderedTrie.root(writer, bounds);
        return root.equals(header.receiptsRoot())
                ? null
                : new Refused(
                        Reason.RECEIPTS_ROOT,
                        header.receiptsRoot().toString(),
                        root + " of " + receipts.size() + " receipts");
    }

    private static @Nullable Refused fields(Receipt receipt, int index, long gasBefore) {
        if (receipt.transactionIndex() != index) {
            return new Refused(Reason.RECEIPT_INDEX, "receipt " + index, "receipt " + receipt.transactionIndex());
        }
        if ((receipt.status() == null) == (receipt.stateRoot() == null)) {
            return new Refused(
                    Reason.RECEIPT_OUTCOME,
                    "a status or a state root",
                    (receipt.status() == null ? "neither" : "both") + " in receipt " + index);
        }
        if (receipt.gasUsed() < 0 || receipt.cumulativeGasUsed() - receipt.gasUsed() != gasBefore) {
            return new Refused(
                    Reason.CUMULATIVE_GAS,
                    gasBefore + " and the transaction's gas",
                    receipt.cumulativeGasUsed() + " with " + receipt.gasUsed() + " in receipt " + index);
        }
        return null;
    }

    private @Nullable Refused transaction(Receipt receipt, Transaction transaction) {
        String found = null;
        if (!receipt.transactionHash().equals(transaction.hash())) {
            found = "transaction hash " + receipt.transactionHash();
        } else if (receipt.type() != transaction.type()) {
            found = "type " + receipt.type();
        } else if (!receipt.from().equals(transaction.from()) || !Objects.equals(receipt.to(), transaction.to())) {
            found = "from " + receipt.from() + " to " + receipt.to();
        } else if (receipt.gasUsed() > transaction.gasLimit()) {
            found = receipt.gasUsed() + " gas used of " + transaction.gasLimit();
        } else if (receipt.effectiveGasPriceWei() != null
                && !receipt.effectiveGasPriceWei().equals(transaction.gasPriceWei())) {
            found = "gas price " + receipt.effectiveGasPriceWei();
        } else if (receipt.contractAddress() != null
                && !receipt.contractAddress().equals(created(transaction))) {
            found = "contract " + receipt.contractAddress();
        }
        return found == null
                ? null
                : new Refused(
                        Reason.RECEIPT_OF_ANOTHER_TRANSACTION,
                        "what transaction " + transaction.index() + " states",
                        found);
    }

    /** The address of the contract that a transaction creates; null when it creates none. */
    private static @Nullable Address created(Transaction transaction) {
        if (transaction.to() != null) {
            return null;
        }
        RlpWriter writer = new RlpWriter(64);
        int list = writer.beginList();
        writer.address(transaction.from());
        writer.number(transaction.nonce());
        writer.endList(list);
        return Address.fromBytes(Keccak.hash(writer.copyFrom(0)).toBytes(), Hash.LENGTH - Address.LENGTH);
    }

    /** Appends the receipt as the receipts root covers it: outcome, gas, bloom, logs (EIP-658, EIP-2718). */
    private @Nullable Refused encode(Receipt receipt, int index) {
        int lastLog = nextLog;
        LogsBloom bloom = new LogsBloom(entryHashes);
        List<RawLog> logs = block.logs();
        while (lastLog < logs.size() && logs.get(lastLog).transactionIndex() == index) {
            bloom.add(logs.get(lastLog++));
        }
        Bytes stated = statedBlooms == null ? null : statedBlooms.get(index);
        if (stated != null && !bloom.matches(stated)) {
            return new Refused(Reason.RECEIPT_BLOOM, "the bloom of its logs", "another in receipt " + index);
        }
        if (receipt.type() != 0) {
            writer.rawByte(receipt.type());
        }
        int list = writer.beginList();
        if (receipt.status() != null) {
            writer.number(receipt.status());
        } else if (receipt.stateRoot() != null) {
            writer.hash(receipt.stateRoot());
        }
        writer.number(receipt.cumulativeGasUsed());
        bloom.write(writer);
        int logList = writer.beginList();
        for (; nextLog < lastLog; nextLog++) {
            write(logs.get(nextLog));
        }
        writer.endList(logList);
        writer.endList(list);
        return null;
    }

    private void write(RawLog log) {
        int list = writer.beginList();
        writer.address(log.address());
        int topics = writer.beginList();
        for (Hash topic : log.topics()) {
            writer.hash(topic);
        }
        writer.endList(topics);
        writer.string(log.data());
        writer.endList(list);
    }
}
