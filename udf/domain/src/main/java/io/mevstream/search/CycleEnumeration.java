package io.mevstream.search;

import io.mevstream.search.graph.PoolGraph;
import io.mevstream.search.route.Hop;
import io.mevstream.search.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Every route that pays through changed pools, of up to six hops, parallel pools and all, up to a cap. Routes above the cap are counted, and not
 * judged; which are below it depends on the graph alone: tokens and slots in their order.
 */
public final class CycleEnumeration {

    private static final int MOST_HOPS = 6;

    private final PoolGraph graph;
    private final Appraiser appraiser;
    private final double threshold;
    private final int mostHops;
    private final int cap;

    private final int[] hops = new int[MOST_HOPS];
    private final TreeSet<Route> routes = new TreeSet<>();
    private long cycles;
    private long unvalued;
    private long overflow;

    /** Enumerates cycles of 2 to {@code mostHops}, at most 6; judges at most {@code cap} routes. */
    public CycleEnumeration(PoolGraph graph, Terms terms, int mostHops, int cap) {
        if (mostHops < 2 || mostHops > MOST_HOPS || cap < 1) {
            throw new IllegalArgumentException(
                    "expected 2 to 6 hops and a cap of at least 1, found " + mostHops + " and " + cap);
        }
        this.graph = graph;
        this.appraiser = new Appraiser(terms, graph::pool);
        this.threshold = Math.log(terms.loan().perUnit());
        this.mostHops = mostHops;
        this.cap = cap;
    }

    /** All routes through the pools in these slots whose marginal rates multiply to more than the loan's cost. */
    public SearchReport through(int... slots) {
        routes.clear();
        cycles = 0;
        unvalued = 0;
        overflow = 0;
        for (int slot : slots) {
            if (graph.isPresent(slot)) {
                for (int hop = graph.firstHop(slot); hop < graph.endHop(slot); hop++) {
                    hops[0] = hop;
                    walk(1, graph.hopRate(hop));
                }
            }
        }
        List<Opportunity> found = new ArrayList<>();
        for (Route route : routes) {
            Opportunity opportunity = appraiser.judge(route, null);
            if (opportunity != null) {
                found.add(opportunity);
            }
        }
        found.sort(null);
        return new SearchReport(found, cycles, routes.size(), unvalued, overflow);
    }

    private void walk(int length, double rate) {
        int home = graph.from(graph.arcOf(hops[0]));
        int at = graph.to(graph.arcOf(hops[length - 1]));
        for (int arc : graph.arcsFrom(at)) {
            int next = graph.to(arc);
            boolean closes = next == home;
            if (closes || (length < mostHops - 1 && !isOnTheWay(next, length))) {
                for (int hop : graph.along(arc)) {
                    if (graph.hopRate(hop) > Double.NEGATIVE_INFINITY && !isTaken(graph.slotOf(hop), length)) {
                        hops[length] = hop;
                        take(length + 1, rate + graph.hopRate(hop), closes);
                    }
                }
            }
        }
    }

    private void take(int length, double rate, boolean closes) {
        if (!closes) {
            walk(length, rate);
        } else if (rate > threshold) {
            cycles++;
            keep(length);
        }
    }

    private void keep(int length) {
        List<Hop> route = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            route.add(graph.describe(hops[i]));
        }
        Route started = appraiser.started(new Route(route));
        if (started == null) {
            unvalued++;
        } else if (!routes.contains(started)) {
            if (routes.size() < cap) {
                routes.add(started);
            } else {
                overflow++;
            }
        }
    }

    private boolean isOnTheWay(int token, int length) {
        for (int i = 0; i < length; i++) {
            if (graph.from(graph.arcOf(hops[i])) == token || graph.to(graph.arcOf(hops[i])) == token) {
                return true;
            }
        }
        return false;
    }

    private boolean isTaken(int slot, int length) {
        for (int i = 0; i < length; i++) {
            if (graph.slotOf(hops[i]) == slot) {
                return true;
            }
        }
        return false;
    }
}
