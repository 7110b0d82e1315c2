package io.mevstream.detect;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.num.UInt256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One transaction and what it did, in the order it did it.
 *
 * @param from who sent it; null where the source carried logs only
 * @param to the contract or account called; null where unknown or where it created a contract
 * @param gas null where unknown, which is not free
 */
public record TransactionActions(
        int index,
        Hash hash,
        @Nullable Address from,
        @Nullable Address to,
        Status status,
        @Nullable GasPaid gas,
        List<Action> actions) {

    /** How the transaction ended. */
    public enum Status {
        SUCCEEDED,
        REVERTED,
        UNKNOWN
    }

    /** Gas used by the transaction and the price of each unit of it, base fee included. */
    public record GasPaid(long gasUsed, UInt256 effectiveGasPriceWei) {

        public UInt256 costWei() {
            return effectiveGasPriceWei.mul(UInt256.of(gasUsed));
        }
    }
}
