package io.mevstream.detect;

import io.mevstream.chain.Address;
import io.mevstream.detect.Detection.Caveat;
import io.mevstream.detect.Detection.Leg;
import io.mevstream.detect.Detection.Part;
import io.mevstream.detect.Detection.Role;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import io.mevstream.pool.SwapEvidence;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a block is read: what counts as ether, what things are worth.
 *
 * @param prices proven prices in ether
 */
public record Reading(BlockActions block, Ether ether, EtherPrices prices) {

    public static Reading of(BlockActions block, EtherPrices prices) {
        return new Reading(block, Ether.ofChain(block.chainId()), prices);
    }

    public ProfitStatement profits() {
        return new ProfitStatement(block, ether, prices);
    }

    /** Whether the worth of such an amount in ether is proven. */
    public boolean isPriced(@Nullable Address token, UInt256 amountRaw) {
        return token != null
                && (ether.is(token)
                        || (amountRaw.bitLength() <= Flows.MAX_AMOUNT_BITS
                                && prices.worthWei(token, Int256.ofExact(amountRaw)) != null));
    }

    public static boolean isKept(Action action) {
        return action.fate() == Action.Fate.KEPT;
    }

    public static Part part(Role role, TransactionActions transaction) {
        return new Part(role, transaction.index(), transaction.hash(), transaction.from(), transaction.to());
    }

    public static List<Leg> legs(Role role, List<? extends Action.Trade> trades) {
        List<Leg> legs = new ArrayList<>(trades.size());
        for (Action.Trade trade : trades) {
            legs.add(new Leg(
                    role,
                    trade.evidence(),
                    trade.venue(),
                    trade.protocol(),
                    trade.tokenIn(),
                    trade.amountInRaw(),
                    trade.tokenOut(),
                    trade.amountOutRaw()));
        }
        return legs;
    }

    /** The flash loans among the actions. */
    public static List<EvidenceRef> loans(List<Action> actions) {
        return actions.stream()
                .filter(action -> action instanceof Action.FlashLoaned && isKept(action))
                .map(Action::evidence)
                .toList();
    }

    /** The caveats that follow from the trades and the block alone. */
    public Set<Caveat> caveats(List<? extends Action.Trade> trades) {
        Set<Caveat> caveats = EnumSet.noneOf(Caveat.class);
        boolean unchecked = trades.stream()
                .anyMatch(trade ->
                        trade instanceof Action.Swapped swap && swap.backing() == SwapEvidence.Status.NOT_CHECKABLE);
        if (unchecked) {
            caveats.add(Caveat.SWAPS_NOT_CHECKABLE);
        }
        if (block.scope() == BlockActions.Scope.SOME_TRANSACTIONS) {
            caveats.add(Caveat.PARTIAL_BLOCK);
        }
        return caveats;
    }
}
