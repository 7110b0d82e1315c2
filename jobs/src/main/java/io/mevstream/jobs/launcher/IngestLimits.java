package io.mevstream.jobs.launcher;

import io.mevstream.jobs.ingest.IngestConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an ingest begins and ends, as its options say.
 *
 * @param from the first block of a new log; null for the head
 * @param seconds after which it ends; 0 for no matter
 */
record IngestLimits(@Nullable Long from, IngestConfig.Until until, long seconds) {

    private static final String NUMBER = "0|[1-9][0-9]{0,17}";

    static IngestLimits parse(
            @Nullable Long fromBlock, @Nullable String blocks, @Nullable String until, List<String> problems) {
        if (blocks != null && (fromBlock != null || until != null)) {
            problems.add("--blocks: expected neither --from-block nor --until with it, found one");
        }
        if (fromBlock != null && fromBlock < 0) {
            problems.add("--from-block: expected a height from 0, found " + fromBlock);
        }
        if (blocks != null) {
            return range(blocks, problems);
        }
        if (until == null) {
            return new IngestLimits(fromBlock, IngestConfig.Until.STOPPED, 0);
        }
        if (until.equals("head")) {
            return new IngestLimits(fromBlock, new IngestConfig.Until(null, true), 0);
        }
        if (until.matches("block:(" + NUMBER + ")")) {
            return new IngestLimits(fromBlock, new IngestConfig.Until(Long.valueOf(until.substring(6)), false), 0);
        }
        if (until.matches("seconds:[1-9][0-9]{0,8}")) {
            return new IngestLimits(fromBlock, IngestConfig.Until.STOPPED, Long.parseLong(until.substring(8)));
        }
        problems.add("--until: expected head, block:N or seconds:N, found " + until);
        return new IngestLimits(fromBlock, IngestConfig.Until.STOPPED, 0);
    }

    private static IngestLimits range(String blocks, List<String> problems) {
        if (blocks.matches("(" + NUMBER + ")\\.\\.(" + NUMBER + ")")) {
            int dots = blocks.indexOf("..");
            long from = Long.parseLong(blocks.substring(0, dots));
            long to = Long.parseLong(blocks.substring(dots + 2));
            if (from <= to) {
                return new IngestLimits(from, new IngestConfig.Until(to, false), 0);
            }
        }
        problems.add("--blocks: expected A..B with A not above B, found " + blocks);
        return new IngestLimits(null, IngestConfig.Until.STOPPED, 0);
    }
}
