package io.mevstream.jobs.io.node;

import io.mevstream.chain.Hash;
import io.mevstream.jobs.io.jsonrpc.ReadBlock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The latest blocks that were fetched and proven, by hash: what a hash names never changes, so it is asked for once. What
 * was not proven is never kept. Counts what was asked of it.
 */
final class ProvenBlocks {

    private final int most;
    private final Map<Hash, ReadBlock> blocks = new LinkedHashMap<>(64, 0.75f, true);
    private long hits;
    private long misses;

    /** @param most how many blocks are kept */
    ProvenBlocks(int most) {
        this.most = most;
    }

    synchronized @Nullable ReadBlock get(Hash hash) {
        ReadBlock block = blocks.get(hash);
        if (block == null) {
            misses++;
        } else {
            hits++;
        }
        return block;
    }

    synchronized void put(ReadBlock block) {
        blocks.put(block.block().hash(), block);
        if (blocks.size() > most) {
            blocks.remove(blocks.keySet().iterator().next());
        }
    }

    synchronized long hits() {
        return hits;
    }

    synchronized long misses() {
        return misses;
    }
}
