package io.mevstream.jobs.io.chainlog;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A chain's log as its readers see it, wherever it is kept: acknowledged records only, so that what was read once never
 * changes. Any position can be read; one behind another is cheapest. For one thread.
 */
public interface ChainLogView extends Closeable {

    /** The EIP-155 chain id. */
    long chainId();

    /** The log's id. */
    String logId();

    /** The position of the first record that is kept here: 0 unless this is a part of a log. */
    default long firstPosition() throws IOException {
        return 0;
    }

    /** The position behind the last acknowledged record, as it stands now. */
    long endPosition() throws IOException;

    /** The record at a position; null if it is not acknowledged yet. */
    @Nullable
    LogFrame read(long position) throws IOException;
}
