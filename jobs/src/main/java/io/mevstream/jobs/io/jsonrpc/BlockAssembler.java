package io.mevstream.jobs.io.jsonrpc;

import io.mevstream.chain.Block;
import io.mevstream.chain.Hash;
import io.mevstream.integrity.BlockIntegrity;
import io.mevstream.integrity.Verdict;
import io.mevstream.jobs.io.jsonrpc.InputRefusal.Reason;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Joins pieces by block hash and checks each block.
 *
 * <p>A block with header, transactions and as many receipts is passed on at once. Any other waits for more until the input
 * ends or the waiting ones together exceed the budget; then the one waiting longest is passed on as it is. A piece of it
 * that comes later makes another block of the same hash: whoever takes the blocks keeps the one with more proof. Where
 * two pieces of a block disagree the one that came first stays.
 */
final class BlockAssembler {

    private final BlockSink sink;
    private final long budgetBytes;
    private final Map<Hash, PendingBlock> pending = new LinkedHashMap<>();
    private final Set<Hash> passedOn = new HashSet<>();
    private long pendingBytes;

    /** Waiting blocks hold at most {@code budgetBytes} of input, and one entry beyond. */
    BlockAssembler(BlockSink sink, long budgetBytes) {
        this.sink = sink;
        this.budgetBytes = budgetBytes;
    }

    void add(List<Piece> pieces, Entry entry) {
        for (Piece piece : pieces) {
            add(piece, entry);
        }
        for (Piece piece : pieces) {
            PendingBlock block = pending.get(piece.ref().hash());
            if (block != null && block.isComplete()) {
                passOn(block);
                pending.remove(piece.ref().hash());
                pendingBytes -= bytes(block);
            }
        }
        Iterator<PendingBlock> oldest = pending.values().iterator();
        while (pendingBytes > budgetBytes && oldest.hasNext()) {
            PendingBlock block = oldest.next();
            oldest.remove();
            pendingBytes -= bytes(block);
            passOn(block);
        }
    }

    private void add(Piece piece, Entry entry) {
        PendingBlock block = pending.get(piece.ref().hash());
        if (block == null) {
            block = new PendingBlock(piece.ref());
            pending.put(piece.ref().hash(), block);
        }
        long before = bytes(block);
        try {
            block.add(piece, entry);
        } catch (Unreadable e) {
            sink.refused(new InputRefusal(e.reason(), null, e.detail(), piece.ref(), List.of(entry)));
        }
        pendingBytes += bytes(block) - before;
    }

    /** Passes on all that wait. */
    void finish() {
        pending.values().forEach(this::passOn);
        pending.clear();
        pendingBytes = 0;
    }

    private void passOn(PendingBlock pendingBlock) {
        if (pendingBlock.isHeaderOnly() && passedOn.contains(pendingBlock.ref().hash())) {
            return;
        }
        Verdict.Reason contradiction;
        String detail;
        Reason reason;
        try {
            Block block = pendingBlock.block();
            Verdict verdict = BlockIntegrity.check(block, pendingBlock.claims());
            if (verdict instanceof Verdict.Proven proven) {
                passedOn.add(block.hash());
                List<String> sources =
                        pendingBlock.entries().stream().map(Entry::source).toList();
                sink.block(new ReadBlock(block, proven.proof(), sources));
                return;
            }
            Verdict.Refused refused = (Verdict.Refused) verdict;
            reason = Reason.CONTRADICTION;
            contradiction = refused.reason();
            detail = "expected " + refused.expected() + ", found " + refused.found();
        } catch (Unreadable e) {
            reason = e.reason();
            contradiction = null;
            detail = e.detail();
        }
        refuse(pendingBlock, reason, contradiction, detail);
    }

    private void refuse(PendingBlock block, Reason reason, Verdict.@Nullable Reason contradiction, String detail) {
        sink.refused(new InputRefusal(reason, contradiction, detail, block.ref(), List.copyOf(block.entries())));
    }

    private static long bytes(PendingBlock block) {
        long bytes = 0;
        for (Entry entry : block.entries()) {
            bytes += entry.length();
        }
        return bytes;
    }
}
