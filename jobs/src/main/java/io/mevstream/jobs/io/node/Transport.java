package io.mevstream.jobs.io.node;

import java.io.Closeable;
import java.util.concurrent.CompletableFuture;

/** Carries requests to an endpoint and what it answers back. A failure is a {@link NodeFailure}. */
interface Transport extends Closeable {

    /** No answer is larger: the largest blocks of any chain with all receipts stay far below. */
    int MAX_BYTES = 128 << 20;

    /**
     * Sends one request, or a batch.
     *
     * @param id of the request, or of a batch's first
     */
    CompletableFuture<byte[]> send(long id, String text);

    /** Lets go of connections; never waits. */
    @Override
    void close();
}
