package io.mevstream.jobs.chain;

import io.mevstream.chain.Block;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.PendingTransaction;
import io.mevstream.chain.RawLog;
import io.mevstream.decode.LogDecoder;
import io.mevstream.decode.LogOutcome;
import io.mevstream.jobs.io.chainlog.ChainRecordCodec;
import io.mevstream.jobs.io.chainlog.Decoding;
import io.mevstream.jobs.io.chainlog.LogFrame;
import io.mevstream.jobs.io.chainlog.PendingTransactionCodec;
import java.util.ArrayList;
import java.util.List;

/** Reads frames of one chain's log and the logs in them. Holds buffers: one for each thread. */
public final class BlockDecoder {

    private final ChainRecordCodec codec = new ChainRecordCodec();
    private final PendingTransactionCodec pendingCodec = new PendingTransactionCodec();
    private final LogDecoder decoder = LogDecoder.standard();
    private final long chainId;

    public BlockDecoder(ChainConfig config) {
        chainId = config.chainId();
    }

    /**
     * The frame's record.
     *
     * @throws IllegalStateException if it is none, or not this chain's at this position: the log itself is damaged, since
     *     its writer checks what it appends
     */
    public ChainRecord read(LogFrame frame) {
        Decoding<ChainRecord> decoding = codec.decode(frame.payload());
        if (decoding instanceof Decoding.Refused<ChainRecord> refused) {
            throw new IllegalStateException("expected a chain record at position " + frame.position() + ", found "
                    + refused.reason() + ": " + refused.detail());
        }
        ChainRecord chainRecord = ((Decoding.Read<ChainRecord>) decoding).value();
        requirePlace(frame, chainRecord.position(), chainRecord.chainId());
        return chainRecord;
    }

    /**
     * The frame's pending transaction.
     *
     * @throws IllegalStateException if it is none, or not this chain's at this position
     */
    public PendingTransaction readPending(LogFrame frame) {
        Decoding<PendingTransaction> decoding = pendingCodec.decode(frame.payload());
        if (decoding instanceof Decoding.Refused<PendingTransaction> refused) {
            throw new IllegalStateException("expected a pending transaction at position " + frame.position()
                    + ", found " + refused.reason() + ": " + refused.detail());
        }
        PendingTransaction pending = ((Decoding.Read<PendingTransaction>) decoding).value();
        requirePlace(frame, pending.position(), pending.chainId());
        return pending;
    }

    private void requirePlace(LogFrame frame, long position, long chain) {
        if (position != frame.position() || chain != chainId) {
            throw new IllegalStateException("expected position " + frame.position() + " of chain " + chainId
                    + ", found a record of position " + position + " of chain " + chain);
        }
    }

    /** What became of each of the block's logs, in their order. */
    public List<LogOutcome> decode(Block block) {
        List<LogOutcome> outcomes = new ArrayList<>(block.logs().size());
        for (RawLog log : block.logs()) {
            outcomes.add(decoder.decode(log));
        }
        return outcomes;
    }
}
