package io.mevstream.jobs.launcher;

import io.mevstream.chain.ChainRecord;
import io.mevstream.jobs.io.chainlog.ChainLogId;
import io.mevstream.sequence.RunPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was read before the load.
 *
 * @param from where the log was; null where it was made of files of blocks
 * @param blocks null where only the load knows
 */
record ReplayRead(
        ChainLogId log,
        @Nullable String from,
        int files,
        long bytes,
        @Nullable Long blocks,
        List<String> refused,
        ReplaySummary.@Nullable Stream stream,
        List<String> orphaned,
        int duplicates,
        List<ReplaySummary.Run> runs) {

    static ReplayRead of(ChainLogId log, String from) {
        return new ReplayRead(log, from, 0, 0, null, List.of(), null, List.of(), 0, List.of());
    }

    static ReplayRead of(ChainLogId log, ReplayInput input, RunPlan<BlockSpool.Place> plan) {
        return new ReplayRead(
                log,
                null,
                input.files(),
                input.bytes(),
                input.blocks(),
                List.of(),
                null,
                plan.orphaned().stream().map(item -> item.ref().toString()).toList(),
                input.duplicates(),
                plan.runs().stream().map(ReplayRead::describe).toList());
    }

    ReplayRead with(List<String> lines, ReplaySummary.@Nullable Stream became) {
        return new ReplayRead(log, from, files, bytes, blocks, lines, became, orphaned, duplicates, runs);
    }

    private static ReplaySummary.Run describe(RunPlan.Run<BlockSpool.Place> run) {
        Map<ChainRecord.Proof, Integer> counts = new EnumMap<>(ChainRecord.Proof.class);
        run.blocks().forEach(item -> counts.merge(item.proof(), 1, Integer::sum));
        Map<String, Integer> proofs = new LinkedHashMap<>();
        List<ChainRecord.Proof> weakestFirst = new ArrayList<>(counts.keySet());
        Collections.reverse(weakestFirst);
        weakestFirst.forEach(
                proof -> proofs.put(proof.name().toLowerCase(Locale.ROOT), Objects.requireNonNull(counts.get(proof))));
        return new ReplaySummary.Run(
                run.first().number(), run.last().number(), run.blocks().size(), proofs);
    }
}
