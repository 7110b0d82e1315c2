package io.mevstream.jobs.launcher;

import io.mevstream.jobs.ingest.IngestConfig;
import io.mevstream.jobs.ingest.IngestRun;
import io.mevstream.jobs.ingest.IngestStatus;
import io.mevstream.jobs.ingest.IngestWatcher;
import io.mevstream.jobs.io.chainlog.BlockRange;
import io.mevstream.jobs.io.chainlog.ChainLogId;
import io.mevstream.jobs.io.chainlog.ChainLogWriter;
import io.mevstream.jobs.io.node.EndpointSettings;
import io.mevstream.jobs.io.node.NodeClock;
import io.mevstream.jobs.io.node.NodeSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Some heights of a chain as its nodes have them now, which an ingest writes into a log. */
record NodeRange(List<EndpointSettings> endpoints, NodeSettings nodes, BlockRange blocks) {

    /** Writes a new log; what nodes answer to the same question may differ, so each time it is a log of its own. */
    ChainLogId write(Path folder) throws IOException, InterruptedException {
        ChainLogWriter log = ChainLogWriter.create(folder, nodes.chainId(), "node-" + UUID.randomUUID());
        ChainLogId id = new ChainLogId(log.chainId(), log.logId());
        IngestConfig config =
                new IngestConfig(endpoints, nodes, blocks.first(), new IngestConfig.Until(blocks.last(), false));
        IngestStatus status =
                new IngestScreen(new IngestRun(config, log, NodeClock.SYSTEM, IngestWatcher.NONE), 0).show();
        if (status.stopped() != null || status.applied() - status.undone() < blocks.last() - blocks.first() + 1) {
            throw Refusal.failed("expected blocks " + blocks + " of the nodes, found "
                    + (status.stopped() == null ? "the end after " + status.applied() : status.stopped()));
        }
        return id;
    }

    @Override
    public String toString() {
        return endpoints.stream().map(EndpointSettings::name).toList() + ", blocks " + blocks;
    }
}
