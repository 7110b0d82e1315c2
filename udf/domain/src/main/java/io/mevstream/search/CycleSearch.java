package io.mevstream.search;

import io.mevstream.search.graph.CycleScan;
import io.mevstream.search.graph.PoolGraph;
import io.mevstream.search.route.Hop;
import io.mevstream.search.route.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * For pools that have changed, the best opportunity of every cycle of up to four tokens through them, in either direction.
 *
 * <p>A <em>token cycle</em> is an order of different tokens that comes back to the first; its routes choose, for each two that follow one another, one
 * of the pools that trade them, no pool twice. Of the routes through a changed pool the best by profit is given, gas taken off:
 * every choice of parallel pools whose marginal rates multiply to more than the loan's cost is sized, unless
 * its most in floating point is below what another one has by integers. Routes without a changed pool are as they were.
 */
public final class CycleSearch {

    private final PoolGraph graph;
    private final Terms terms;
    private final Appraiser appraiser;
    private final CycleScan scan;
    private final double threshold;

    private final Map<List<Integer>, Opportunity> best = new HashMap<>();
    private long cycles;
    private long routes;
    private long unvalued;

    private final Choices choices = new Choices();
    private final int[] hops = new int[4];
    private final double[] ahead = new double[5];

    /** Searches cycles of up to {@code mostHops}, 2 to 4. */
    public CycleSearch(PoolGraph graph, Terms terms, int mostHops) {
        this.graph = graph;
        this.terms = terms;
        this.appraiser = new Appraiser(terms, graph::pool);
        this.scan = new CycleScan(graph, mostHops, this::judge);
        this.threshold = Math.log(terms.loan().perUnit());
    }

    /** Searches through the pools in these slots; a slot without a pool has no opportunity. */
    public SearchReport through(int... slots) {
        best.clear();
        cycles = 0;
        routes = 0;
        unvalued = 0;
        for (int slot : slots) {
            if (graph.isPresent(slot)) {
                scan(slot);
            }
        }
        return new SearchReport(
                best.isEmpty() ? List.of() : new ArrayList<>(new TreeSet<>(best.values())),
                cycles,
                routes,
                unvalued,
                0);
    }

    private void scan(int slot) {
        int first = graph.firstHop(slot);
        int end = graph.endHop(slot);
        for (int hop = first; hop < end; hop++) {
            hops[0] = hop;
            scan.through(hop, threshold);
        }
    }

    /** Judges the choices of pools along a cycle of tokens whose first hop is given. */
    private void judge(int[] arcs, int length) {
        cycles++;
        ahead[length] = 0;
        for (int i = length - 1; i > 0; i--) {
            ahead[i] = ahead[i + 1] + graph.arcRate(arcs[i]);
        }
        choices.clear();
        choose(arcs, length, 1, graph.hopRate(hops[0]));
        routes += choices.count();
        judgeChoices(length);
    }

    private void choose(int[] arcs, int length, int at, double rate) {
        if (at == length) {
            choices.add(hops, most(length));
            return;
        }
        for (int hop : graph.along(arcs[at])) {
            double with = rate + graph.hopRate(hop);
            if (with + ahead[at + 1] > threshold && !isTaken(graph.slotOf(hop), at)) {
                hops[at] = hop;
                choose(arcs, length, at + 1, with);
            }
        }
    }

    private boolean isTaken(int slot, int before) {
        for (int i = 0; i < before; i++) {
            if (graph.slotOf(hops[i]) == slot) {
                return true;
            }
        }
        return false;
    }

    private double most(int length) {
        int start = start(length);
        return start < 0
                ? Double.POSITIVE_INFINITY
                : graph.curves().mostGain(hops, length, start, terms.loan().perUnit());
    }

    /** Which of the hops begins with the lowest token of known value; -1 where none does. */
    private int start(int length) {
        int start = -1;
        int lowest = Integer.MAX_VALUE;
        for (int i = 0; i < length; i++) {
            int token = graph.from(graph.arcOf(hops[i]));
            if (token < lowest && terms.value(token) != null) {
                lowest = token;
                start = i;
            }
        }
        return start;
    }

    /** Judges the choices by integers, those that can gain most first, until none left can gain more than the best found. */
    private void judgeChoices(int length) {
        for (int choice = choices.next(); choice >= 0; choice = choices.next()) {
            List<Hop> route = new ArrayList<>(length);
            for (int i = 0; i < length; i++) {
                route.add(graph.describe(choices.hop(choice, i)));
            }
            Route started = appraiser.started(new Route(route));
            if (started == null) {
                unvalued += choices.count();
                return;
            }
            List<Integer> tokens = started.tokens();
            Opportunity atHand = best.get(tokens);
            if (atHand != null && choices.bound(choice) < atHand.profit().doubleValue()) {
                return;
            }
            choices.drop(choice);
            Opportunity found = appraiser.judge(started, atHand);
            if (found != null) {
                best.put(tokens, found);
            }
        }
    }

    /** What is asked of what is found. */
    public Terms terms() {
        return terms;
    }
}
