package io.mevstream.search;

import io.mevstream.amm.QuotablePool;
import io.mevstream.search.graph.PoolGraph;
import io.mevstream.search.route.Hop;
import io.mevstream.search.route.PoolPath;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Chooses opportunities that can all be taken, one after another: each is sized on the pools as the ones chosen before leave them.
 *
 * <p>Greedily, the most valuable first; one whose pools have moved since it was sized is sized anew when its turn comes and waits again with what it is
 * worth then. Where opportunities that share pools are few, every order of them is tried, and the order that is
 * worth most is taken: exact for those.
 */
public final class ConflictFree {

    /** Groups of opportunities that share pools are ordered exactly up to this many. */
    static final int MOST_EXACT = 5;

    private final PoolGraph graph;
    private final Terms terms;

    /** Chooses among opportunities of a graph, which is left as it is. */
    public ConflictFree(PoolGraph graph, Terms terms) {
        this.graph = graph;
        this.terms = terms;
    }

    /** The chosen, in the order in which they have to be made, at most so many; each gives its amounts after those before it. */
    public List<Opportunity> choose(List<Opportunity> candidates, int most) {
        List<List<Opportunity>> plans = new ArrayList<>();
        for (List<Opportunity> group : groups(candidates)) {
            plans.add(group.size() <= MOST_EXACT ? exact(group, most) : greedy(group, most));
        }
        return mostValuable(plans, most);
    }

    /** Of plans that share no pools the most valuable opportunities, each after those of its plan that come before it. */
    private static List<Opportunity> mostValuable(List<List<Opportunity>> plans, int most) {
        List<Opportunity> chosen = new ArrayList<>();
        int[] taken = new int[plans.size()];
        while (chosen.size() < most) {
            int best = -1;
            for (int i = 0; i < plans.size(); i++) {
                if (taken[i] < plans.get(i).size()
                        && (best < 0
                                || plans.get(i)
                                                .get(taken[i])
                                                .compareTo(plans.get(best).get(taken[best]))
                                        < 0)) {
                    best = i;
                }
            }
            if (best < 0) {
                break;
            }
            chosen.add(plans.get(best).get(taken[best]++));
        }
        return chosen;
    }

    /** Opportunities by the pools they share, directly or by way of others. */
    private static List<List<Opportunity>> groups(List<Opportunity> candidates) {
        int[] leader = new int[candidates.size()];
        Map<Integer, Integer> bySlot = new HashMap<>();
        for (int i = 0; i < leader.length; i++) {
            leader[i] = i;
            for (Hop hop : candidates.get(i).route().hops()) {
                Integer other = bySlot.putIfAbsent(hop.slot(), i);
                if (other != null) {
                    int one = leader(leader, i);
                    int two = leader(leader, other);
                    leader[Math.max(one, two)] = Math.min(one, two);
                }
            }
        }
        List<List<Opportunity>> groups = new ArrayList<>();
        Map<Integer, List<Opportunity>> byLeader = new HashMap<>();
        for (int i = 0; i < leader.length; i++) {
            byLeader.computeIfAbsent(leader(leader, i), first -> {
                        List<Opportunity> group = new ArrayList<>();
                        groups.add(group);
                        return group;
                    })
                    .add(candidates.get(i));
        }
        return groups;
    }

    private static int leader(int[] leader, int of) {
        int at = of;
        while (leader[at] != at) {
            at = leader[at];
        }
        return at;
    }

    /** An opportunity and how many had been chosen when it was sized. */
    private record Sized(Opportunity opportunity, int after) {}

    private List<Opportunity> greedy(List<Opportunity> group, int most) {
        Map<Integer, QuotablePool> moved = new HashMap<>();
        Map<Integer, Integer> movedBy = new HashMap<>();
        PriorityQueue<Sized> waiting =
                new PriorityQueue<>((a, b) -> a.opportunity().compareTo(b.opportunity()));
        group.forEach(each -> waiting.add(new Sized(each, 0)));
        List<Opportunity> chosen = new ArrayList<>();
        while (!waiting.isEmpty() && chosen.size() < most) {
            Sized next = waiting.remove();
            boolean stands = next.opportunity().route().hops().stream()
                    .allMatch(hop -> movedBy.getOrDefault(hop.slot(), 0) <= next.after());
            if (stands) {
                chosen.add(next.opportunity());
                take(next.opportunity(), moved);
                next.opportunity().route().hops().forEach(hop -> movedBy.put(hop.slot(), chosen.size()));
            } else {
                Opportunity again = resized(next.opportunity(), moved);
                if (again != null) {
                    waiting.add(new Sized(again, chosen.size()));
                }
            }
        }
        return chosen;
    }

    private @Nullable Opportunity resized(Opportunity opportunity, Map<Integer, QuotablePool> moved) {
        return new Appraiser(terms, slot -> state(slot, moved)).judge(opportunity.route(), null);
    }

    private QuotablePool state(int slot, Map<Integer, QuotablePool> moved) {
        QuotablePool pool = moved.get(slot);
        return pool == null ? graph.pool(slot) : pool;
    }

    private void take(Opportunity opportunity, Map<Integer, QuotablePool> moved) {
        List<Hop> hops = opportunity.route().hops();
        QuotablePool[] after =
                PoolPath.of(opportunity.route(), slot -> state(slot, moved)).after(opportunity.amountIn());
        if (after == null) {
            throw new IllegalStateException("expected pools that give what they gave when sized, found " + opportunity);
        }
        for (int i = 0; i < after.length; i++) {
            moved.put(hops.get(i).slot(), after[i]);
        }
    }

    /** The best of all orders in which some of the group are made, each sized after those before it. */
    private List<Opportunity> exact(List<Opportunity> group, int most) {
        Plan best = extend(new Plan(List.of(), BigInteger.ZERO), group, Map.of(), most);
        return best.made();
    }

    private record Plan(List<Opportunity> made, BigInteger netWei) {

        Plan with(Opportunity next) {
            List<Opportunity> longer = new ArrayList<>(made);
            longer.add(next);
            return new Plan(longer, netWei.add(next.netWei()));
        }
    }

    private Plan extend(Plan plan, List<Opportunity> left, Map<Integer, QuotablePool> moved, int most) {
        Plan best = plan;
        for (int i = 0; i < left.size() && plan.made().size() < most; i++) {
            Opportunity next = resized(left.get(i), moved);
            if (next != null) {
                Map<Integer, QuotablePool> after = new HashMap<>(moved);
                take(next, after);
                List<Opportunity> rest = new ArrayList<>(left);
                rest.remove(i);
                Plan extended = extend(plan.with(next), rest, after, most);
                if (extended.netWei().compareTo(best.netWei()) > 0) {
                    best = extended;
                }
            }
        }
        return best;
    }
}
