package io.mevstream.fact;

import io.mevstream.chain.BlockHeader;
import io.mevstream.chain.ChainRecord;
import org.jspecify.annotations.Nullable;

/**
 * A block of the chain log, without what it contains.
 *
 * @param header null where the source had none
 * @param transactions their number; null where the source had neither transactions nor receipts
 * @param logs their number; null where the source had no logs
 */
public record BlockFact(
        Origin origin,
        ChainRecord.Proof proof,
        @Nullable BlockHeader header,
        @Nullable Integer transactions,
        @Nullable Integer logs) {}
