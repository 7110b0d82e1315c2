package io.mevstream.jobs.launcher;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.jobs.io.chainlog.ChainLogWriter;
import io.mevstream.jobs.io.jsonrpc.BlockReader;
import io.mevstream.jobs.io.jsonrpc.BlockSink;
import io.mevstream.jobs.io.jsonrpc.InputRefusal;
import io.mevstream.jobs.io.jsonrpc.ReadBlock;
import io.mevstream.sequence.RunPlan;
import io.mevstream.sequence.RunPlanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first half of a replay: files in, a chain log out. */
final class ReplayInput implements BlockSink {
    private final BlockSpool spool;
    private final RunPlanner<BlockSpool.Place> planner;
    private final RefusedInput refused;
    private final ProgressLine progress = ProgressLine.toStandardError("read", ProgressLine.BYTES);
    private final Path folder;
    private final Map<Hash, BlockSpool.Place> places = new HashMap<>();
    private int duplicates;
    private final List<RunPlan.Item<BlockSpool.Place>> given = new ArrayList<>();
    private int files;
    private long bytes;

    /** @param folder where what waits for the rest of its block may lie meanwhile */
    ReplayInput(BlockSpool spool, RefusedInput refused, Path folder) {
        this.spool = spool;
        this.folder = folder;
        this.refused = refused;
        this.planner = new RunPlanner<>(spool::get);
    }

    /** Reads everything below the paths; what cannot be read is with the refused. */
    RunPlan<BlockSpool.Place> read(List<Path> paths) {
        new BlockReader(this, folder).read(paths);
        progress.done(bytes, String.format(Locale.ROOT, ", %,d blocks of %,d files", blocks(), files));
        RunPlan<BlockSpool.Place> plan = planner.plan();
        duplicates += plan.duplicates();
        return plan;
    }

    @Override
    public void block(ReadBlock read) {
        BlockSpool.Place place = spool.put(read.block(), read.proof());
        planner.add(read.block().ref(), read.block().parentHash(), read.proof(), place);
        given.add(new RunPlan.Item<>(read.block().ref(), read.block().parentHash(), read.proof(), place));
        // The choice between two is the planner's; until then the same one whatever the order.
        places.merge(read.block().hash(), place, (a, b) -> a.sha256().compareTo(b.sha256()) <= 0 ? a : b);
    }

    @Override
    public @Nullable Block passedOn(Hash hash) {
        BlockSpool.Place place = places.get(hash);
        return place == null ? null : spool.get(place);
    }

    @Override
    public void duplicate(BlockRef block, String source) {
        duplicates++;
    }

    @Override
    public void refused(InputRefusal refusal) {
        refused.add(refusal);
    }

    @Override
    public void progress(int filesDone, int filesTotal, long bytesDone, long bytesTotal) {
        files = filesDone;
        bytes = bytesDone;
        progress.update(bytesDone, bytesTotal);
    }

    /** The blocks in the order in which they were read, duplicates included. */
    List<RunPlan.Item<BlockSpool.Place>> given() {
        return given;
    }

    int files() {
        return files;
    }

    long bytes() {
        return bytes;
    }

    /** How many distinct blocks were read. */
    long blocks() {
        return places.size();
    }

    /** How many entries or blocks say no more of a block than others do; known once all is read. */
    int duplicates() {
        return duplicates;
    }

    /**
     * Writes the plan's runs as a new log. The log's id follows from its content, so that the same set of blocks is the same
     * log wherever and whenever it is replayed.
     *
     * @return the log's id
     */
    String append(RunPlan<BlockSpool.Place> plan, Path folder, long chainId) throws IOException {
        StringBuilder content = new StringBuilder();
        for (RunPlan.Run<BlockSpool.Place> run : plan.runs()) {
            content.append("run\n");
            run.blocks().forEach(item -> content.append(item.body().sha256()).append('\n'));
        }
        String nonce = "replay-" + BlockSpool.sha256(content.toString().getBytes(StandardCharsets.UTF_8));
        ProgressLine appending = ProgressLine.toStandardError("append", "blocks");
        try (ChainLogWriter log = ChainLogWriter.create(folder, chainId, nonce)) {
            for (RunPlan.Run<BlockSpool.Place> run : plan.runs()) {
                long runStart = log.nextPosition();
                for (RunPlan.Item<BlockSpool.Place> item : run.blocks()) {
                    log.append(new ChainRecord(
                            chainId,
                            log.nextPosition(),
                            ChainRecord.Kind.APPLY,
                            runStart,
                            item.proof(),
                            spool.get(item.body())));
                    appending.update(log.nextPosition(), plan.blockCount());
                }
            }
            log.force();
            appending.done(log.nextPosition(), "");
            return log.logId();
        }
    }
}
