package io.mevstream.devchain.actor;

import io.mevstream.chain.Address;
import io.mevstream.devchain.market.Deployment.Pool;
import io.mevstream.devchain.node.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contract that people trade by.
 *
 * @param name for the journal
 * @param pools that it reaches
 * @param mostHops how many of them in one trade
 * @param spender who takes the trader's tokens; null where ether alone is paid
 * @param encoder makes the call
 * @param exactOut whether the amount out can be fixed
 */
record Venue(
        String name, List<Pool> pools, int mostHops, @Nullable Address spender, boolean exactOut, Encoder encoder) {

    /**
     * A trade to be encoded.
     *
     * @param deadline by which it must be mined, in seconds; ignored where the contract has none
     */
    record Order(Trade trade, Address trader, long deadline, Dice dice) {}

    /** Makes a trade into a call. */
    interface Encoder {
        Call call(Order order);
    }
}
