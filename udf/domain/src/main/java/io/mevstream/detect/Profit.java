package io.mevstream.detect;

import io.mevstream.chain.Address;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a searcher made of it, with what is not known left open: null is unknown and never nothing.
 *
 * @param grossRaw the change of what the beneficiaries together hold, by token, before gas and before payments to the
 *     builder; ether in all its forms counts under one address. Never zero; negative where something was given
 * @param grossWei the value of {@code grossRaw} in ether; null unless every token's price is proven
 * @param gasWei the cost of the searcher's own transactions, priority fee included
 * @param priorityFeeWei what of {@code gasWei} went to the fee recipient
 * @param builderPaymentWei what was seen to be sent to the fee recipient beyond gas; payments inside of calls are not seen
 *     where only logs are there, and null means that nothing could be seen at all
 * @param netUpperBoundWei {@code grossWei} less gas and seen payments; null where value or gas is unknown
 */
public record Profit(
        List<TokenDelta> grossRaw,
        @Nullable Int256 grossWei,
        @Nullable UInt256 gasWei,
        @Nullable UInt256 priorityFeeWei,
        @Nullable UInt256 builderPaymentWei,
        @Nullable Int256 netUpperBoundWei,
        Completeness completeness) {

    /** What {@code netUpperBoundWei} is. */
    public enum Completeness {
        /** The net itself. */
        EXACT,
        /** At most this much: payments may have been made that cannot be seen. Not to be summed with exact ones. */
        UPPER_BOUND,
        /** Nothing can be said of the net. */
        UNKNOWN
    }

    /** A change of holdings of one token, in its raw units. */
    public record TokenDelta(Address token, Int256 amountRaw) {}
}
