package io.mevstream.jobs.io.chainlog;

/**
 * One record of the chain log as bytes: its position and its envelope. Not a key: the array has no value equality.
 *
 * @param position 0, 1, 2 and on, without gaps
 * @param payload the envelope that {@link ChainRecordCodec} or {@link PendingTransactionCodec} reads
 */
public record LogFrame(long position, byte[] payload) {

    /** Whether it says that it holds a pending transaction; what does not is to be read as a block's record. */
    public boolean isPending() {
        return Envelope.kindOf(payload) == WireKind.PENDING_TRANSACTION;
    }
}
