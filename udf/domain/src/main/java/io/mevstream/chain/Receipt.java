package io.mevstream.chain;

import io.mevstream.num.UInt256;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction did, apart from its logs, which stand in {@link Block#logs()}.
 *
 * @param status 1 succeeded, 0 reverted; null before Byzantium, where {@code stateRoot} stands instead
 * @param gasUsed the gas of this transaction alone
 * @param effectiveGasPriceWei what each unit of gas cost; null where the source does not say
 * @param contractAddress the contract created, else null
 */
public record Receipt(
        int transactionIndex,
        Hash transactionHash,
        int type,
        @Nullable Integer status,
        @Nullable Hash stateRoot,
        long cumulativeGasUsed,
        long gasUsed,
        @Nullable UInt256 effectiveGasPriceWei,
        Address from,
        @Nullable Address to,
        @Nullable Address contractAddress) {}
