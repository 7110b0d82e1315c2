package io.mevstream.jobs.ingest;

import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.chain.PendingTransaction;
import io.mevstream.chain.Transaction;
import io.mevstream.integrity.Verdict;
import io.mevstream.jobs.io.chainlog.LiveChainWriter;
import io.mevstream.jobs.io.node.Durations;
import io.mevstream.jobs.io.node.NodeClock;
import io.mevstream.jobs.io.node.Nodes;
import io.mevstream.sequence.Emission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Counts what became of what an ingest took in. Written by the ingest's thread, read by any. */
final class IngestTally {

    private final NodeClock clock;
    private final IngestWatcher watcher;
    private final Durations headToRecord = new Durations();
    private final Map<Hash, Long> shownNanos = new HashMap<>();
    private final List<ChainRecord> appended = new ArrayList<>();
    private long applied;
    private long undone;
    private long transactions;
    private long pending;
    private long duplicatePending;
    private long refused;
    private long leaderChanges;
    private long fetchFailures;
    private long nextPosition;
    private @Nullable BlockRef head;
    private @Nullable BlockRef nodesHead;
    private @Nullable String leader;
    private @Nullable String stopped;

    IngestTally(NodeClock clock, IngestWatcher watcher) {
        this.clock = clock;
        this.watcher = watcher;
    }

    synchronized void begins(KnownChain chain, long position) {
        head = chain.head();
        nextPosition = position;
    }

    synchronized void follows(@Nullable String endpoint) {
        if (leader != null && !leader.equals(endpoint)) {
            leaderChanges++;
        }
        leader = endpoint;
    }

    synchronized void nodesHead(BlockRef ref) {
        nodesHead = ref;
    }

    synchronized void noteDuplicates(long duplicates) {
        duplicatePending = duplicates;
    }

    synchronized void fetchFailed() {
        fetchFailures++;
    }

    /** Remembers when a block was shown until its record is there. */
    void shownAt(Hash hash, HeadTracker.@Nullable First first) {
        if (first != null) {
            shownNanos.put(hash, first.nanos());
        }
    }

    /** The records that were acknowledged since it was last asked. */
    synchronized List<ChainRecord> appended(long position) {
        nextPosition = position;
        shownNanos.clear();
        List<ChainRecord> records = List.copyOf(appended);
        appended.clear();
        return records;
    }

    synchronized IngestStatus status(Nodes nodes) {
        return new IngestStatus(
                applied,
                undone,
                transactions,
                pending,
                duplicatePending,
                head == null ? null : head.number(),
                head == null ? null : head.hash().toString(),
                nodesHead == null ? null : nodesHead.number(),
                nextPosition,
                refused,
                leader,
                leaderChanges,
                fetchFailures,
                nodes.cacheHits(),
                nodes.cacheMisses(),
                headToRecord.report(),
                nodes.failovers(),
                nodes.reports(),
                stopped);
    }

    private synchronized void count(ChainRecord chainRecord) {
        long now = clock.nanos();
        appended.add(chainRecord);
        List<Transaction> inside = chainRecord.block().transactions();
        if (chainRecord.kind() == ChainRecord.Kind.APPLY) {
            applied++;
            transactions += inside == null ? 0 : inside.size();
            head = chainRecord.block().ref();
            Long shown = shownNanos.get(chainRecord.block().hash());
            if (shown != null) {
                headToRecord.add(TimeUnit.NANOSECONDS.toMicros(now - shown));
            }
        } else {
            undone++;
            BlockRef ref = chainRecord.block().ref();
            Hash parent = chainRecord.block().parentHash();
            head = parent == null ? null : new BlockRef(ref.number() - 1, parent);
        }
        watcher.acknowledged(chainRecord, now);
    }

    private synchronized void count(PendingTransaction transaction) {
        pending++;
        nextPosition = transaction.position() + 1;
    }

    private synchronized void refuse() {
        refused++;
    }

    private synchronized void stop(String why) {
        stopped = why;
    }

    LiveChainWriter.Outputs outputs() {
        return new Outputs();
    }

    /** What the writer tells. Duplicates, held and abandoned blocks and those aside are ordinary: the nodes have them. */
    private final class Outputs implements LiveChainWriter.Outputs {
        @Override
        public void acknowledged(ChainRecord chainRecord) {
            count(chainRecord);
        }

        @Override
        public void acknowledged(PendingTransaction transaction) {
            count(transaction);
        }

        @Override
        public void contradicted(BlockRef block, Verdict.Refused why) {
            refuse();
        }

        @Override
        public void refused(Emission.Refused block) {
            refuse();
        }

        @Override
        public void duplicate(Emission.Duplicate block) {}

        @Override
        public void held(Emission.Held block) {}

        @Override
        public void aside(Emission.Aside block) {}

        @Override
        public void abandoned(Emission.Abandoned block) {}

        @Override
        public void quarantined(Emission.Quarantined stop) {
            stop(stop.block() + ": " + stop.stop() + ": " + stop.detail());
        }
    }
}
