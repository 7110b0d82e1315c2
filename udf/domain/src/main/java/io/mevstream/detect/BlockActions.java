package io.mevstream.detect;

import io.mevstream.chain.Address;
import io.mevstream.chain.BlockRef;
import io.mevstream.num.UInt256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the transactions of a block did: all that detectors see.
 *
 * @param baseFeePerGasWei null where unknown or before London
 * @param feeRecipient who the block's fees go to, its builder; null where unknown
 * @param transactions by index
 */
public record BlockActions(
        long chainId,
        BlockRef block,
        @Nullable UInt256 baseFeePerGasWei,
        @Nullable Address feeRecipient,
        Scope scope,
        Sight sight,
        List<TransactionActions> transactions) {

    /** How much of the block is there. */
    public enum Scope {
        WHOLE_BLOCK,
        SOME_TRANSACTIONS
    }

    /** What the actions were made from, which says what cannot be seen. */
    public enum Sight {
        /** Ether sent inside of calls is invisible, and so are reverted calls. */
        LOGS,
        TRACES,
        /** Both, and they agree. */
        LOGS_AND_TRACES;

        public boolean showsEther() {
            return this != LOGS;
        }
    }
}
