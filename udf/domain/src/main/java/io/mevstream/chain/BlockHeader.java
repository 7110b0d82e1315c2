package io.mevstream.chain;

import io.mevstream.num.UInt256;
import org.jspecify.annotations.Nullable;

/**
 * A block header, with every field that its hash covers. The fields a fork added are null before that fork.
 *
 * @param timestampSeconds Unix time
 * @param nonce eight bytes
 * @param logsBloom 256 bytes
 */
public record BlockHeader(
        long number,
        Hash hash,
        Hash parentHash,
        Hash unclesHash,
        Address miner,
        Hash stateRoot,
        Hash transactionsRoot,
        Hash receiptsRoot,
        Bytes logsBloom,
        UInt256 difficulty,
        long gasLimit,
        long gasUsed,
        long timestampSeconds,
        Bytes extraData,
        Hash mixHash,
        Bytes nonce,
        @Nullable UInt256 baseFeePerGasWei,
        @Nullable Hash withdrawalsRoot,
        @Nullable Long blobGasUsed,
        @Nullable Long excessBlobGas,
        @Nullable Hash parentBeaconBlockRoot,
        @Nullable Hash requestsHash) {}
