package io.mevstream.jobs.io.chainlog;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.ChainRecord.Kind;
import io.mevstream.chain.ChainRecord.Proof;
import io.mevstream.integrity.BlockIntegrity;
import io.mevstream.integrity.Verdict;
import io.mevstream.sequence.ChainSequencer;
import io.mevstream.sequence.ChainStart;
import io.mevstream.sequence.Emission;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a live chain's log: takes blocks as they come, checks them, lets a {@link ChainSequencer} decide, and appends what
 * it decides. What became of each block is told only after the log is forced, so whoever hears of a record finds it there.
 *
 * <p><b>State:</b> the sequencer's, which is read back from the log's tail when the log is taken over; a reorg that was cut
 * between undo and apply goes on from where the log stands. Lost with the process are blocks that were held or stood aside,
 * the announced head and a quarantine: the source delivers the last {@link ChainSequencer#DEPTH} blocks and more again, and
 * what stopped the chain stops it again.
 *
 * <p>After any error this is of no further use, since the sequencer may be ahead of the log: take the log over again. For
 * one thread.
 */
public final class LiveChainWriter implements Closeable {

    /** Where each block goes; nothing that is taken in is passed over in silence. */
    public interface Outputs {

        /** The record is in the log for good. */
        void acknowledged(ChainRecord chainRecord);

        /** The block contradicts itself. */
        void contradicted(BlockRef block, Verdict.Refused why);

        void refused(Emission.Refused refused);

        void duplicate(Emission.Duplicate duplicate);

        void held(Emission.Held held);

        void aside(Emission.Aside aside);

        void abandoned(Emission.Abandoned abandoned);

        /** The chain has stopped; every block from now on is refused. */
        void quarantined(Emission.Quarantined quarantined);
    }

    private final ChainLogAppender log;
    private final ChainSequencer sequencer;
    private final Outputs outputs;
    private long runStart;
    private boolean usable = true;

    private LiveChainWriter(ChainLogAppender log, ChainSequencer sequencer, long runStart, Outputs outputs) {
        this.log = log;
        this.sequencer = sequencer;
        this.runStart = runStart;
        this.outputs = outputs;
    }

    /**
     * Goes on where the log ends. The log is closed with this writer, or at once if it cannot be gone on with.
     *
     * @param start where the chain starts; the log's first record must be of that height
     * @param budgetBytes how much memory blocks beside the chain may take
     */
    public static LiveChainWriter over(ChainLogAppender log, ChainStart start, long budgetBytes, Outputs outputs)
            throws IOException {
        LiveChainWriter writer = null;
        try {
            log.force();
            List<ChainRecord> tail = sequencerTail(log);
            if (!tail.isEmpty() && tail.get(0).position() == 0) {
                requireStart(tail.get(0), start);
            }
            long runStart = tail.isEmpty() ? 0 : tail.get(tail.size() - 1).runStart();
            writer = new LiveChainWriter(log, ChainSequencer.restore(start, budgetBytes, tail), runStart, outputs);
            return writer;
        } finally {
            if (writer == null) log.close();
        }
    }

    private static void requireStart(ChainRecord first, ChainStart start) {
        if (first.block().number() != start.number()) {
            throw new IllegalArgumentException("expected a log that starts with block " + start.number()
                    + ", found one that starts with " + first.block().ref());
        }
    }

    /** The last records, twice as many until they hold as many blocks of the chain as the sequencer keeps, or a run's all. */
    private static List<ChainRecord> sequencerTail(ChainLogAppender log) throws IOException {
        int count = 2 * ChainSequencer.KEPT;
        while (true) {
            List<ChainRecord> tail = log.tail(count);
            boolean whole = tail.size() < count
                    || tail.get(0).position() <= tail.get(tail.size() - 1).runStart();
            if (whole || standing(tail) >= ChainSequencer.KEPT) return tail;
            count = Math.multiplyExact(count, 2);
        }
    }

    /** How many of the blocks applied in these records are not undone in them. */
    private static int standing(List<ChainRecord> records) {
        int standing = 0;
        for (ChainRecord chainRecord : records) {
            standing = chainRecord.kind() == Kind.APPLY ? standing + 1 : Math.max(0, standing - 1);
        }
        return standing;
    }

    /** The chain's last block; null before the first. */
    public @Nullable BlockRef head() {
        return sequencer.head();
    }

    public boolean isQuarantined() {
        return sequencer.isQuarantined();
    }

    /** The position behind the last acknowledged record. */
    public long nextPosition() {
        return log.nextPosition();
    }

    /** The log's id, see {@link ChainLogAppender#logId()}. */
    public String logId() {
        return log.logId();
    }

    /** Takes blocks as they came; returns once the log holds what became of them, and all of it has been told. */
    public void take(List<Block> blocks) throws IOException {
        begin();
        List<Runnable> told = new ArrayList<>();
        for (Block block : blocks) {
            Verdict verdict = BlockIntegrity.check(block);
            if (verdict instanceof Verdict.Proven proven) {
                append(sequencer.accept(block, proven.proof()), told);
            } else if (verdict instanceof Verdict.Refused refused) {
                told.add(() -> outputs.contradicted(block.ref(), refused));
            }
        }
        acknowledge(told);
    }

    /** Takes the node's word for which block is the head, see {@link ChainSequencer#announceHead}. */
    public void announceHead(BlockRef head) throws IOException {
        begin();
        List<Runnable> told = new ArrayList<>();
        append(sequencer.announceHead(head), told);
        acknowledge(told);
    }

    private void begin() {
        if (!usable) {
            throw new IllegalStateException(
                    "expected a writer without failures, found one that failed: take over the log " + log.logId()
                            + " again");
        }
        usable = false;
    }

    private void acknowledge(List<Runnable> told) throws IOException {
        log.force();
        usable = true;
        told.forEach(Runnable::run);
    }

    private void append(List<Emission> emissions, List<Runnable> told) throws IOException {
        for (Emission emission : emissions) {
            if (emission instanceof Emission.Apply apply) {
                runStart = apply.startsRun() ? log.nextPosition() : runStart;
                append(Kind.APPLY, apply.block(), apply.proof(), told);
            } else if (emission instanceof Emission.Undo undo) {
                append(Kind.UNDO, undo.block(), undo.proof(), told);
            } else {
                told.add(() -> tell(emission));
            }
        }
    }

    private void append(Kind kind, Block block, Proof proof, List<Runnable> told) throws IOException {
        ChainRecord next = new ChainRecord(log.chainId(), log.nextPosition(), kind, runStart, proof, block);
        log.append(next);
        told.add(() -> outputs.acknowledged(next));
    }

    private void tell(Emission emission) {
        if (emission instanceof Emission.Refused refused) {
            outputs.refused(refused);
        } else if (emission instanceof Emission.Duplicate duplicate) {
            outputs.duplicate(duplicate);
        } else if (emission instanceof Emission.Held held) {
            outputs.held(held);
        } else if (emission instanceof Emission.Aside aside) {
            outputs.aside(aside);
        } else if (emission instanceof Emission.Abandoned abandoned) {
            outputs.abandoned(abandoned);
        } else if (emission instanceof Emission.Quarantined quarantined) {
            outputs.quarantined(quarantined);
        } else {
            throw new IllegalStateException("expected an emission with an output, found " + emission);
        }
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
