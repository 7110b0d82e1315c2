package io.mevstream.jobs.ingest;

import io.mevstream.chain.ChainRecord;

/** Told, on the ingest's own thread, of each record of a block once the log holds it. */
@FunctionalInterface
public interface IngestWatcher {

    /** Nobody. */
    IngestWatcher NONE = (chainRecord, nanos) -> {};

    /** @param nanos when it was acknowledged, by the ingest's clock */
    void acknowledged(ChainRecord chainRecord, long nanos);
}
