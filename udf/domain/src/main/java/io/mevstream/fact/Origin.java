package io.mevstream.fact;

import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord;
import org.jspecify.annotations.Nullable;

/**
 * The record of the chain log that a fact follows from. A fact of an {@link ChainRecord.Kind#UNDO} record retracts the
 * equal fact of the block's apply.
 *
 * @param position the record's position: the version of the rows made from it
 * @param blockTimeSeconds Unix time; null where the source does not state it
 */
public record Origin(
        long chainId, long position, ChainRecord.Kind kind, BlockRef block, @Nullable Long blockTimeSeconds) {

    public static Origin of(ChainRecord chainRecord) {
        return new Origin(
                chainRecord.chainId(),
                chainRecord.position(),
                chainRecord.kind(),
                chainRecord.block().ref(),
                chainRecord.block().timestampSeconds());
    }
}
