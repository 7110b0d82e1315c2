package io.mevstream.search.split;

import io.mevstream.search.graph.PoolGraph;
import io.mevstream.search.route.Hop;
import io.mevstream.search.route.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The routes from one token to another, best marginal rate first. */
final class RouteList {

    private record Rated(Route route, double rate) {}

    private final PoolGraph graph;
    private final int mostHops;
    private final List<Rated> found = new ArrayList<>();
    private final List<Hop> walked = new ArrayList<>();

    private RouteList(PoolGraph graph, int mostHops) {
        this.graph = graph;
        this.mostHops = mostHops;
    }

    /** At most so many routes of which no two share a pool: each the best that shares none with those before it. */
    static List<Route> disjoint(PoolGraph graph, TradeRouter.Trade trade, int mostHops, int most) {
        RouteList list = new RouteList(graph, mostHops);
        list.walk(trade.from(), trade.to(), 0);
        list.found.sort(Comparator.comparingDouble(Rated::rate).reversed().thenComparing(Rated::route));
        List<Route> routes = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        for (Rated rated : list.found) {
            List<Integer> slots = rated.route().hops().stream().map(Hop::slot).toList();
            if (routes.size() < most && slots.stream().noneMatch(taken::contains)) {
                routes.add(rated.route());
                taken.addAll(slots);
            }
        }
        return routes;
    }

    private void walk(int at, int goal, double rate) {
        for (int arc : graph.arcsFrom(at)) {
            int next = graph.to(arc);
            boolean arrives = next == goal;
            if (arrives || (walked.size() < mostHops - 1 && walked.stream().noneMatch(hop -> hop.from() == next))) {
                for (int hop : graph.along(arc)) {
                    if (graph.hopRate(hop) > Double.NEGATIVE_INFINITY && isFree(graph.slotOf(hop))) {
                        walked.add(graph.describe(hop));
                        if (arrives) {
                            found.add(new Rated(new Route(walked), rate + graph.hopRate(hop)));
                        } else {
                            walk(next, goal, rate + graph.hopRate(hop));
                        }
                        walked.remove(walked.size() - 1);
                    }
                }
            }
        }
    }

    private boolean isFree(int slot) {
        return walked.stream().noneMatch(hop -> hop.slot() == slot);
    }
}
