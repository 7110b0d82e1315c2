package io.mevstream.jobs.ingest;

import io.mevstream.jobs.io.node.EndpointSettings;
import io.mevstream.jobs.io.node.NodeSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an ingest is told.
 *
 * @param endpoints one or more; the first that shows a head is followed
 * @param fromBlock where a new log begins; null for the head of the first endpoint that shows one
 * @param until when it ends
 */
public record IngestConfig(
        List<EndpointSettings> endpoints, NodeSettings nodes, @Nullable Long fromBlock, Until until) {

    /**
     * When an ingest ends by itself.
     *
     * @param block once the chain has reached this height; null for no matter
     * @param atHead once the log ends with the nodes' head
     */
    public record Until(@Nullable Long block, boolean atHead) {

        /** Never. */
        public static final Until STOPPED = new Until(null, false);
    }
}
