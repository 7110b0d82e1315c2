package io.mevstream.detect.sandwich;

import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.detect.Action;
import io.mevstream.detect.Detection;
import io.mevstream.detect.Detection.Caveat;
import io.mevstream.detect.Detection.Kind;
import io.mevstream.detect.Detection.Leg;
import io.mevstream.detect.Detection.Part;
import io.mevstream.detect.Detection.Role;
import io.mevstream.detect.Detection.VictimLoss;
import io.mevstream.detect.Detector;
import io.mevstream.detect.Flows;
import io.mevstream.detect.Insiders;
import io.mevstream.detect.Profit;
import io.mevstream.detect.Reading;
import io.mevstream.detect.Trades;
import io.mevstream.detect.TransactionActions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds sandwiches, pool by pool, and joins those that share a transaction of the attacker into one: several pools,
 * several fronts and backs, any number of victims.
 */
public final class SandwichDetector implements Detector {

    @Override
    public List<Detection> detect(Reading reading) {
        Links links = new Links(reading);
        Map<PoolId, List<Touch>> pools = byPool(reading);
        List<List<Attack>> groups = new ArrayList<>();
        for (List<Touch> touches : pools.values()) {
            if (touches.size() > 2) {
                new PoolAttacks(touches, links).find().forEach(attack -> take(attack, groups));
            }
        }
        Set<Integer> taken = new HashSet<>();
        groups.forEach(group -> group.forEach(attack -> taken.addAll(attack.ownTransactions())));
        new CrossPoolAttacks(pools, links).find(taken).forEach(of -> of.forEach(attack -> take(attack, groups)));
        List<Detection> found = new ArrayList<>();
        for (List<Attack> group : groups) {
            found.add(detection(reading, group));
        }
        found.sort(Comparator.comparing((Detection each) -> each.parts().get(0).transactionIndex())
                .thenComparing(Detection::key));
        return found;
    }

    private static Map<PoolId, List<Touch>> byPool(Reading reading) {
        Map<PoolId, List<Touch>> pools = new TreeMap<>();
        for (TransactionActions transaction : reading.block().transactions()) {
            if (transaction.status() == TransactionActions.Status.REVERTED) {
                continue;
            }
            List<Action> actions = transaction.actions();
            for (int i = 0; i < actions.size(); i++) {
                if (actions.get(i) instanceof Action.Swapped swap && Reading.isKept(swap) && Trades.counts(swap)) {
                    Address in = Trades.unified(swap.tokenIn(), reading.ether());
                    Address out = Trades.unified(swap.tokenOut(), reading.ether());
                    if (in != null && out != null && !in.equals(out)) {
                        pools.computeIfAbsent(swap.pool(), pool -> new ArrayList<>())
                                .add(new Touch(transaction, swap, in, out, Trades.isTaxSale(actions, i)));
                    }
                }
            }
        }
        return pools;
    }

    private static void take(Attack attack, List<List<Attack>> groups) {
        Attack hurting = VictimReplay.onThoseItHurt(attack);
        if (hurting != null) {
            join(hurting, groups);
        }
    }

    private static void join(Attack attack, List<List<Attack>> groups) {
        List<Attack> joined = new ArrayList<>(List.of(attack));
        Set<Integer> own = attack.ownTransactions();
        groups.removeIf(group -> {
            boolean shares = group.stream()
                    .anyMatch(each -> each.ownTransactions().stream().anyMatch(own::contains));
            if (shares) {
                joined.addAll(0, group);
            }
            return shares;
        });
        groups.add(joined);
    }

