package io.mevstream.detect.sandwich;

import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds sandwiches that no one pool shows whole: bought in one or several pools, others bought in one of them, sold in
 * other pools or in other proportions.
 *
 * <p>Without a pool in which both halves fit each other more is asked of the halves: one will by its sender or by who held
 * what was bought, and all of it sold, within one part in a hundred, for more than it cost.
 */
final class CrossPoolAttacks {

    private static final UInt256 PARTS = UInt256.of(100);
    private static final int MAX_BITS = 127;

    private record Way(Address in, Address out) implements Comparable<Way> {

        Way back() {
            return new Way(out, in);
        }

        @Override
        public int compareTo(Way other) {
            int c = in.compareTo(other.in);
            return c != 0 ? c : out.compareTo(other.out);
        }
    }

    private final Map<PoolId, List<Touch>> pools;
    private final Links links;
    /** What each transaction traded one way, in all pools. */
    private final NavigableMap<Way, NavigableMap<Integer, List<Touch>>> ways = new TreeMap<>();

    CrossPoolAttacks(Map<PoolId, List<Touch>> pools, Links links) {
        this.pools = pools;
        this.links = links;
        pools.values()
                .forEach(touches -> touches.forEach(touch -> {
                    if (!touch.taxSale()) {
                        ways.computeIfAbsent(new Way(touch.in(), touch.out()), way -> new TreeMap<>())
                                .computeIfAbsent(touch.transactionIndex(), index -> new ArrayList<>())
                                .add(touch);
                    }
                }));
    }

    /**
     * The attacks, one for each pool in which they had victims, those of one pair of transactions beside each other.
     *
     * @param taken transactions that are an attacker's already
     */
    List<List<Attack>> find(Set<Integer> taken) {
        Set<Integer> used = new HashSet<>(taken);
        List<List<Attack>> found = new ArrayList<>();
        ways.forEach((way, fronts) -> {
            NavigableMap<Integer, List<Touch>> backs = ways.get(way.back());
            if (backs != null) {
                fronts.forEach((index, front) -> {
                    List<Attack> attack = used.contains(index) ? List.of() : from(front, backs, used);
                    if (!attack.isEmpty()) {
                        attack.forEach(each -> used.addAll(each.ownTransactions()));
                        found.add(attack);
                    }
                });
            }
        });
        return found;
    }

    private List<Attack> from(List<Touch> fronts, NavigableMap<Integer, List<Touch>> backs, Set<Integer> used) {
        int begin = fronts.get(0).transactionIndex();
        for (Map.Entry<Integer, List<Touch>> back : backs.tailMap(begin, false).entrySet()) {
            if (!used.contains(back.getKey()) && isAllSoldForMore(fronts, back.getValue())) {
                Links.Link link = links.ofBack(fronts.get(0), back.getValue().get(0));
                boolean oneSender = Objects.equals(
                        fronts.get(0).transaction().from(),
                        back.getValue().get(0).transaction().from());
                if (link.exists() && (oneSender || !link.holders().isEmpty())) {
                    List<Attack> attacks = around(fronts, back.getValue(), link);
                    if (!attacks.isEmpty()) {
                        return attacks;
                    }
                }
            }
        }
        return List.of();
    }

    private static boolean isAllSoldForMore(List<Touch> fronts, List<Touch> backs) {
        UInt256 paid = sum(fronts, true);
        UInt256 bought = sum(fronts, false);
        UInt256 sold = sum(backs, true);
        UInt256 got = sum(backs, false);
        if (paid.or(bought).or(sold).or(got).bitLength() > MAX_BITS) {
            return false;
        }
        UInt256 gap = bought.compareTo(sold) > 0 ? bought.sub(sold) : sold.sub(bought);
        return gap.mul(PARTS).compareTo(bought) <= 0 && got.mul(bought).compareTo(paid.mul(sold)) > 0;
    }

    private static UInt256 sum(List<Touch> touches, boolean in) {
        UInt256 sum = UInt256.ZERO;
        for (Touch touch : touches) {
            sum = sum.add(in ? touch.swap().amountInRaw() : touch.swap().amountOutRaw());
        }
        return sum;
    }

    /** One attack a pool with victims; the first has the trades of the searcher's that are in no such pool as well. */
    private List<Attack> around(List<Touch> fronts, List<Touch> backs, Links.Link link) {
        List<Attack> attacks = new ArrayList<>();
        List<Touch> elsewhere = new ArrayList<>(fronts);
        Map<PoolId, List<Touch>> byPool = new TreeMap<>();
        fronts.forEach(front -> byPool.computeIfAbsent(front.swap().pool(), pool -> new ArrayList<>())
                .add(front));
        byPool.forEach((pool, own) -> {
            Attack attack = inPool(pool, own, backs, link);
            if (attack != null) {
                elsewhere.removeAll(own);
                attacks.add(attack);
            }
        });
        if (!attacks.isEmpty()) {
            Attack first = attacks.get(0);
            List<Touch> all = new ArrayList<>(first.fronts());
            all.addAll(elsewhere);
            attacks.set(
                    0, new Attack(all, first.victims(), backs, first.touches(), link.holders(), link.byTokensOnly()));
        }
        return attacks;
    }

    private @Nullable Attack inPool(PoolId pool, List<Touch> fronts, List<Touch> backs, Links.Link link) {
        Touch first = fronts.get(0);
        int end = backs.get(0).transactionIndex();
        List<Touch> touches = pools.getOrDefault(pool, List.of());
        List<Touch> victims = new ArrayList<>();
        int last = touches.indexOf(first);
        for (int i = last + 1; i < touches.size() && touches.get(i).transactionIndex() < end; i++) {
            Touch touch = touches.get(i);
            if (touch.isOfSameWay(first) && !touch.taxSale() && !links.isSameBuyer(first, touch)) {
                victims.add(touch);
                last = i;
            }
        }
        return victims.isEmpty()
                ? null
                : new Attack(
                        fronts,
                        victims,
                        List.of(),
                        touches.subList(touches.indexOf(first), last + 1),
                        link.holders(),
                        link.byTokensOnly());
    }
}
