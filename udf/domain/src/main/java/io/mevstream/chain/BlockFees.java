package io.mevstream.chain;

import io.mevstream.num.UInt256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source without a header and whole receipts states of a block's fees: files of traces do. Nothing proves it.
 *
 * @param miner who got the fees
 * @param gas by transaction index; some may be missing
 */
public record BlockFees(@Nullable Address miner, @Nullable UInt256 baseFeePerGasWei, List<GasPaid> gas) {

    /**
     * What one transaction paid for its gas.
     *
     * @param gasUsed the gas of this transaction alone, unsigned: some sources state 2^64 - 1
     */
    public record GasPaid(
            int transactionIndex,
            Hash transactionHash,
            long gasUsed,
            long cumulativeGasUsed,
            @Nullable UInt256 effectiveGasPriceWei) {

        private static final long LEAST_GAS = 21_000;

        /** Whether the gas is a number put there for want of the true one: no transaction uses so little or so much. */
        public boolean isPlaceholder() {
            return gasUsed < LEAST_GAS; // true of 2^63 and more too
        }
    }
}
