package io.mevstream.jobs.launcher;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a replay did, as {@code --json} prints it.
 *
 * @param from where the log was that was replayed; null where it was made of files of blocks
 * @param blocks that were read, each once
 * @param refused one line for each input refused and each block refused in planning: where, why, what
 * @param stream what became of the blocks of {@code --as-stream}; null for a set
 * @param orphaned blocks another one stands in the place of
 * @param blocksWithoutLogs whose source had none, which says nothing of whether the blocks have
 * @param logs of the blocks that came with theirs; null, like all that follows from logs up to {@code pools}, where no
 *     block did
 * @param rows of the database after the load
 * @param seconds wall time by step: read, append, load
 */
record ReplaySummary(
        String store,
        String database,
        long chainId,
        String logId,
        @Nullable String from,
        int files,
        long bytes,
        long blocks,
        List<String> refused,
        @Nullable Stream stream,
        List<String> orphaned,
        int duplicates,
        List<Run> runs,
        long blocksWithoutLogs,
        @Nullable Logs logs,
        @Nullable List<Swaps> swaps,
        @Nullable Map<String, Long> rederivation,
        @Nullable Map<String, Long> syncs,
        @Nullable Map<String, Long> liquidity,
        @Nullable Map<String, Long> transfers,
        @Nullable Map<String, Long> pools,
        MevSummary mev,
        Map<String, Long> rows,
        Map<String, Long> deadLetters,
        Map<String, Double> seconds) {

    /**
     * What a live chain's writer did with blocks in the order given.
     *
     * @param applied how many times a block was applied, {@code undone} how many times one was taken back
     * @param held that still wait for their parent at the end
     * @param aside how many blocks came on a branch that was not the chain then
     * @param abandoned that were left too far behind
     * @param refused where, why, what
     * @param quarantined why the chain stopped; empty if it did not
     */
    record Stream(
            long applied,
            long undone,
            List<String> held,
            int duplicates,
            int aside,
            List<String> abandoned,
            List<String> refused,
            List<String> quarantined) {}

    /**
     * Blocks each of which is the parent of the next.
     *
     * @param proofs how many of its blocks are proven how (unproven, bloom, roots), the weakest first
     */
    record Run(long first, long last, int blocks, Map<String, Integer> proofs) {}

    /** The logs of all blocks by their fate, and the number of blocks for which the fates do not add up to the logs. */
    record Logs(long total, long decoded, long ignored, long unknown, long rejected, long blocksNotAccountedFor) {}

    /**
     * The swap events of a protocol.
     *
     * @param proven with token transfers behind all of it
     * @param partlyProven with token transfers behind a part of it
     * @param exact re-derived to the last unit
     */
    record Swaps(String protocol, long events, long proven, long partlyProven, long spoofed, long exact) {}
}
