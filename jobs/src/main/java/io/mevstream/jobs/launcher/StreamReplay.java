package io.mevstream.jobs.launcher;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.chain.SeenTransaction;
import io.mevstream.chain.Sighting;
import io.mevstream.integrity.Verdict;
import io.mevstream.jobs.io.chainlog.ChainLogWriter;
import io.mevstream.jobs.io.chainlog.LiveChainWriter;
import io.mevstream.sequence.ChainStart;
import io.mevstream.sequence.Emission;
import io.mevstream.sequence.RunPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Blocks in the order given, as a live stream would bring them: reorgs become undo and apply. The chain starts with the
 * first block that has a header.
 */
final class StreamReplay implements LiveChainWriter.Outputs {
    private static final int BLOCKS_PER_FORCE = 64;
    private static final long BUDGET_BYTES = 256L << 20;

    private final BlockSpool spool;
    private final List<RunPlan.Item<BlockSpool.Place>> given;
    private final Deque<SeenTransaction> pending;
    private final Map<Hash, RunPlan.Item<BlockSpool.Place>> canonical = new LinkedHashMap<>();
    private final Map<Hash, RunPlan.Item<BlockSpool.Place>> beside = new LinkedHashMap<>();
    private final Map<Hash, RunPlan.Item<BlockSpool.Place>> byHash = new LinkedHashMap<>();
    private final Set<BlockRef> held = new LinkedHashSet<>();
    private final List<String> abandoned = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final List<String> quarantined = new ArrayList<>();
    private long applied;
    private long undone;
    private int duplicates;
    private int aside;

    /** @param pending seen before blocks, in order of first sight */
    StreamReplay(BlockSpool spool, List<RunPlan.Item<BlockSpool.Place>> given, List<SeenTransaction> pending) {
        this.spool = spool;
        this.given = given;
        this.pending = new ArrayDeque<>(pending);
        given.forEach(item -> byHash.putIfAbsent(item.ref().hash(), item));
    }

    /**
     * Writes a new log, whose id follows from the blocks and their order.
     *
     * @return the log's id
     */
    String append(Path folder, long chainId) throws IOException {
        ChainStart start = given.stream()
                .filter(item -> item.parentHash() != null)
                .findFirst()
                .map(item -> ChainStart.at(item.ref().number()))
                .orElseThrow(() -> Refusal.failed("expected a block with a header, which a stream needs to tell what"
                        + " follows what, found none; without --as-stream blocks without one are taken"));
        StringBuilder content = new StringBuilder();
        given.forEach(item -> content.append(item.body().sha256()).append('\n'));
        pending.forEach(transaction -> content.append(transaction.hash()).append('\n'));
        String nonce = "stream-" + BlockSpool.sha256(content.toString().getBytes(StandardCharsets.UTF_8));
        ProgressLine progress = ProgressLine.toStandardError("append", "blocks");
        try (LiveChainWriter writer =
                LiveChainWriter.over(ChainLogWriter.create(folder, chainId, nonce), start, BUDGET_BYTES, this)) {
            for (int from = 0; from < given.size(); from += BLOCKS_PER_FORCE) {
                List<Block> blocks = given.subList(from, Math.min(given.size(), from + BLOCKS_PER_FORCE)).stream()
                        .map(item -> spool.get(item.body()))
                        .toList();
                take(writer, blocks);
                progress.update(from + blocks.size(), given.size());
            }
            writer.takePending(List.copyOf(pending));
            progress.done(given.size(), "");
            return writer.logId();
        }
    }

    /** Pending transactions stand in front of the first block that is of their time or later; the last behind all blocks. */
    private void take(LiveChainWriter writer, List<Block> blocks) throws IOException {
        if (pending.isEmpty()) {
            writer.take(blocks);
            return;
        }
        for (Block block : blocks) {
            Long seconds = block.timestampSeconds();
            List<SeenTransaction> seen = new ArrayList<>();
            while (seconds != null && !pending.isEmpty() && isBefore(pending.peek(), 1000 * seconds)) {
                seen.add(pending.remove());
            }
            writer.takePending(seen);
            writer.take(List.of(block));
        }
    }

    private static boolean isBefore(SeenTransaction transaction, long millis) {
        Sighting seen = transaction.seen();
        return seen != null && seen.seenMillis() < millis;
    }

    /** The chain that is left, as a plan of one run; with the orphaned are all blocks that ended beside it. */
    RunPlan<BlockSpool.Place> plan() {
        List<RunPlan.Run<BlockSpool.Place>> runs =
                canonical.isEmpty() ? List.of() : List.of(new RunPlan.Run<>(List.copyOf(canonical.values())));
        return new RunPlan<>(runs, List.copyOf(beside.values()), List.of(), duplicates);
    }

    /** What became of the blocks. */
    ReplaySummary.Stream summary() {
        return new ReplaySummary.Stream(
                applied,
                undone,
                held.stream().map(BlockRef::toString).toList(),
                duplicates,
                aside,
                abandoned,
                refused,
                quarantined);
    }

    @Override
    public void acknowledged(ChainRecord chainRecord) {
        Hash hash = chainRecord.block().hash();
        RunPlan.Item<BlockSpool.Place> item = byHash.get(hash);
        if (chainRecord.kind() == ChainRecord.Kind.APPLY) {
            applied++;
            held.remove(chainRecord.block().ref());
            beside.remove(hash);
            canonical.put(hash, item);
        } else {
            undone++;
            canonical.remove(hash);
            beside.put(hash, item);
        }
    }

    @Override
    public void contradicted(BlockRef block, Verdict.Refused why) {
        refused.add(block + ": " + why);
    }

    @Override
    public void refused(Emission.Refused block) {
        held.remove(block.block());
        refused.add(block.block() + ": " + block.reason() + ": " + block.detail());
    }

    @Override
    public void duplicate(Emission.Duplicate block) {
        duplicates++;
    }

    @Override
    public void held(Emission.Held block) {
        held.add(block.block());
    }

    @Override
    public void aside(Emission.Aside block) {
        aside++;
        held.remove(block.block());
        beside.put(block.block().hash(), byHash.get(block.block().hash()));
    }

    @Override
    public void abandoned(Emission.Abandoned block) {
        held.remove(block.block());
        abandoned.add(block.block().toString());
    }

    @Override
    public void quarantined(Emission.Quarantined stop) {
        quarantined.add(stop.block() + ": " + stop.stop() + ": " + stop.detail());
    }
}