    private static Detection detection(Reading reading, List<Attack> group) {
        NavigableMap<Integer, TransactionActions> own = new TreeMap<>();
        NavigableMap<Integer, Part> parts = new TreeMap<>();
        Set<Address> holders = new TreeSet<>();
        List<Leg> legs = new ArrayList<>();
        List<Action.Trade> trades = new ArrayList<>();
        List<VictimLoss> losses = new ArrayList<>();
        boolean byTokens = false;
        boolean elsewhere = false;
        for (Attack attack : group) {
            add(Role.VICTIM, attack.victims(), parts, legs, trades);
            add(Role.BACK, attack.backs(), parts, legs, trades);
            add(Role.FRONT, attack.fronts(), parts, legs, trades);
            attack.fronts().forEach(touch -> own.put(touch.transactionIndex(), touch.transaction()));
            attack.backs().forEach(touch -> own.put(touch.transactionIndex(), touch.transaction()));
            holders.addAll(attack.holders());
            losses.addAll(VictimReplay.losses(attack));
            byTokens |= attack.linkedByTokens();
            elsewhere |= attack.closesElsewhere();
        }
        legs.sort(Comparator.comparing((Leg leg) -> leg.evidence().transactionIndex())
                .thenComparing(leg -> order(leg, trades)));
        losses.sort(Comparator.comparing(VictimLoss::transactionIndex));
        List<TransactionActions> ownTransactions = List.copyOf(own.values());
        Set<Address> insiders = insiders(reading, ownTransactions, holders);
        Profit profit = reading.profits().of(ownTransactions, insiders, trades);
        Set<Caveat> caveats = reading.caveats(trades);
        if (byTokens) {
            caveats.add(Caveat.LINKED_BY_TOKENS);
        }
        if (elsewhere) {
            caveats.add(Caveat.CLOSED_ELSEWHERE);
        }
        if (profit.grossRaw().stream().anyMatch(delta -> delta.amountRaw().signum() < 0)) {
            caveats.add(Caveat.POSITION_LEFT_OPEN);
        }
        TransactionActions first = own.firstEntry().getValue();
        return new Detection(
                "sandwich:" + own.firstKey() + ":" + own.lastKey() + ":"
                        + legs.get(0).venue(),
                Kind.SANDWICH,
                null,
                reading.block().block(),
                reading.block().sight(),
                first.from(),
                first.to(),
                Insiders.named(
                        insiders,
                        ownTransactions,
                        Flows.of(
                                ownTransactions.stream()
                                        .map(TransactionActions::actions)
                                        .toList(),
                                Reading::isKept,
                                reading.ether())),
                List.copyOf(parts.values()),
                List.copyOf(legs),
                List.of(),
                profit,
                List.copyOf(losses),
                null,
                null,
                List.copyOf(caveats));
    }

    private static int order(Leg leg, List<Action.Trade> trades) {
        for (int i = 0; i < trades.size(); i++) {
            if (trades.get(i).evidence().equals(leg.evidence())) {
                Integer logIndex = leg.evidence().logIndex();
                return logIndex != null ? logIndex : i;
            }
        }
        return trades.size();
    }

    /** A transaction that is several things at once counts as what is added last. */
    private static void add(
            Role role, List<Touch> touches, Map<Integer, Part> parts, List<Leg> legs, List<Action.Trade> trades) {
        List<Action.Trade> of = new ArrayList<>();
        for (Touch touch : touches) {
            parts.put(touch.transactionIndex(), Reading.part(role, touch.transaction()));
            of.add(touch.swap());
        }
        legs.addAll(Reading.legs(role, of));
        trades.addAll(of);
    }

    private static Set<Address> insiders(Reading reading, List<TransactionActions> own, Set<Address> holders) {
        Flows flows =
                Flows.of(own.stream().map(TransactionActions::actions).toList(), Reading::isKept, reading.ether());
        Set<Address> insiders = new TreeSet<>(Insiders.of(own, Reading::isKept, flows));
        insiders.addAll(holders);
        Address feeRecipient = reading.block().feeRecipient();
        Set<Address> senders = new HashSet<>();
        own.forEach(transaction -> {
            if (transaction.from() != null) {
                senders.add(transaction.from());
            }
        });
        if (feeRecipient != null && !senders.contains(feeRecipient)) {
            insiders.remove(feeRecipient);
        }
        return insiders;
    }
}
