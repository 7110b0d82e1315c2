package io.mevstream.sequence;

import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Hash;
import org.jspecify.annotations.Nullable;

/**
 * Where a chain starts.
 *
 * @param number the first block's number
 * @param parentHash the hash of the block before it; null where any will do
 */
public record ChainStart(long number, @Nullable Hash parentHash) {

    public static ChainStart at(long number) {
        return new ChainStart(number, null);
    }

    public static ChainStart after(BlockRef parent) {
        return new ChainStart(parent.number() + 1, parent.hash());
    }
}
