package io.mevstream.detect.arbitrage;

import io.mevstream.chain.Address;
import io.mevstream.detect.Action;
import io.mevstream.detect.Detection;
import io.mevstream.detect.Detection.Caveat;
import io.mevstream.detect.Detection.Kind;
import io.mevstream.detect.Detection.Role;
import io.mevstream.detect.Detector;
import io.mevstream.detect.Flows;
import io.mevstream.detect.Insiders;
import io.mevstream.detect.OwnPrices;
import io.mevstream.detect.Reading;
import io.mevstream.detect.Trades;
import io.mevstream.detect.TransactionActions;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds cyclic arbitrage: one transaction whose trades lead from a token back to it, at the end of which those it acted
 * for hold more of something and less of nothing.
 *
 * <p>Two accounts must agree. The trades on the cycle, by what they state themselves, gave at least as much of every token
 * as they took. The insiders, by what was actually transferred over the whole transaction, lost nothing. A route through
 * several pools, a split route, a zap, a wrapper or a settlement of others' orders fails one of the two, whoever runs it.
 */
public final class ArbitrageDetector implements Detector {

    /** What is left over of a token passed on: at most a thousandth of it, and paid for by the gain. */
    private static final UInt256 REMAINDER = UInt256.of(1_000);

    @Override
    public List<Detection> detect(Reading reading) {
        List<Detection> found = new ArrayList<>();
        for (TransactionActions transaction : reading.block().transactions()) {
            Detection detection = detect(reading, transaction);
            if (detection != null) {
                found.add(detection);
            }
        }
        return found;
    }

    private static @Nullable Detection detect(Reading reading, TransactionActions transaction) {
        if (transaction.status() == TransactionActions.Status.REVERTED) {
            return null;
        }
        List<Action.Trade> cycle = Trades.cyclic(Trades.of(transaction.actions(), Reading::isKept), reading.ether());
        if (cycle.isEmpty() || !gains(cycle, reading)) {
            return null;
        }
        Flows flows = Flows.of(List.of(transaction.actions()), Reading::isKept, reading.ether());
        List<TransactionActions> own = List.of(transaction);
        SortedSet<Address> insiders = Insiders.of(own, Reading::isKept, flows);
        NavigableMap<Address, Int256> gained = flows.of(insiders);
        Set<Caveat> caveats = reading.caveats(cycle);
        if (!isGain(gained, flows, new OwnPrices(cycle, reading.ether()))) {
            Set<Address> payees = payees(reading, own, cycle, insiders, flows);
            insiders.addAll(payees);
            gained = flows.of(insiders);
            if (payees.isEmpty() || !isGain(gained, flows, new OwnPrices(cycle, reading.ether()))) {
                return null;
            }
            caveats.add(Caveat.PAID_OUT);
        }
        Address feeRecipient = reading.block().feeRecipient();
        if (feeRecipient != null && !feeRecipient.equals(transaction.from())) {
            insiders.remove(feeRecipient);
        }
        return new Detection(
                "arbitrage:" + transaction.index(),
                Kind.ARBITRAGE,
                null,
                reading.block().block(),
                reading.block().sight(),
                transaction.from(),
                transaction.to(),
                Insiders.named(insiders, own, flows),
                List.of(Reading.part(Role.ATTACK, transaction)),
                Reading.legs(Role.ATTACK, cycle),
                Reading.loans(transaction.actions()),
                reading.profits().of(own, insiders, cycle),
                List.of(),
                null,
                null,
                List.copyOf(caveats));
    }

    /** Whether the trades of the cycle, taken by themselves, take no token that they do not give back, but remainders. */
    private static boolean gains(List<Action.Trade> cycle, Reading reading) {
        boolean gains = false;
        for (Map.Entry<Address, Int256> each :
                Trades.net(cycle, reading.ether()).entrySet()) {
            Int256 change = each.getValue();
            if (change.signum() < 0
                    && change.abs()
                                    .compareTo(Trades.volumeIn(cycle, each.getKey(), reading.ether())
                                            .div(REMAINDER))
                            > 0) {
                return false;
            }
            gains |= change.signum() > 0;
        }
        return gains;
    }

    /** Whether something was gained and nothing lost but remainders that together are worth less than the gain. */
    private static boolean isGain(NavigableMap<Address, Int256> gained, Flows flows, OwnPrices prices) {
        if (!flows.losesNothing(gained)) {
            return false;
        }
        for (Map.Entry<Address, Int256> gain : gained.entrySet()) {
            if (gain.getValue().signum() > 0 && outweighs(gain.getKey(), gain.getValue(), gained, prices)) {
                return true;
            }
        }
        return false;
    }

    private static boolean outweighs(
            Address token, Int256 gain, NavigableMap<Address, Int256> changes, OwnPrices prices) {
        Int256 left = gain;
        for (Map.Entry<Address, Int256> each : changes.entrySet()) {
            if (each.getValue().signum() < 0) {
                Int256 loss = prices.worth(each.getKey(), each.getValue(), token);
                if (loss == null) {
                    return false;
                }
                left = left.add(loss);
            }
        }
        return left.signum() > 0;
    }

    private static Set<Address> payees(
            Reading reading,
            List<TransactionActions> own,
            List<Action.Trade> cycle,
            Set<Address> insiders,
            Flows flows) {
        TreeSet<Address> payees = new TreeSet<>();
        Trades.net(cycle, reading.ether()).forEach((token, change) -> {
            if (change.signum() > 0) {
                payees.addAll(Insiders.payees(own, Reading::isKept, insiders, token, flows, reading.ether()));
            }
        });
        return payees;
    }
}
