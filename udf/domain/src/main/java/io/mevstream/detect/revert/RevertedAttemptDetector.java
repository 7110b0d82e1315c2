package io.mevstream.detect.revert;

import io.mevstream.chain.Address;
import io.mevstream.detect.Action;
import io.mevstream.detect.Detection;
import io.mevstream.detect.Detection.Kind;
import io.mevstream.detect.Detection.Role;
import io.mevstream.detect.Detector;
import io.mevstream.detect.EvidenceRef;
import io.mevstream.detect.Reading;
import io.mevstream.detect.Trades;
import io.mevstream.detect.TransactionActions;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds attempts: transactions whose reverted calls held a closed cycle of trades or a liquidation: all of its tokens passed on
 * but one, or one route that passes its amount on, for calls that failed midway leave the rest out of balance. Whether it would have
 * paid is not asked, for an attempt that does not pay is what reverts. Only call traces show reverted calls: of a block of
 * logs nothing is found, and a reverted transaction is no attempt for that alone.
 */
public final class RevertedAttemptDetector implements Detector {

    /** Tokens passed on within one part in a hundred are passed on: taxes and rounding, and a trade cut short is more. */
    private static final UInt256 PASSED_ON = UInt256.of(100);

    @Override
    public List<Detection> detect(Reading reading) {
        List<Detection> found = new ArrayList<>();
        for (TransactionActions transaction : reading.block().transactions()) {
            List<Action.Trade> cycle = closedCycle(reading, transaction);
            if (!cycle.isEmpty()) {
                found.add(attempt(reading, transaction, Kind.ARBITRAGE, cycle, List.of()));
            }
            for (Action action : transaction.actions()) {
                if (action instanceof Action.Liquidated && !Reading.isKept(action)) {
                    found.add(attempt(reading, transaction, Kind.LIQUIDATION, List.of(), List.of(action.evidence())));
                    break;
                }
            }
        }
        return found;
    }

    private static List<Action.Trade> closedCycle(Reading reading, TransactionActions transaction) {
        if (transaction.actions().stream()
                .noneMatch(action -> action instanceof Action.Trade && !Reading.isKept(action))) {
            return List.of();
        }
        List<Action.Trade> cycle = Trades.cyclic(Trades.of(transaction.actions(), action -> true), reading.ether());
        int open = 0;
        for (Map.Entry<Address, Int256> each :
                Trades.net(cycle, reading.ether()).entrySet()) {
            UInt256 allowed =
                    Trades.volumeIn(cycle, each.getKey(), reading.ether()).div(PASSED_ON);
            open += each.getValue().abs().compareTo(allowed) > 0 ? 1 : 0;
        }
        // One token is where it starts and ends; any other that is not passed on makes it a trade, not a cycle.
        List<Action.Trade> closed = open <= 1 ? cycle : new ClosedRoutes(cycle, reading.ether()).first();
        return closed.stream().anyMatch(trade -> !Reading.isKept(trade)) ? closed : List.of();
    }

    private static Detection attempt(
            Reading reading,
            TransactionActions transaction,
            Kind attempted,
            List<Action.Trade> trades,
            List<EvidenceRef> evidence) {
        TreeSet<Address> own = new TreeSet<>();
        for (@Nullable Address address : new @Nullable Address[] {transaction.from(), transaction.to()}) {
            if (address != null) {
                own.add(Objects.requireNonNull(address));
            }
        }
        return new Detection(
                "attempt:" + transaction.index() + ":" + attempted,
                Kind.REVERTED_ATTEMPT,
                attempted,
                reading.block().block(),
                reading.block().sight(),
                transaction.from(),
                transaction.to(),
                List.copyOf(own),
                List.of(Reading.part(Role.ATTACK, transaction)),
                Reading.legs(Role.ATTACK, trades),
                evidence,
                reading.profits().ofNothing(List.of(transaction)),
                List.of(),
                null,
                null,
                List.copyOf(reading.caveats(trades)));
    }
}
