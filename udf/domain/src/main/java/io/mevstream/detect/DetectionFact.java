package io.mevstream.detect;

import io.mevstream.chain.Address;
import io.mevstream.fact.Origin;
import org.jspecify.annotations.Nullable;

/**
 * A finding, and the record of the chain log it follows from: that of an undo retracts the equal one of the block's
 * apply.
 *
 * @param feeRecipient who the block's fees go to, its builder; null where unknown
 */
public record DetectionFact(
        Origin origin, BlockActions.Scope scope, @Nullable Address feeRecipient, Detection detection) {}
