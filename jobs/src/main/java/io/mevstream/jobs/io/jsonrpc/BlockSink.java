package io.mevstream.jobs.io.jsonrpc;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Hash;
import org.jspecify.annotations.Nullable;

/** Takes what a {@link BlockReader} reads, one by one, in the order in which it is complete. */
public interface BlockSink {

    void block(ReadBlock block);

    void refused(InputRefusal refusal);

    /** An entry states nothing of a block that others do not state; {@code source} is its file and place. */
    default void duplicate(BlockRef block, String source) {}

    /** A block that was passed on, for pieces to be compared with it; null where the sink keeps none. */
    default @Nullable Block passedOn(Hash hash) {
        return null;
    }

    /**
     * Called now and then, and once at the end.
     *
     * @param filesDone of {@code filesTotal}
     * @param bytesDone of {@code bytesTotal}, as the files lie on disk; both 0 where all are empty
     */
    default void progress(int filesDone, int filesTotal, long bytesDone, long bytesTotal) {}
}
