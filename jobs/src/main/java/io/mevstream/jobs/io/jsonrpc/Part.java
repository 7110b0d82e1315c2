package io.mevstream.jobs.io.jsonrpc;

import io.mevstream.chain.BlockRef;
import io.mevstream.chain.RawLog;
import io.mevstream.chain.Receipt;
import io.mevstream.jobs.io.jsonrpc.Piece.HeaderPiece;
import io.mevstream.jobs.io.jsonrpc.Piece.LogsPiece;
import io.mevstream.jobs.io.jsonrpc.Piece.ReceiptsPiece;
import io.mevstream.jobs.io.jsonrpc.Piece.TracesPiece;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** All that one entry states of one block: taken or refused as a whole. */
record Part(BlockRef ref, Entry entry, List<Piece> pieces) {

    /**
     * By content, so that it does not matter which came first: headers, then what holds more, then by bytes; the file's
     * name orders equals only.
     */
    static final Comparator<Part> BY_CONTENT = Comparator.<Part>comparingInt(part -> part.hasHeader() ? 0 : 1)
            .thenComparingInt(part -> -part.size())
            .thenComparing((a, b) -> compareBytes(a.entry, b.entry))
            .thenComparing(part -> part.entry.file())
            .thenComparingLong(part -> part.entry.number());

    private static int compareBytes(Entry a, Entry b) {
        return Arrays.compareUnsigned(a.buffer(), a.from(), a.to(), b.buffer(), b.from(), b.to());
    }

    boolean hasHeader() {
        return pieces.stream().anyMatch(HeaderPiece.class::isInstance);
    }

    boolean isHeaderOnly() {
        return pieces.stream().allMatch(HeaderPiece.class::isInstance);
    }

    boolean hasTraces() {
        return pieces.stream().anyMatch(TracesPiece.class::isInstance);
    }

    private int size() {
        int size = 0;
        for (Piece piece : pieces) {
            if (piece instanceof HeaderPiece header) {
                size += header.transactions() == null ? 1 : 2;
            } else if (piece instanceof ReceiptsPiece receipts) {
                size += receipts.receipts().size() + receipts.logs().size();
            } else if (piece instanceof TracesPiece traces) {
                size += traces.frames().size();
            } else {
                size += ((LogsPiece) piece).logs().size();
            }
        }
        return size;
    }

    /** Whether each of its lists is in order; a list that is not is judged as it stands. */
    boolean isOrdered() {
        for (Piece piece : pieces) {
            if (piece instanceof ReceiptsPiece receipts) {
                int before = -1;
                for (Receipt receipt : receipts.receipts()) {
                    if (receipt.transactionIndex() <= before) {
                        return false;
                    }
                    before = receipt.transactionIndex();
                }
                if (!isOrdered(receipts.logs())) {
                    return false;
                }
            } else if (piece instanceof LogsPiece logs && !isOrdered(logs.logs())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOrdered(List<RawLog> logs) {
        int before = -1;
        for (RawLog log : logs) {
            if (log.logIndex() <= before) {
                return false;
            }
            before = log.logIndex();
        }
        return true;
    }
}
