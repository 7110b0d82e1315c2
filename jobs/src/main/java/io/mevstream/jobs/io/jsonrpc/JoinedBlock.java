package io.mevstream.jobs.io.jsonrpc;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockHeader;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.RawLog;
import io.mevstream.chain.Receipt;
import io.mevstream.chain.Transaction;
import io.mevstream.integrity.BlockIntegrity;
import io.mevstream.integrity.Claims;
import io.mevstream.integrity.Verdict;
import io.mevstream.jobs.io.jsonrpc.Piece.HeaderPiece;
import io.mevstream.jobs.io.jsonrpc.Piece.LogsPiece;
import io.mevstream.jobs.io.jsonrpc.Piece.ReceiptsPiece;
import io.mevstream.jobs.io.jsonrpc.Piece.TracesPiece;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Parts of one block put together: receipts and traces by transaction index, logs by log index, equal ones once. What a source leaves
 * out (a receipt's price, bloom or created contract, a time) is less, not something else.
 */
final class JoinedBlock {

    private final BlockRef ref;
    private final TreeMap<Integer, StatedReceipt> receipts = new TreeMap<>();
    private final TreeMap<Integer, RawLog> logs = new TreeMap<>();
    private final JoinedTraces traces;
    private @Nullable BlockHeader header;
    private @Nullable List<Transaction> transactions;
    private @Nullable List<Hash> transactionHashes;
    private @Nullable Long timestampSeconds;
    private boolean receiptsStated;
    /** What all of it is as a block; null until asked for and once something was added. */
    private @Nullable Block built;

    JoinedBlock(BlockRef ref) {
        this(ref, new JoinedTraces());
    }

    private JoinedBlock(BlockRef ref, JoinedTraces traces) {
        this.ref = ref;
        this.traces = traces;
    }

    static JoinedBlock of(Block block) {
        JoinedBlock joined = new JoinedBlock(block.ref(), JoinedTraces.of(block));
        joined.header = block.header();
        joined.transactions = block.transactions();
        joined.timestampSeconds = block.timestampSeconds();
        block.logs().forEach(log -> joined.logs.put(log.logIndex(), log));
        List<Receipt> stated = block.receipts();
        if (stated != null) {
            joined.receiptsStated = true;
            int[] counts = new int[stated.size()];
            block.logs().forEach(log -> counts[log.transactionIndex()]++);
            stated.forEach(receipt -> joined.receipts.put(
                    receipt.transactionIndex(), new StatedReceipt(receipt, null, counts[receipt.transactionIndex()])));
        }
        return joined;
    }

    boolean hasHeader() {
        return header != null;
    }

    /** Whether all is there that roots commit to, for the check to judge. */
    boolean mayBeProvenByRoots() {
        return header != null
                && transactions != null
                && (receiptsStated || transactions.isEmpty() || BlockIntegrity.isWithoutReceipts(header));
    }

    /** How much there is; of two that are proven alike more is better. */
    int size() {
        return (header == null ? 0 : 1)
                + (transactions == null ? 0 : 1 + transactions.size())
                + receipts.size()
                + logs.size()
                + traces.size();
    }

    /** Adds a part, or says what of it contradicts what is there; it may then have been added in part. */
    @Nullable
    String add(Part part) {
        built = null;
        for (Piece piece : part.pieces()) {
            String contradiction = add(piece);
            if (contradiction != null) {
                return contradiction;
            }
        }
        return belonging();
    }

    JoinedBlock copy() {
        JoinedBlock copy = new JoinedBlock(ref, traces.copy());
        copy.receipts.putAll(receipts);
        copy.logs.putAll(logs);
        copy.header = header;
        copy.transactions = transactions;
        copy.transactionHashes = transactionHashes;
        copy.timestampSeconds = timestampSeconds;
        copy.receiptsStated = receiptsStated;
        return copy;
    }

    /** Whether the other has everything it has; said of two that do not contradict each other. */
    boolean saysNoMoreThan(JoinedBlock other) {
        return (header == null || other.header != null)
                && (transactions == null || other.transactions != null)
                && (transactionHashes == null || other.transactionHashes != null || other.transactions != null)
                && (timestampSeconds == null || other.timestampSeconds != null || other.header != null)
                && (!receiptsStated || other.receiptsStated)
                && other.receipts.keySet().containsAll(receipts.keySet())
                && other.logs.keySet().containsAll(logs.keySet())
                && traces.sayNoMoreThan(other.traces);
    }

    /** Whether both speak of one log, receipt or traced transaction and say different things of it. */
    boolean denies(JoinedBlock other) {
        return logs.entrySet().stream().anyMatch(entry -> {
                    RawLog before = other.logs.get(entry.getKey());
                    return before != null && !before.equals(entry.getValue());
                })
                || receipts.entrySet().stream().anyMatch(entry -> {
                    StatedReceipt before = other.receipts.get(entry.getKey());
                    return before != null && StatedReceipt.joined(before, entry.getValue()) == null;
                })
                || traces.deny(other.traces);
    }

    boolean contradicts(JoinedBlock other) {
        return !logs.equals(other.logs) || !Objects.equals(header, other.header) || denies(other);
    }

    private @Nullable String add(Piece piece) {
        if (!piece.ref().equals(ref)) {
            return "expected number " + ref.number() + ", found number "
                    + piece.ref().number();
        }
        if (piece instanceof HeaderPiece other) {
            return addHeader(other);
        }
        if (piece instanceof ReceiptsPiece other) {
            String wrong = addTime(other.timestampSeconds());
            wrong = wrong == null ? addReceipts(other) : wrong;
            return wrong == null ? addLogs(other.logs()) : wrong;
        }
        if (piece instanceof TracesPiece other) {
            String wrong = addTime(other.timestampSeconds());
            return wrong == null ? traces.add(other) : wrong;
        }
        LogsPiece other = (LogsPiece) piece;
        String wrong = addTime(other.timestampSeconds());
        return wrong == null ? addLogs(other.logs()) : wrong;
    }

    private @Nullable String addHeader(HeaderPiece other) {
        if (header != null && !header.equals(other.header())) {
            return "expected the header of the other pieces, found another";
        }
        List<Hash> before = hashes(transactions, transactionHashes);
        List<Hash> stated = hashes(other.transactions(), other.transactionHashes());
        boolean differs = before != null && stated != null && !before.equals(stated)
                || transactions != null && other.transactions() != null && !transactions.equals(other.transactions());
        if (differs) {
            return "expected the transactions of the other pieces, found others";
        }
        header = other.header();
        transactions = transactions == null ? other.transactions() : transactions;
        transactionHashes = transactionHashes == null ? other.transactionHashes() : transactionHashes;
        return null;
    }

    private static @Nullable List<Hash> hashes(
            @Nullable List<Transaction> transactions, @Nullable List<Hash> transactionHashes) {
        return transactions == null
                ? transactionHashes
                : transactions.stream().map(Transaction::hash).toList();
    }

    private @Nullable String addTime(@Nullable Long stated) {
        Long known = timestampSeconds == null && header != null ? (Long) header.timestampSeconds() : timestampSeconds;
        if (stated != null && known != null && !stated.equals(known)) {
            return "expected timestamp " + known + ", found timestamp " + stated;
        }
        timestampSeconds = stated == null ? timestampSeconds : stated;
        return null;
    }

    private @Nullable String addReceipts(ReceiptsPiece piece) {
        receiptsStated = true;
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        piece.logs().forEach(log -> counts.merge(log.transactionIndex(), 1, Integer::sum));
        for (int i = 0; i < piece.receipts().size(); i++) {
            Receipt receipt = piece.receipts().get(i);
            int index = receipt.transactionIndex();
            StatedReceipt stated = new StatedReceipt(receipt, piece.blooms().get(i), counts.getOrDefault(index, 0));
            StatedReceipt before = receipts.get(index);
            StatedReceipt joined = before == null ? stated : StatedReceipt.joined(before, stated);
            if (joined == null) {
                return "expected the receipt of transaction " + index + " as other pieces have it, found another";
            }
            receipts.put(index, joined);
        }
        return null;
    }

    private @Nullable String addLogs(List<RawLog> stated) {
        for (RawLog log : stated) {
            RawLog before = logs.putIfAbsent(log.logIndex(), log);
            if (before != null && !before.equals(log)) {
                return "expected log " + log.logIndex() + " as other pieces have it, found another";
            }
        }
        return null;
    }

    /** A receipt has all logs of its transaction. */
    private @Nullable String belonging() {
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        logs.values().forEach(log -> counts.merge(log.transactionIndex(), 1, Integer::sum));
        for (StatedReceipt stated : receipts.values()) {
            int index = stated.receipt().transactionIndex();
            int found = counts.getOrDefault(index, 0);
            if (found != stated.logs()) {
                return "expected the " + stated.logs() + " logs of the receipt of transaction " + index + ", found "
                        + found;
            }
        }
        return null;
    }

    Verdict check() {
        List<@Nullable Bytes> blooms = null;
        if (receiptsStated) {
            blooms = new ArrayList<>();
            for (StatedReceipt stated : receipts.values()) {
                blooms.add(stated.bloom());
            }
        }
        return BlockIntegrity.check(block(), new Claims(transactions == null ? transactionHashes : null, blooms));
    }

    /** The block; without receipts or logs, but with traces, it says that it has no logs, not that there are none. */
    Block block() {
        Block block = built == null ? build() : built;
        built = block;
        return block;
    }

    private Block build() {
        boolean empty = transactions != null && transactions.isEmpty();
        Long headerTime = header == null ? null : (Long) header.timestampSeconds();
        boolean logless = traces.size() > 0 && !receiptsStated && logs.isEmpty() && !empty;
        return new Block(
                ref,
                header,
                transactions,
                receiptsStated || empty
                        ? receipts.values().stream().map(StatedReceipt::receipt).toList()
                        : null,
                List.copyOf(logs.values()),
                timestampSeconds == null ? headerTime : timestampSeconds,
                logless ? Block.LogCoverage.NONE : Block.LogCoverage.ALL,
                traces.frames(),
                traces.fees());
    }

    /** The verdict on lists that are out of order, as they stand. */
    static Verdict checkAsItStands(Part part) {
        JoinedBlock joined = new JoinedBlock(part.ref());
        List<Receipt> receipts = new ArrayList<>();
        List<@Nullable Bytes> blooms = new ArrayList<>();
        List<RawLog> logs = new ArrayList<>();
        for (Piece piece : part.pieces()) {
            if (piece instanceof HeaderPiece header) {
                joined.addHeader(header);
            } else if (piece instanceof ReceiptsPiece stated) {
                receipts.addAll(stated.receipts());
                blooms.addAll(stated.blooms());
                logs.addAll(stated.logs());
            } else if (piece instanceof LogsPiece stated && receipts.isEmpty()) {
                logs.addAll(stated.logs());
            }
        }
        Block block = new Block(
                part.ref(), joined.header, joined.transactions, receipts.isEmpty() ? null : receipts, logs, null);
        return BlockIntegrity.check(block, new Claims(joined.transactionHashes, receipts.isEmpty() ? null : blooms));
    }
}
