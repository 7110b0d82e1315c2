package io.mevstream.sequence;

import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord.Proof;
import io.mevstream.chain.Hash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of blocks in the order in which a replay applies them, and what became of the rest: each block that was added is
 * in exactly one run, orphaned, refused, or one of the duplicates.
 *
 * @param runs by number; within one each block is the parent of the next, between two nothing is carried over
 * @param orphaned by number and hash: another block has their place
 * @param refused by number and hash
 * @param duplicates how many were left out since one of the same hash says as much or more
 * @param <B> what the caller keeps of a block
 */
public record RunPlan<B>(List<Run<B>> runs, List<Item<B>> orphaned, List<RefusedItem<B>> refused, int duplicates) {

    /** Blocks each of which is the parent of the next. */
    public record Run<B>(List<Item<B>> blocks) {

        public BlockRef first() {
            return blocks.get(0).ref();
        }

        public BlockRef last() {
            return blocks.get(blocks.size() - 1).ref();
        }
    }

    /**
     * A block of the set.
     *
     * @param parentHash null without a header
     */
    public record Item<B>(BlockRef ref, @Nullable Hash parentHash, Proof proof, B body) {}

    /** A block of the set that is not to be believed. */
    public record RefusedItem<B>(Item<B> item, Reason reason, String detail) {}

    /** Why a block of the set is refused. */
    public enum Reason {
        /** Another block of the same hash says something else and neither is proven better. */
        CONTENT_DIFFERS,
        /** A better proven block of the same hash says something else. */
        CONTRADICTED,
        /** Its number is not one less than that of the block that names it as parent, or not one more than its parent's. */
        NUMBER
    }

    public int blockCount() {
        return runs.stream().mapToInt(run -> run.blocks().size()).sum();
    }
}
