package io.mevstream.jobs.io.chainlog;

import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.PendingTransaction;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a chain's log, wherever the log is kept. {@link #append} gives a record its place, {@link #force}
 * acknowledges all that was appended: only then do readers see it, and from then on (position, content) never changes.
 * A writer that another one has taken over from gets {@link ChainLogFencedException}. After any {@link IOException} it is
 * of no further use: take the log over again. For one thread.
 */
public interface ChainLogAppender extends Closeable {

    /** The EIP-155 chain id. */
    long chainId();

    /** The log's id: 32 hexadecimal digits, a pure function of the chain id and the nonce the log was created with. */
    String logId();

    /** The number of this writer; every later one has a higher. */
    long epoch();

    /** The position the next record must have. */
    long nextPosition();

    /** What is acknowledged at the last {@code positions} positions: what a sequencer is restored from. */
    LogTail tail(long positions) throws IOException;

    /** The first acknowledged record of a block that is kept; null where there is none. */
    @Nullable
    ChainRecord first() throws IOException;

    /** Appends a record, which must be of this chain and stand at the next position. Nobody sees it before a force. */
    void append(ChainRecord chainRecord) throws IOException;

    /** Appends a pending transaction, to which the same applies. */
    void append(PendingTransaction pending) throws IOException;

    /** Makes all that was appended durable and visible to readers; returns the position behind it. */
    long force() throws IOException;
}
