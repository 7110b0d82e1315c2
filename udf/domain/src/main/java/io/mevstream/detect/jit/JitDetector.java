package io.mevstream.detect.jit;

import io.mevstream.chain.Address;
import io.mevstream.detect.Action;
import io.mevstream.detect.Detection;
import io.mevstream.detect.Detection.JitTerms;
import io.mevstream.detect.Detection.Kind;
import io.mevstream.detect.Detection.Leg;
import io.mevstream.detect.Detection.Part;
import io.mevstream.detect.Detection.Role;
import io.mevstream.detect.Detector;
import io.mevstream.detect.Flows;
import io.mevstream.detect.Insiders;
import io.mevstream.detect.Reading;
import io.mevstream.detect.Trades;
import io.mevstream.detect.TransactionActions;
import io.mevstream.event.LiquidityChange;
import io.mevstream.num.Int256;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds liquidity just in time: a position of some range of ticks added in one transaction and removed in a later one of
 * the same block, with swaps of others in between.
 *
 * <p>The position is one by owner, ticks and amount of liquidity. The owner is often a contract that holds everyone's
 * positions, so that an amount that differs needs the same sender besides.
 */
public final class JitDetector implements Detector {

    private record Moved(TransactionActions transaction, Action.LiquidityMoved action, Int256 liquidity) {}

    private record Key(int added, int removed) {}

    @Override
    public List<Detection> detect(Reading reading) {
        List<Moved> added = moved(reading, LiquidityChange.Kind.ADD);
        List<Moved> removed = added.isEmpty() ? List.of() : moved(reading, LiquidityChange.Kind.REMOVE);
        List<Detection> found = new ArrayList<>();
        Set<Key> seen = new HashSet<>();
        Set<Action> used = new HashSet<>();
        for (Moved add : added) {
            for (Moved remove : removed) {
                if (isSamePosition(add, remove) && !used.contains(remove.action())) {
                    used.add(remove.action());
                    Detection detection = between(reading, add, remove);
                    // Several ranges in one pair of transactions are one undertaking, with one profit.
                    if (detection != null
                            && seen.add(new Key(
                                    add.transaction().index(),
                                    remove.transaction().index()))) {
                        found.add(detection);
                    }
                    break;
                }
            }
        }
        return found;
    }

    private static List<Moved> moved(Reading reading, LiquidityChange.Kind kind) {
        List<Moved> moved = new ArrayList<>();
        for (TransactionActions transaction : reading.block().transactions()) {
            for (Action action : transaction.actions()) {
                if (action instanceof Action.LiquidityMoved each
                        && Reading.isKept(action)
                        && each.kind() == kind
                        && each.tickLower() != null
                        && each.liquidityDelta() != null
                        && each.liquidityDelta().signum() != 0) {
                    moved.add(new Moved(transaction, each, each.liquidityDelta()));
                }
            }
        }
        return moved;
    }

    private static boolean isSamePosition(Moved add, Moved remove) {
        Action.LiquidityMoved in = add.action();
        Action.LiquidityMoved out = remove.action();
        Address from = add.transaction().from();
        return add.transaction().index() < remove.transaction().index()
                && in.pool().equals(out.pool())
                && Objects.equals(in.owner(), out.owner())
                && Objects.equals(in.tickLower(), out.tickLower())
                && Objects.equals(in.tickUpper(), out.tickUpper())
                && (add.liquidity().abs().equals(remove.liquidity().abs())
                        || (from != null && from.equals(remove.transaction().from())));
    }

    private static @Nullable Detection between(Reading reading, Moved add, Moved remove) {
        List<Part> parts = new ArrayList<>(List.of(Reading.part(Role.FRONT, add.transaction())));
        List<Leg> legs = new ArrayList<>();
        List<Action.Trade> trades = new ArrayList<>();
        for (TransactionActions transaction : reading.block().transactions()) {
            if (transaction.index() > add.transaction().index()
                    && transaction.index() < remove.transaction().index()
                    && !Objects.equals(transaction.from(), add.transaction().from())) {
                List<Action.Trade> swaps = Trades.of(transaction.actions(), Reading::isKept).stream()
                        .filter(trade -> trade.venue().equals(add.action().pool()))
                        .toList();
                if (!swaps.isEmpty()) {
                    parts.add(Reading.part(Role.VICTIM, transaction));
                    legs.addAll(Reading.legs(Role.VICTIM, swaps));
                    trades.addAll(swaps);
                }
            }
        }
        if (trades.isEmpty()) {
            return null;
        }
        parts.add(Reading.part(Role.BACK, remove.transaction()));
        List<TransactionActions> own = List.of(add.transaction(), remove.transaction());
        Set<Address> insiders = insiders(reading, own, add.action().owner());
        return new Detection(
                "jit:" + add.action().evidence() + ":" + remove.action().evidence(),
                Kind.JIT,
                null,
                reading.block().block(),
                reading.block().sight(),
                add.transaction().from(),
                add.transaction().to(),
                List.copyOf(insiders),
                List.copyOf(parts),
                List.copyOf(legs),
                List.of(add.action().evidence(), remove.action().evidence()),
                reading.profits().of(own, insiders, trades),
                List.of(),
                null,
                terms(reading, add, remove),
                List.copyOf(reading.caveats(trades)));
    }

    private static Set<Address> insiders(Reading reading, List<TransactionActions> own, @Nullable Address owner) {
        Flows flows =
                Flows.of(own.stream().map(TransactionActions::actions).toList(), Reading::isKept, reading.ether());
        Set<Address> insiders = new TreeSet<>(Insiders.of(own, Reading::isKept, flows));
        if (owner != null) {
            insiders.add(owner);
        }
        if (reading.block().feeRecipient() != null) {
            insiders.remove(reading.block().feeRecipient());
        }
        return insiders;
    }

    private static JitTerms terms(Reading reading, Moved add, Moved remove) {
        Action.LiquidityMoved action = add.action();
        PositionAmounts amounts = PositionAmounts.of(reading, add.action(), remove.action(), remove.transaction());
        return new JitTerms(
                action.pool(),
                action.owner(),
                action.tickLower(),
                action.tickUpper(),
                add.liquidity(),
                amounts.feesRaw(),
                amounts.addedRaw(),
                amounts.removedRaw());
    }
}
