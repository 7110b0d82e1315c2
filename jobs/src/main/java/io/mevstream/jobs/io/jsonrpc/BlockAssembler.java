package io.mevstream.jobs.io.jsonrpc;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Hash;
import io.mevstream.jobs.io.jsonrpc.EntryShapes.Pieces;
import io.mevstream.jobs.io.jsonrpc.InputRefusal.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
 * <p>An entry that is a whole block which its roots prove is passed on at once. Everything else is set aside, on disk where
 * it is much, and decided per block once the input has ended: so it makes no difference what was read first or how far apart.
 * Traces of a block that was passed on make it be passed on once more, with them.
 */
final class BlockAssembler {

    /** Entries kept parsed: the last that wait, and those of the blocks that are being decided. */
    private static final int PARSED_ENTRIES = 8;

    /** Up to this size an entry that waits is kept parsed as well, while it is among the last: its block may be decided next. */
    private static final int PARSED_BYTES = 4 << 20;

    private final BlockSink sink;
    private final EntrySpool spool;
    private final Map<BlockRef, List<EntrySpool.Kept>> waiting = new HashMap<>();
    private final Set<Hash> passedOn = new HashSet<>();
    private final Set<BlockRef> traced = new HashSet<>();
    private final UnplacedEntries unplaced = new UnplacedEntries();
    private final Map<EntrySpool.Kept, Map<BlockRef, List<Piece>>> parsed = new LinkedHashMap<>(16, 0.75f, true);

    /** What waits is held in memory up to {@code memoryBytes} of input, beyond that in a file in {@code folder}. */
    BlockAssembler(BlockSink sink, @Nullable Path folder, long memoryBytes) {
        this.sink = sink;
        this.spool = new EntrySpool(folder, memoryBytes);
    }

    void add(Pieces pieces, Entry entry) {
        EntrySpool.Kept kept = null;
        if (!pieces.unplaced().isEmpty()) {
            kept = spool.keep(entry);
            unplaced.add(kept, pieces.unplaced());
        }
        Map<BlockRef, List<Piece>> blocks = byBlock(pieces.placed());
        for (Map.Entry<BlockRef, List<Piece>> block : blocks.entrySet()) {
            Part part = new Part(block.getKey(), entry, block.getValue());
            ReadBlock whole = traced.contains(part.ref()) ? null : BlockChoice.alone(part);
            if (whole != null && !unplaced.mayTrace(part)) {
                passedOn.add(part.ref().hash());
                sink.block(whole);
            } else {
                kept = kept == null ? spool.keep(entry) : kept;
                wait(part.ref(), kept);
                if (part.hasTraces()) {
                    traced.add(part.ref());
                }
            }
        }
        if (kept != null && pieces.unplaced().isEmpty() && entry.length() <= PARSED_BYTES) {
            remember(kept, blocks);
        }
    }

    private void wait(BlockRef ref, EntrySpool.Kept kept) {
        List<EntrySpool.Kept> of = waiting.computeIfAbsent(ref, key -> new ArrayList<>(2));
        if (!of.contains(kept)) {
            of.add(kept);
        }
    }

    /** Decides on all that waits. */
    void finish() {
        if (!unplaced.isEmpty()) {
            place();
        }
        List<BlockRef> refs = new ArrayList<>(waiting.keySet());
        refs.sort(Comparator.comparingLong(BlockRef::number).thenComparing(BlockRef::hash));
        for (BlockRef ref : refs) {
            List<Part> parts = new ArrayList<>();
            for (EntrySpool.Kept kept : waiting.getOrDefault(ref, List.of())) {
                parts.add(new Part(ref, spool.get(kept), pieces(kept, ref)));
            }
            Block known = passedOn.contains(ref.hash()) ? sink.passedOn(ref.hash()) : null;
            if (known == null) {
                new BlockChoice(ref, sink).decide(parts);
            } else {
                BlockChoice.compare(JoinedBlock.of(known), parts, sink);
            }
        }
        waiting.clear();
        passedOn.clear();
        traced.clear();
        unplaced.clear();
        parsed.clear();
        spool.close();
    }

    /** Finds the blocks of the traces that name none. */
    private void place() {
        for (Map.Entry<BlockRef, List<EntrySpool.Kept>> block : waiting.entrySet()) {
            for (EntrySpool.Kept kept : block.getValue()) {
                unplaced.offer(new Part(block.getKey(), spool.get(kept), pieces(kept, block.getKey())));
            }
        }
        for (Hash hash : passedOn) {
            Block block = sink.passedOn(hash);
            if (block != null) {
                unplaced.offer(block);
            }
        }
        parsed.clear();
        unplaced.placed().forEach((kept, refs) -> refs.forEach(ref -> wait(ref, kept)));
        unplaced.refused()
                .forEach((kept, detail) -> sink.refused(
                        new InputRefusal(Reason.TRACES_WITHOUT_BLOCK, null, detail, null, List.of(spool.get(kept)))));
    }

    private List<Piece> pieces(EntrySpool.Kept kept, BlockRef ref) {
        Map<BlockRef, List<Piece>> blocks = parsed.get(kept);
        if (blocks == null) {
            blocks = byBlock(unplaced.withPlaced(kept, read(spool.get(kept))));
            remember(kept, blocks);
        }
        return blocks.getOrDefault(ref, List.of());
    }

    private void remember(EntrySpool.Kept kept, Map<BlockRef, List<Piece>> blocks) {
        parsed.put(kept, blocks);
        if (parsed.size() > PARSED_ENTRIES) {
            Iterator<EntrySpool.Kept> oldest = parsed.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    private static Pieces read(Entry entry) {
        try (JsonTree tree = new JsonTree(entry.buffer(), entry.from(), entry.to())) {
            if (tree.next()) {
                return EntryShapes.pieces(tree.value());
            }
        } catch (Unreadable e) {
            throw new IllegalStateException("expected " + entry + " as it was read before, found " + e.detail(), e);
        }
        throw new IllegalStateException("expected " + entry + " as it was read before, found nothing");
    }

    private static Map<BlockRef, List<Piece>> byBlock(List<Piece> pieces) {
        Map<BlockRef, List<Piece>> blocks = new LinkedHashMap<>();
        for (Piece piece : pieces) {
            blocks.computeIfAbsent(piece.ref(), ref -> new ArrayList<>(2)).add(piece);
        }
        return blocks;
    }
}
