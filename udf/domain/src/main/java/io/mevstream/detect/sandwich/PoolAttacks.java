package io.mevstream.detect.sandwich;

import io.mevstream.chain.Address;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the sandwiches in one pool: bought, others bought, sold, by one will; sold about as much as bought, at a better
 * price.
 */
final class PoolAttacks {

    /** Products of two amounts have to fit 256 bits; no pool we know holds more. */
    private static final int MAX_BITS = 127;

    private final List<Touch> touches;
    private final Links links;
    private final Set<Touch> taken = new HashSet<>();

    PoolAttacks(List<Touch> touches, Links links) {
        this.touches = touches;
        this.links = links;
    }

    /** The attacks, by their first front; nobody who attacks is a victim where there are others. */
    List<Attack> find() {
        List<Attack> attacks = new ArrayList<>();
        for (int i = 0; i < touches.size(); i++) {
            if (!taken.contains(touches.get(i)) && !touches.get(i).taxSale()) {
                Attack attack = from(i);
                if (attack != null) {
                    taken.addAll(attack.fronts());
                    taken.addAll(attack.backs());
                    attacks.add(attack);
                }
            }
        }
        return attacks.stream().map(attack -> withoutAttackers(attack, attacks)).toList();
    }

    private @Nullable Attack from(int start) {
        Touch first = touches.get(start);
        List<Touch> fronts = new ArrayList<>(List.of(first));
        List<Touch> others = new ArrayList<>();
        List<Touch> backs = new ArrayList<>();
        Set<Address> holders = new TreeSet<>();
        boolean byTokens = false;
        int end = start;
        for (int i = start + 1; i < touches.size() && !isSold(fronts, backs); i++) {
            Touch touch = touches.get(i);
            if (touch.taxSale()) {
                continue;
            }
            if (taken.contains(touch)) {
                others.add(touch);
            } else if (touch.isOfSameWay(first)) {
                if (links.isSameBuyer(first, touch)) {
                    if (!backs.isEmpty()) {
                        break;
                    }
                    fronts.add(touch);
                } else {
                    others.add(touch);
                }
            } else if (touch.isOfOtherWay(first) && touch.transactionIndex() != first.transactionIndex()) {
                Links.Link link = links.ofBack(first, touch);
                if (link.exists()) {
                    backs.add(touch);
                    holders.addAll(link.holders());
                    byTokens |= link.byTokensOnly();
                    end = i;
                }
            }
        }
        List<Touch> victims = victims(fronts, others, backs);
        return victims.isEmpty() || !pays(fronts, backs)
                ? null
                : new Attack(fronts, victims, backs, touches.subList(start, end + 1), holders, byTokens);
    }

    /** The others that bought after the first front and before the last back, in transactions that are not the attacker's. */
    private static List<Touch> victims(List<Touch> fronts, List<Touch> others, List<Touch> backs) {
        if (backs.isEmpty()) {
            return List.of();
        }
        int last = backs.get(backs.size() - 1).transactionIndex();
        Set<Integer> own = new HashSet<>();
        fronts.forEach(front -> own.add(front.transactionIndex()));
        backs.forEach(back -> own.add(back.transactionIndex()));
        return others.stream()
                .filter(other -> other.isOfSameWay(fronts.get(0))
                        && !own.contains(other.transactionIndex())
                        && other.transactionIndex() < last)
                .toList();
    }

    private static boolean isSold(List<Touch> fronts, List<Touch> backs) {
        UInt256 bought = sum(fronts, false);
        UInt256 sold = sum(backs, true);
        return !backs.isEmpty() && sold.mul(UInt256.of(100)).compareTo(bought.mul(UInt256.of(99))) >= 0;
    }

    /** Sold between three quarters and four thirds of what was bought, and each unit for more than it cost. */
    private static boolean pays(List<Touch> fronts, List<Touch> backs) {
        UInt256 paid = sum(fronts, true);
        UInt256 bought = sum(fronts, false);
        UInt256 sold = sum(backs, true);
        UInt256 got = sum(backs, false);
        if (paid.or(bought).or(sold).or(got).bitLength() > MAX_BITS) {
            return false;
        }
        boolean alike = sold.mul(UInt256.of(4)).compareTo(bought.mul(UInt256.of(3))) >= 0
                && bought.mul(UInt256.of(4)).compareTo(sold.mul(UInt256.of(3))) >= 0;
        return alike && got.mul(bought).compareTo(paid.mul(sold)) > 0;
    }

    private static UInt256 sum(List<Touch> touches, boolean in) {
        UInt256 sum = UInt256.ZERO;
        for (Touch touch : touches) {
            sum = sum.add(in ? touch.swap().amountInRaw() : touch.swap().amountOutRaw());
        }
        return sum;
    }

    private static Attack withoutAttackers(Attack attack, List<Attack> all) {
        Set<Integer> attackers = new HashSet<>();
        for (Attack other : all) {
            if (!other.equals(attack)) {
                attackers.addAll(other.ownTransactions());
            }
        }
        List<Touch> victims = attack.victims().stream()
                .filter(victim -> !attackers.contains(victim.transactionIndex()))
                .toList();
        return victims.isEmpty() ? attack : attack.withVictims(victims);
    }
}
