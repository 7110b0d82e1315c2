package io.mevstream.jobs.io.jsonrpc;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Receipt;
import io.mevstream.chain.Transaction;
import io.mevstream.jobs.io.jsonrpc.EntryShapes.Pieces;
import io.mevstream.jobs.io.jsonrpc.Piece.HeaderPiece;
import io.mevstream.jobs.io.jsonrpc.Piece.ReceiptsPiece;
import io.mevstream.jobs.io.jsonrpc.Piece.UnplacedTraces;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Entries with traces that do not say of which block: each belongs to the one block that has its first transaction. */
final class UnplacedEntries {

    private static final Comparator<BlockRef> BY_NUMBER =
            Comparator.comparingLong(BlockRef::number).thenComparing(BlockRef::hash);

    /** Of each entry the first transactions of its traces, in their order. */
    private final Map<EntrySpool.Kept, List<Hash>> entries = new LinkedHashMap<>();

    /** The blocks that have a transaction, of those that traces begin with. */
    private final Map<Hash, Set<BlockRef>> blocks = new HashMap<>();

    boolean isEmpty() {
        return entries.isEmpty();
    }

    void clear() {
        entries.clear();
        blocks.clear();
    }

    void add(EntrySpool.Kept kept, List<UnplacedTraces> traces) {
        List<Hash> first =
                traces.stream().map(t -> t.transactionHashes().get(0)).toList();
        entries.put(kept, first);
        first.forEach(hash -> blocks.computeIfAbsent(hash, key -> new TreeSet<>(BY_NUMBER)));
    }

    /** Whether a part has a transaction that traces begin with. */
    boolean mayTrace(Part part) {
        return !entries.isEmpty() && transactions(part).stream().anyMatch(blocks::containsKey);
    }

    void offer(Part part) {
        transactions(part).forEach(hash -> offer(hash, part.ref()));
    }

    void offer(Block block) {
        List<Transaction> transactions = block.transactions();
        if (transactions != null) {
            transactions.forEach(transaction -> offer(transaction.hash(), block.ref()));
        }
    }

    private void offer(Hash transaction, BlockRef ref) {
        Set<BlockRef> refs = blocks.get(transaction);
        if (refs != null) {
            refs.add(ref);
        }
    }

    /** The blocks of each entry's traces. */
    Map<EntrySpool.Kept, Set<BlockRef>> placed() {
        Map<EntrySpool.Kept, Set<BlockRef>> placed = new LinkedHashMap<>();
        entries.forEach((kept, first) -> {
            Set<BlockRef> refs = new LinkedHashSet<>();
            first.stream().map(this::blocksOf).filter(of -> of.size() == 1).forEach(refs::addAll);
            placed.put(kept, refs);
        });
        return placed;
    }

    /** Entries with traces that have no block or several, and what was expected of them. */
    Map<EntrySpool.Kept, String> refused() {
        Map<EntrySpool.Kept, String> refused = new LinkedHashMap<>();
        entries.forEach((kept, first) -> first.stream()
                .filter(hash -> blocksOf(hash).size() != 1)
                .findFirst()
                .ifPresent(hash -> refused.put(
                        kept,
                        "expected the block of transaction " + hash + " beside its traces, found "
                                + (blocksOf(hash).isEmpty() ? "none" : "several"))));
        return refused;
    }

    /** An entry's pieces, with those of its traces that have their block by now. */
    List<Piece> withPlaced(EntrySpool.Kept kept, Pieces pieces) {
        List<Piece> all = new ArrayList<>(pieces.placed());
        for (UnplacedTraces traces : pieces.unplaced()) {
            Set<BlockRef> refs = blocksOf(traces.transactionHashes().get(0));
            if (entries.containsKey(kept) && refs.size() == 1) {
                all.add(traces.in(refs.iterator().next()));
            }
        }
        return all;
    }

    private Set<BlockRef> blocksOf(Hash transaction) {
        return blocks.getOrDefault(transaction, Set.of());
    }

    private static List<Hash> transactions(Part part) {
        List<Hash> hashes = new ArrayList<>();
        for (Piece piece : part.pieces()) {
            if (piece instanceof HeaderPiece header && header.transactions() != null) {
                header.transactions().stream().map(Transaction::hash).forEach(hashes::add);
            } else if (piece instanceof HeaderPiece header && header.transactionHashes() != null) {
                hashes.addAll(header.transactionHashes());
            } else if (piece instanceof ReceiptsPiece receipts) {
                receipts.receipts().stream().map(Receipt::transactionHash).forEach(hashes::add);
            }
        }
        return hashes;
    }
}
