package io.mevstream.jobs.io.jsonrpc;

/** Takes what a {@link BlockReader} reads, one by one, in the order in which it is complete. */
public interface BlockSink {

    void block(ReadBlock block);

    void refused(InputRefusal refusal);

    /**
     * Called now and then, and once at the end.
     *
     * @param filesDone of {@code filesTotal}
     * @param bytesDone of {@code bytesTotal}, as the files lie on disk; both 0 where all are empty
     */
    default void progress(int filesDone, int filesTotal, long bytesDone, long bytesTotal) {}
}
