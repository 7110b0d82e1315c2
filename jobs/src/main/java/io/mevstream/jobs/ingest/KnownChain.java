package io.mevstream.jobs.ingest;

import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.sequence.ChainSequencer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The last blocks of the chain as the log has it: what an announced head is compared with. */
final class KnownChain {

    private final Deque<BlockRef> refs = new ArrayDeque<>();
    private final Set<Hash> hashes = new HashSet<>();

    /** Continues from a log's last records. */
    static KnownChain of(List<ChainRecord> records) {
        KnownChain chain = new KnownChain();
        records.forEach(chain::add);
        return chain;
    }

    void add(ChainRecord chainRecord) {
        BlockRef ref = chainRecord.block().ref();
        if (chainRecord.kind() == ChainRecord.Kind.APPLY) {
            refs.addLast(ref);
            hashes.add(ref.hash());
            if (refs.size() > ChainSequencer.KEPT) {
                hashes.remove(refs.removeFirst().hash());
            }
        } else if (!refs.isEmpty()) {
            hashes.remove(refs.removeLast().hash());
        }
    }

    @Nullable
    BlockRef head() {
        return refs.peekLast();
    }

    boolean contains(Hash hash) {
        return hashes.contains(hash);
    }

    /** The same as it is now, for who looks at it later. */
    KnownChain copy() {
        KnownChain copy = new KnownChain();
        copy.refs.addAll(refs);
        copy.hashes.addAll(hashes);
        return copy;
    }
}
