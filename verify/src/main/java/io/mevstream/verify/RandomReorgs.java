package io.mevstream.verify;

import io.mevstream.chain.Block;
import io.mevstream.chain.ChainRecord;
import io.mevstream.jobs.io.chainlog.ChainLogWriter;
import io.mevstream.sequence.ChainSequencer;
import io.mevstream.sequence.ChainStart;
import io.mevstream.sequence.Emission;
import io.mevstream.synthetic.SyntheticChain;
import io.mevstream.synthetic.SyntheticChain.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A chain that is reorganised again and again: blocks delivered out of order to a real sequencer, whose decisions are
 * written to a real log. Depths are 1 to 64; a branch can be given up for one that leaves it halfway, or further back.
 */
final class RandomReorgs {
    private static final long CHAIN_ID = 1;
    private static final long FIRST_BLOCK = 999_900;
    private static final long BUDGET_BYTES = 256L << 20;

    private final SyntheticChain chain;
    private final Random random;
    private final ChainSequencer sequencer = new ChainSequencer(ChainStart.at(FIRST_BLOCK), BUDGET_BYTES);
    private final List<Node> branch = new ArrayList<>();
    private final List<Block> canonical = new ArrayList<>();

    private ChainLogWriter log;
    private int deepest;
    private int undone;

    RandomReorgs(long seed) {
        chain = new SyntheticChain(seed, 12, 2);
        random = new Random(seed);
    }

    int deepest() {
        return deepest;
    }

    int undone() {
        return undone;
    }

    /** Writes a log with so many reorgs, and one of the final chain alone. */
    void write(int reorgs, Path withReorgs, Path clean) throws IOException {
        try (ChainLogWriter writer = ChainLogWriter.create(withReorgs, CHAIN_ID, "reorgs")) {
            log = writer;
            branch.add(chain.first(FIRST_BLOCK));
            deliver(branch);
            extend(ChainSequencer.DEPTH + 1, 0);
            for (int reorg = 1; reorg <= reorgs; reorg++) {
                fork(1 + random.nextInt(ChainSequencer.DEPTH), reorg);
                extend(random.nextInt(3), reorg);
            }
            log.force();
        }
        try (ChainLogWriter writer = ChainLogWriter.create(clean, CHAIN_ID, "clean")) {
            for (Block block : canonical) {
                append(writer, ChainRecord.Kind.APPLY, block);
            }
            writer.force();
        }
    }

    private void extend(int blocks, long salt) throws IOException {
        List<Node> more = new ArrayList<>();
        for (int i = 0; i < blocks; i++) {
            branch.add(chain.next(branch.get(branch.size() - 1), salt));
            more.add(branch.get(branch.size() - 1));
        }
        deliver(more);
    }

    /** A branch that leaves the chain {@code depth} blocks back and is one longer, delivered in any order. */
    private void fork(int depth, long salt) throws IOException {
        branch.subList(branch.size() - depth, branch.size()).clear();
        List<Node> fork = new ArrayList<>();
        for (int i = 0; i <= depth; i++) {
            branch.add(chain.next(branch.get(branch.size() - 1), salt));
            fork.add(branch.get(branch.size() - 1));
        }
        Collections.shuffle(fork.subList(0, depth), random);
        int before = undone;
        deliver(fork);
        deepest = Math.max(deepest, undone - before);
    }

    private void deliver(List<Node> nodes) throws IOException {
        for (Node node : nodes) {
            for (Emission emission : sequencer.accept(node.block(), ChainRecord.Proof.BLOOM)) {
                take(emission);
            }
        }
    }

    private void take(Emission emission) throws IOException {
        if (emission instanceof Emission.Apply apply) {
            append(log, ChainRecord.Kind.APPLY, apply.block());
            canonical.add(apply.block());
        } else if (emission instanceof Emission.Undo undo) {
            append(log, ChainRecord.Kind.UNDO, undo.block());
            canonical.remove(canonical.size() - 1);
            undone++;
        } else if (emission instanceof Emission.Refused || emission instanceof Emission.Quarantined) {
            throw new IllegalStateException("expected a block that is taken, found " + emission);
        }
    }

    private static void append(ChainLogWriter writer, ChainRecord.Kind kind, Block block) throws IOException {
        writer.append(new ChainRecord(CHAIN_ID, writer.nextPosition(), kind, 0, ChainRecord.Proof.BLOOM, block));
    }
}
