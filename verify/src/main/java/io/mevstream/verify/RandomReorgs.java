package io.mevstream.verify;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.integrity.Verdict;
import io.mevstream.jobs.io.chainlog.ChainLogWriter;
import io.mevstream.jobs.io.chainlog.LiveChainWriter;
import io.mevstream.sequence.ChainSequencer;
import io.mevstream.sequence.ChainStart;
import io.mevstream.sequence.Emission;
import io.mevstream.synthetic.SyntheticChain;
import io.mevstream.synthetic.SyntheticChain.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A chain that is reorganised again and again: blocks delivered out of order to the writer of a live log, which is taken
 * over now and then. Every depth from 1 to 64 is planned as often as fits, 64 always; a branch can be given up for one that
 * leaves it halfway, or further back. What really happened is read off the records that the writer acknowledged.
 */
final class RandomReorgs implements LiveChainWriter.Outputs {
    private static final long CHAIN_ID = 1;
    private static final long FIRST_BLOCK = 999_900;
    private static final long BUDGET_BYTES = 256L << 20;
    private static final int REORGS_PER_WRITER = 40;

    private final SyntheticChain chain;
    private final Random random;
    private final List<Node> branch = new ArrayList<>();
    private final List<Block> canonical = new ArrayList<>();
    private final List<Integer> planned = new ArrayList<>();
    private final List<Integer> found = new ArrayList<>();
    private final Set<Hash> broughtByReorgs = new HashSet<>();
    private int nested;
    private int undoneInARow;
    private boolean inReorg;
    private long records;

    RandomReorgs(long seed) {
        chain = new SyntheticChain(seed, 12, 2, 1);
        random = new Random(seed);
    }

    /** The depths that were asked for, in order. */
    List<Integer> planned() {
        return planned;
    }

    /** How many blocks were undone in a row, each time, as the log has it. */
    List<Integer> found() {
        return found;
    }

    /** How many reorgs left the chain at a block that a reorg before had brought. */
    int nested() {
        return nested;
    }

    /** The number of records of the log with reorgs. */
    long records() {
        return records;
    }

    /** Writes a log with so many reorgs, and one of the final chain alone. */
    void write(int reorgs, Path withReorgs, Path clean) throws IOException {
        for (int i = 0; i < reorgs; i++) {
            planned.add(ChainSequencer.DEPTH - i % ChainSequencer.DEPTH);
        }
        Collections.shuffle(planned, random);
        LiveChainWriter writer = over(ChainLogWriter.create(withReorgs, CHAIN_ID, "reorgs"));
        try {
            branch.add(chain.first(FIRST_BLOCK));
            writer.take(List.of(branch.get(0).block()));
            writer.take(extend(ChainSequencer.DEPTH + 1, 0));
            for (int reorg = 1; reorg <= reorgs; reorg++) {
                if (reorg % REORGS_PER_WRITER == 0) {
                    writer.close();
                    writer = over(ChainLogWriter.open(withReorgs, CHAIN_ID));
                }
                writer.take(fork(planned.get(reorg - 1), reorg));
                inReorg = false;
                writer.take(extend(random.nextInt(3), reorg));
            }
        } finally {
            writer.close();
        }
        try (ChainLogWriter only = ChainLogWriter.create(clean, CHAIN_ID, "clean")) {
            for (Block block : canonical) {
                only.append(new ChainRecord(
                        CHAIN_ID, only.nextPosition(), ChainRecord.Kind.APPLY, 0, ChainRecord.Proof.BLOOM, block));
            }
            only.force();
        }
    }

    private LiveChainWriter over(ChainLogWriter log) throws IOException {
        return LiveChainWriter.over(log, ChainStart.at(FIRST_BLOCK), BUDGET_BYTES, this);
    }

    private List<Block> extend(int blocks, long salt) {
        List<Block> more = new ArrayList<>();
        for (int i = 0; i < blocks; i++) {
            branch.add(chain.next(branch.get(branch.size() - 1), salt));
            more.add(branch.get(branch.size() - 1).block());
        }
        return more;
    }

    /** A branch that leaves the chain {@code depth} blocks back and is one longer, delivered in any order. */
    private List<Block> fork(int depth, long salt) {
        branch.subList(branch.size() - depth, branch.size()).clear();
        List<Block> fork = extend(depth + 1, salt);
        Collections.shuffle(fork.subList(0, depth), random);
        return fork;
    }

    @Override
    public void acknowledged(ChainRecord chainRecord) {
        records++;
        Block block = chainRecord.block();
        if (chainRecord.kind() == ChainRecord.Kind.UNDO) {
            canonical.remove(canonical.size() - 1);
            undoneInARow++;
            return;
        }
        if (undoneInARow > 0) {
            found.add(undoneInARow);
            nested += broughtByReorgs.contains(block.parentHash()) ? 1 : 0;
            undoneInARow = 0;
            inReorg = true;
        }
        if (inReorg) {
            broughtByReorgs.add(block.hash());
        }
        canonical.add(block);
    }

    @Override
    public void contradicted(BlockRef block, Verdict.Refused why) {
        throw new IllegalStateException("expected a block that is taken, found " + block + ": " + why);
    }

    @Override
    public void refused(Emission.Refused refused) {
        throw new IllegalStateException("expected a block that is taken, found " + refused);
    }

    @Override
    public void quarantined(Emission.Quarantined quarantined) {
        throw new IllegalStateException("expected a chain that goes on, found " + quarantined);
    }

    @Override
    public void duplicate(Emission.Duplicate duplicate) {
        throw new IllegalStateException("expected each block once, found " + duplicate);
    }

    @Override
    public void held(Emission.Held held) {
        // Its parent comes with the same branch.
    }

    @Override
    public void aside(Emission.Aside aside) {
        // Its branch wins with its last block.
    }

    @Override
    public void abandoned(Emission.Abandoned abandoned) {
        // The branch before, which lost.
    }
}
