package io.mevstream.verify;

import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.chain.PendingTransaction;
import io.mevstream.jobs.io.chainlog.ChainLogReader;
import io.mevstream.jobs.io.chainlog.ChainRecordCodec;
import io.mevstream.jobs.io.chainlog.Decoding;
import io.mevstream.jobs.io.chainlog.LogFrame;
import io.mevstream.jobs.io.chainlog.PendingTransactionCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * What a log was seen to hold, kept outside of it: the digest of every position as it was first seen. It judges that nothing that was
 * once there ever changes, and that the records make a chain.
 */
final class LogLedger {
    private final ProofRun run;
    private final List<String> digests = new ArrayList<>();

    LogLedger(ProofRun run) {
        this.run = run;
    }

    /** How many positions were seen. */
    int positions() {
        return digests.size();
    }

    /** Looks at the whole log: what was seen before must be as it was. Returns how many positions are new. */
    int look(Path log) throws IOException {
        int before = digests.size();
        try (ChainLogReader reader = ChainLogReader.open(log)) {
            long end = reader.endPosition();
            run.expect(end >= before, "expected at least %d positions as seen before, found %d", before, end);
            for (long at = 0; at < end; at++) {
                LogFrame frame = reader.read(at);
                String digest = frame == null ? "none" : digest(frame);
                if (at < before) {
                    run.expect(digest.equals(digests.get((int) at)), "position %d: rewritten", at);
                } else {
                    digests.add(digest);
                }
            }
        }
        return digests.size() - before;
    }

    /** What the records come to. */
    record Outcome(List<BlockRef> chain, long undone, long pending, long deepest) {}

    /** Folds the log: every apply a child of the block before it, every undo of the last block, each pending transaction once. */
    Outcome fold(Path log, long first) throws IOException {
        List<BlockRef> chain = new ArrayList<>();
        Set<Hash> pending = new HashSet<>();
        long undone = 0;
        long depth = 0;
        long deepest = 0;
        try (ChainLogReader reader = ChainLogReader.open(log)) {
            ChainRecordCodec codec = new ChainRecordCodec();
            for (long at = 0; at < reader.endPosition(); at++) {
                LogFrame frame = reader.read(at);
                if (frame == null || frame.isPending()) {
                    Hash hash = frame == null ? Hash.ZERO : pending(frame);
                    run.expect(pending.add(hash), "position %d: pending transaction %s twice", at, hash);
                    continue;
                }
                ChainRecord found = value(codec.decode(frame.payload()), at);
                run.expect(found.position() == at, "position %d: holds position %d", at, found.position());
                BlockRef head = chain.isEmpty() ? null : chain.get(chain.size() - 1);
                BlockRef ref = found.block().ref();
                if (found.kind() == ChainRecord.Kind.UNDO) {
                    run.expect(ref.equals(head), "position %d: expected an undo of %s, found %s", at, head, ref);
                    if (head != null) chain.remove(chain.size() - 1);
                    undone++;
                    deepest = Math.max(deepest, ++depth);
                } else {
                    boolean fits = head == null
                            ? ref.number() == first
                            : head.hash().equals(found.block().parentHash()) && ref.number() == head.number() + 1;
                    run.expect(fits, "position %d: expected a child of %s, found %s", at, head, ref);
                    chain.add(ref);
                    depth = 0;
                }
            }
        }
        return new Outcome(chain, undone, pending.size(), deepest);
    }

    private static Hash pending(LogFrame frame) {
        PendingTransaction read = value(new PendingTransactionCodec().decode(frame.payload()), frame.position());
        return read.transaction().hash();
    }

    private static <T> T value(Decoding<T> decoding, long at) {
        if (decoding instanceof Decoding.Read<T> read) {
            return read.value();
        }
        throw new IllegalStateException("position " + at + ": " + decoding);
    }

    private static String digest(LogFrame frame) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(frame.payload()));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
