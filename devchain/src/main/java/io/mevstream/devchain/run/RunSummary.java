package io.mevstream.devchain.run;

import java.util.SortedMap;

/**
 * What came of a run. All but what is said otherwise counts the blocks that were undone too.
 *
 * @param blocks the chain's, those undone apart
 * @param slots blocks made in all
 * @param waiting transactions that wait to be mined
 * @param truths what the chain holds by the journal, those undone apart
 * @param journalChecksum of every line of the journal
 * @param arrivalsChecksum of every transaction in order of first sight
 */
public record RunSummary(
        long seed,
        String actors,
        long blocks,
        long headNumber,
        String headHash,
        long slots,
        long arrivals,
        long transactions,
        long reverted,
        long logs,
        int reorgs,
        long blocksUndone,
        int deepestReorg,
        int waiting,
        SortedMap<String, Long> truths,
        String journalChecksum,
        String arrivalsChecksum) {}
