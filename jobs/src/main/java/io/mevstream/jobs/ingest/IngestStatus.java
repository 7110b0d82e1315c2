package io.mevstream.jobs.ingest;

import io.mevstream.jobs.io.node.EndpointReport;
import io.mevstream.jobs.io.node.LatencyReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an ingest is doing.
 *
 * @param applied blocks appended
 * @param undone blocks taken back
 * @param transactions of the blocks appended
 * @param pending pending transactions appended
 * @param duplicatePending shown again, by the same endpoint or by another
 * @param head the number of the chain's last block in the log; null before the first
 * @param headHash its hash
 * @param nodesHead the number of the followed endpoint's head; null before the first
 * @param nextPosition the position the next record will have
 * @param refused blocks that the sequencer refused
 * @param leader the endpoint that is followed
 * @param leaderChanges how often another one was followed from then on
 * @param fetchFailures how often no endpoint gave a block
 * @param cacheHits how often a block was asked for that had been fetched before
 * @param headToRecord from when a head was first shown to when its record was acknowledged
 * @param failovers from a question that an endpoint failed or left open to another's answer
 * @param stopped why the chain has stopped; null while it has not
 */
public record IngestStatus(
        long applied,
        long undone,
        long transactions,
        long pending,
        long duplicatePending,
        @Nullable Long head,
        @Nullable String headHash,
        @Nullable Long nodesHead,
        long nextPosition,
        long refused,
        @Nullable String leader,
        long leaderChanges,
        long fetchFailures,
        long cacheHits,
        long cacheMisses,
        LatencyReport headToRecord,
        LatencyReport failovers,
        List<EndpointReport> endpoints,
        @Nullable String stopped) {

    /** How many blocks the log is behind the followed endpoint. */
    public long lagBlocks() {
        return head == null || nodesHead == null ? 0 : Math.max(0, nodesHead - head);
    }

    /** How much of the blocks asked for had been fetched before, in hundredths. */
    public long cacheHitPercent() {
        return cacheHits + cacheMisses == 0 ? 0 : 100 * cacheHits / (cacheHits + cacheMisses);
    }
}
