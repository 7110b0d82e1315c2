package io.mevstream.jobs.io.chainlog;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.ChainRecord.Kind;
import io.mevstream.chain.ChainRecord.Proof;
import io.mevstream.chain.Hash;
import io.mevstream.chain.PendingTransaction;
import io.mevstream.chain.SeenTransaction;
import io.mevstream.chain.Sighting;
import io.mevstream.integrity.BlockIntegrity;
import io.mevstream.integrity.Verdict;
import io.mevstream.sequence.ChainSequencer;
import io.mevstream.sequence.ChainStart;
import io.mevstream.sequence.Emission;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private static final int MOST_SIGHTINGS = 1024;

    /** Where each block goes; nothing that is taken in is passed over in silence. */
    public interface Outputs {

        /** The record is in the log for good. */
        void acknowledged(ChainRecord chainRecord);

        /** The pending transaction is in the log for good. */
        default void acknowledged(PendingTransaction pending) {}

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
    private final LogTail tail;
    /** When and where blocks were seen that are not applied yet; those that never are are forgotten in time. */
    private final Map<Hash, Sighting> sightings = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash, Sighting> eldest) {
            return size() > MOST_SIGHTINGS;
        }
    };

    private long runStart;
    private boolean usable = true;

    private LiveChainWriter(
            ChainLogAppender log, ChainSequencer sequencer, long runStart, LogTail tail, Outputs outputs) {
        this.log = log;
        this.sequencer = sequencer;
        this.runStart = runStart;
        this.tail = tail;
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
            LogTail tail = sequencerTail(log);
            List<ChainRecord> records = tail.records();
            if (!records.isEmpty() && tail.from() == 0) {
                requireStart(records.get(0), start);
            }
            long runStart = records.isEmpty()
                    ? log.nextPosition()
                    : records.get(records.size() - 1).runStart();
            writer = new LiveChainWriter(
                    log, ChainSequencer.restore(start, budgetBytes, records), runStart, tail, outputs);
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
    private static LogTail sequencerTail(ChainLogAppender log) throws IOException {
        long positions = 2L * ChainSequencer.KEPT;
        while (true) {
            LogTail tail = log.tail(positions);
            List<ChainRecord> records = tail.records();
            boolean whole = tail.from() == 0
                    || !records.isEmpty()
                            && records.get(0).position()
                                    <= records.get(records.size() - 1).runStart();
            if (whole || standing(records) >= ChainSequencer.KEPT) return tail;
            positions = Math.multiplyExact(positions, 2);
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

    /** What stood at the log's end when it was taken over. */
    public LogTail tail() {
        return tail;
    }

    /** Takes blocks as they came; returns once the log holds what became of them, and all of it has been told. */
    public void take(List<Block> blocks) throws IOException {
        begin();
        List<Runnable> told = new ArrayList<>();
        accept(blocks, told);
        acknowledge(told);
    }

    /** Takes the node's word for which block is the head, see {@link ChainSequencer#announceHead}. */
    public void announceHead(BlockRef head) throws IOException {
        advance(head, List.of(), Map.of());
    }

    /**
     * Takes the node's word for which block is the head, and blocks that lead there.
     *
     * @param seen when and where blocks of these were first seen, by hash
     */
    public void advance(BlockRef head, List<Block> blocks, Map<Hash, Sighting> seen) throws IOException {
        begin();
        sightings.putAll(seen);
        List<Runnable> told = new ArrayList<>();
        append(sequencer.announceHead(head), told);
        accept(blocks, told);
        acknowledge(told);
    }

    /** Appends pending transactions in this order; returns once the log holds them, and each has been told. */
    public void takePending(List<SeenTransaction> transactions) throws IOException {
        begin();
        List<Runnable> told = new ArrayList<>();
        for (SeenTransaction transaction : transactions) {
            PendingTransaction next = new PendingTransaction(log.chainId(), log.nextPosition(), transaction);
            log.append(next);
            told.add(() -> outputs.acknowledged(next));
        }
        acknowledge(told);
    }

    private void accept(List<Block> blocks, List<Runnable> told) throws IOException {
        for (Block block : blocks) {
            Verdict verdict = BlockIntegrity.check(block);
            if (verdict instanceof Verdict.Proven proven) {
                append(sequencer.accept(block, proven.proof()), told);
            } else if (verdict instanceof Verdict.Refused refused) {
                told.add(() -> outputs.contradicted(block.ref(), refused));
            }
        }
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
        Sighting seen = kind == Kind.APPLY ? sightings.remove(block.hash()) : null;
        ChainRecord next = new ChainRecord(log.chainId(), log.nextPosition(), kind, runStart, proof, block, seen);
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
