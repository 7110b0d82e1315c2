package io.mevstream.jobs.launcher;

import io.mevstream.jobs.ingest.IngestStatus;
import java.util.List;
import java.util.Map;

/**
 * What a live run came to.
 *
 * @param store the folder
 * @param database the database's name
 * @param seconds how long it took, by step
 * @param ingest what the ingest did
 * @param logs what became of every log, as stored
 * @param swaps by protocol, as stored
 * @param mev what was found, as stored
 * @param rows of each table
 */
record LiveSummary(
        String store,
        String database,
        Map<String, Double> seconds,
        IngestStatus ingest,
        ReplaySummary.Logs logs,
        List<ReplaySummary.Swaps> swaps,
        MevSummary mev,
        Map<String, Long> rows) {}
