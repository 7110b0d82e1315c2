package io.mevstream.sequence;

import io.mevstream.chain.Block;
import io.mevstream.chain.Block.LogCoverage;
import io.mevstream.chain.CallFrame;
import io.mevstream.chain.RawLog;
import io.mevstream.chain.Receipt;
import io.mevstream.chain.Transaction;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What two blocks of one hash have in common, and how much memory a block takes. */
final class BlockContent {

    private static final int BYTES_OF_LOG = 200;
    private static final int BYTES_OF_TOPIC = 56;
    private static final int BYTES_OF_TRANSACTION = 500;
    private static final int BYTES_OF_RECEIPT = 250;
    private static final int BYTES_OF_CALL = 350;
    private static final int BYTES_OF_BLOCK = 1000;

    private BlockContent() {}

    /** Whether the blocks agree in number, logs, and whatever else both carry. */
    static boolean agree(Block a, Block b) {
        return a.ref().equals(b.ref())
                && agree(logs(a), logs(b))
                && agree(a.header(), b.header())
                && agree(a.transactions(), b.transactions())
                && agreeReceipts(a.receipts(), b.receipts())
                && agree(a.timestampSeconds(), b.timestampSeconds())
                && agree(a.traces(), b.traces());
    }

    /** How much the block carries: of two that agree, the one with more is worth keeping. */
    static long weight(Block block) {
        long parts = (block.logCoverage() == LogCoverage.NONE ? 0L : 32)
                + (block.traces() == null ? 0L : 16)
                + (block.header() == null ? 0L : 8)
                + (block.receipts() == null ? 0L : 4)
                + (block.transactions() == null ? 0L : 2)
                + (block.timestampSeconds() == null ? 0L : 1);
        long stated = 0;
        if (block.receipts() != null) {
            for (Receipt receipt : block.receipts()) {
                stated +=
                        (receipt.effectiveGasPriceWei() == null ? 0 : 1) + (receipt.contractAddress() == null ? 0 : 1);
            }
        }
        return parts << 32 | stated;
    }

    /** About how many bytes of memory the block takes; the same for equal blocks on every machine. */
    static long bytes(Block block) {
        long bytes = BYTES_OF_BLOCK;
        for (RawLog log : block.logs()) {
            bytes += BYTES_OF_LOG
                    + (long) BYTES_OF_TOPIC * log.topics().size()
                    + log.data().length();
        }
        if (block.transactions() != null) {
            for (Transaction transaction : block.transactions()) {
                bytes += BYTES_OF_TRANSACTION + transaction.input().length();
            }
        }
        if (block.traces() != null) {
            for (CallFrame frame : block.traces()) {
                bytes += BYTES_OF_CALL + frame.input().length() + frame.output().length();
            }
        }
        return bytes
                + (block.receipts() == null
                        ? 0
                        : (long) BYTES_OF_RECEIPT * block.receipts().size());
    }

    /** Some nodes leave out the price and the created contract; that is less, not something else. */
    private static boolean agreeReceipts(@Nullable List<Receipt> a, @Nullable List<Receipt> b) {
        if (a == null || b == null || a.equals(b)) {
            return true;
        }
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            Receipt x = a.get(i);
            Receipt y = b.get(i);
            if (!agree(x.effectiveGasPriceWei(), y.effectiveGasPriceWei())
                    || !agree(x.contractAddress(), y.contractAddress())
                    || !required(x).equals(required(y))) {
                return false;
            }
        }
        return true;
    }

    private static Receipt required(Receipt r) {
        return new Receipt(
                r.transactionIndex(),
                r.transactionHash(),
                r.type(),
                r.status(),
                r.stateRoot(),
                r.cumulativeGasUsed(),
                r.gasUsed(),
                null,
                r.from(),
                r.to(),
                null);
    }

    private static @Nullable List<RawLog> logs(Block block) {
        return block.logCoverage() == LogCoverage.NONE ? null : block.logs();
    }

    private static boolean agree(@Nullable Object a, @Nullable Object b) {
        return a == null || b == null || Objects.equals(a, b);
    }
}
