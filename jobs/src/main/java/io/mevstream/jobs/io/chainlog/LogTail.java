package io.mevstream.jobs.io.chainlog;

import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands at the end of a chain's log.
 *
 * @param from the first position looked at
 * @param records the records of blocks from there on, oldest first
 * @param pending the hashes of the pending transactions from there on, oldest first
 */
public record LogTail(long from, List<ChainRecord> records, List<Hash> pending) {

    /** What a log has acknowledged at these positions, up to {@code to} and without it. */
    public static LogTail read(ChainLogView log, long from, long to) throws IOException {
        List<ChainRecord> records = new ArrayList<>();
        List<Hash> pending = new ArrayList<>();
        ChainRecordCodec codec = new ChainRecordCodec();
        PendingTransactionCodec pendingCodec = new PendingTransactionCodec();
        for (long at = from; at < to; at++) {
            LogFrame frame = log.read(at);
            if (frame == null) throw new CorruptChainLogException("expected position " + at + ", found the end");
            if (frame.isPending()) {
                pending.add(read(pendingCodec.decode(frame.payload()), at)
                        .transaction()
                        .hash());
            } else {
                records.add(read(codec.decode(frame.payload()), at));
            }
        }
        return new LogTail(from, records, pending);
    }

    /** The first record of a block in front of {@code to}; null where there is none. */
    public static @Nullable ChainRecord first(ChainLogView log, long to) throws IOException {
        ChainRecordCodec codec = new ChainRecordCodec();
        for (long at = log.firstPosition(); at < to; at++) {
            LogFrame frame = log.read(at);
            if (frame != null && !frame.isPending()) return read(codec.decode(frame.payload()), at);
        }
        return null;
    }

    private static <T> T read(Decoding<T> decoding, long at) throws CorruptChainLogException {
        if (decoding instanceof Decoding.Read<T> read) return read.value();
        throw new CorruptChainLogException("expected a record at position " + at + ", found " + decoding);
    }
}
