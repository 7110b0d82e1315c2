package io.mevstream.jobs.io.jsonrpc;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockHeader;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.RawLog;
import io.mevstream.chain.Receipt;
import io.mevstream.integrity.Claims;
import io.mevstream.jobs.io.jsonrpc.InputRefusal.Reason;
import io.mevstream.jobs.io.jsonrpc.Piece.HeaderPiece;
import io.mevstream.jobs.io.jsonrpc.Piece.LogsPiece;
import io.mevstream.jobs.io.jsonrpc.Piece.ReceiptsPiece;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pieces of one block that have come so far. */
final class PendingBlock {

    private final BlockRef ref;
    private final List<Entry> entries = new ArrayList<>();
    private final List<ReceiptsPiece> receipts = new ArrayList<>();
    private final List<LogsPiece> logs = new ArrayList<>();
    private @Nullable HeaderPiece header;
    private @Nullable Long timestampSeconds;
    private int receiptCount;

    PendingBlock(BlockRef ref) {
        this.ref = ref;
    }

    BlockRef ref() {
        return ref;
    }

    List<Entry> entries() {
        return entries;
    }

    /** Whether only a header has come: it says nothing that a whole block of the same hash does not say. */
    boolean isHeaderOnly() {
        return header != null && receipts.isEmpty() && logs.isEmpty();
    }

    /** Whether no further piece can prove more. */
    boolean isComplete() {
        if (header == null) {
            return false;
        }
        if (header.transactions() != null) {
            return header.transactions().size() == receiptCount;
        }
        return header.transactionHashes() != null && header.transactionHashes().size() == receiptCount;
    }

    /** Adds a piece; one that was there already changes nothing. */
    void add(Piece piece, Entry entry) throws Unreadable {
        if (!piece.ref().equals(ref)) {
            throw disagree("number " + ref.number(), "number " + piece.ref().number());
        }
        boolean added;
        if (piece instanceof HeaderPiece other) {
            added = addHeader(other);
        } else if (piece instanceof ReceiptsPiece other) {
            added = addReceipts(other);
        } else {
            added = addLogs((LogsPiece) piece);
        }
        if (added && (entries.isEmpty() || entries.get(entries.size() - 1) != entry)) {
            entries.add(entry);
        }
    }

    private boolean addHeader(HeaderPiece other) throws Unreadable {
        if (header == null || header.transactions() == null && header.header().equals(other.header())) {
            boolean adds = header == null || other.transactions() != null;
            header = adds ? other : header;
            return adds;
        }
        boolean same = header.equals(other)
                || other.transactions() == null && other.header().equals(header.header());
        if (!same) {
            throw disagree("the header or transactions read before", "others");
        }
        return false;
    }

    private boolean addReceipts(ReceiptsPiece other) throws Unreadable {
        if (receipts.contains(other)) {
            return false;
        }
        time(other.timestampSeconds());
        receipts.add(other);
        receiptCount += other.receipts().size();
        return true;
    }

    private boolean addLogs(LogsPiece other) throws Unreadable {
        if (logs.contains(other)) {
            return false;
        }
        time(other.timestampSeconds());
        logs.add(other);
        return true;
    }

    private void time(@Nullable Long stated) throws Unreadable {
        if (stated != null && timestampSeconds != null && !stated.equals(timestampSeconds)) {
            throw disagree("timestamp " + timestampSeconds, "timestamp " + stated);
        }
        timestampSeconds = stated == null ? timestampSeconds : stated;
    }

    /** The block as far as it has come; pieces with parts of a list are put into their order. */
    Block block() throws Unreadable {
        receipts.sort(Comparator.comparingInt(piece -> piece.receipts().get(0).transactionIndex()));
        logs.sort(Comparator.comparingInt(piece -> piece.logs().get(0).logIndex()));
        List<Receipt> allReceipts = new ArrayList<>();
        List<RawLog> ofReceipts = new ArrayList<>();
        for (ReceiptsPiece piece : receipts) {
            allReceipts.addAll(piece.receipts());
            ofReceipts.addAll(piece.logs());
        }
        List<RawLog> ofLogs = new ArrayList<>();
        logs.forEach(piece -> ofLogs.addAll(piece.logs()));
        if (!receipts.isEmpty() && !logs.isEmpty() && !ofReceipts.equals(ofLogs)) {
            throw disagree("the logs of the receipts", "others");
        }
        BlockHeader blockHeader = header == null ? null : header.header();
        Long headerTime = blockHeader == null ? null : (Long) blockHeader.timestampSeconds();
        boolean empty = header != null
                && header.transactions() != null
                && header.transactions().isEmpty();
        return new Block(
                ref,
                blockHeader,
                header == null ? null : header.transactions(),
                receipts.isEmpty() && !empty ? null : allReceipts,
                receipts.isEmpty() ? ofLogs : ofReceipts,
                timestampSeconds == null ? headerTime : timestampSeconds);
    }

    Claims claims() {
        List<@Nullable Bytes> blooms = new ArrayList<>();
        receipts.forEach(piece -> blooms.addAll(piece.blooms()));
        return new Claims(header == null ? null : header.transactionHashes(), receipts.isEmpty() ? null : blooms);
    }

    private static Unreadable disagree(String expected, String found) {
        return new Unreadable(Reason.PIECES_DISAGREE, "expected " + expected + ", found " + found);
    }
}
