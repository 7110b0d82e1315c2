package io.mevstream.search.split;

import io.mevstream.num.UInt256;
import io.mevstream.search.Costs;
import io.mevstream.search.graph.PoolGraph;
import io.mevstream.search.route.PoolPath;
import io.mevstream.search.route.Route;
import io.mevstream.search.route.RouteModel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the best route, and the best division over routes, for a trade of a given size, gas taken off. Only routes that share no pool are
 * combined, the better first.
 *
 * <p>Routes that are not worth their gas are dropped, the worst first, and the rest solved again. Floating point divides; what a plan gives
 * is asked of the pools' integers, and the best single route is the plan where no division beats it.
 */
public final class TradeRouter {

    /**
     * A trade.
     *
     * @param from the token paid in, by its number in the graph
     * @param to and the one paid out
     * @param amountIn raw units paid in
     */
    public record Trade(int from, int to, UInt256 amountIn) {}

    private final PoolGraph graph;
    private final Costs costs;
    private final int mostHops;
    private final int mostRoutes;

    /** Combines at most {@code mostRoutes} routes of at most {@code mostHops}. */
    public TradeRouter(PoolGraph graph, Costs costs, int mostHops, int mostRoutes) {
        this.graph = graph;
        this.costs = costs;
        this.mostHops = mostHops;
        this.mostRoutes = mostRoutes;
    }

    /** The single route that leaves most after gas; empty where none takes the whole trade. */
    public Optional<SplitPlan> best(Trade trade) {
        return best(trade, RouteList.disjoint(graph, trade, mostHops, mostRoutes));
    }

    private Optional<SplitPlan> best(Trade trade, List<Route> routes) {
        return routes.stream()
                .flatMap(route -> plan(trade, List.of(route), new double[] {Double.MAX_VALUE}).stream())
                .max(Comparator.comparing(SplitPlan::net)
                        .thenComparing(plan -> plan.legs().get(0).route(), Comparator.reverseOrder()));
    }

    /** The division that leaves most after gas; empty where no route takes any of it. */
    public Optional<SplitPlan> split(Trade trade) {
        List<Route> routes = RouteList.disjoint(graph, trade, mostHops, mostRoutes);
        Optional<SplitPlan> divided = divided(trade, routes);
        Optional<SplitPlan> single = best(trade, routes);
        boolean isSingle = divided.isEmpty()
                || (single.isPresent()
                        && single.get().net().compareTo(divided.get().net()) >= 0);
        return isSingle ? single : divided;
    }

    private Optional<SplitPlan> divided(Trade trade, List<Route> routes) {
        List<Route> left = new ArrayList<>(routes);
        Optional<SplitPlan> best = Optional.empty();
        while (!left.isEmpty()) {
            Division division = divide(trade, left);
            Optional<SplitPlan> plan = plan(trade, left, division.inputs);
            if (plan.isPresent()
                    && (best.isEmpty() || plan.get().net().compareTo(best.get().net()) > 0)) {
                best = plan;
            }
            if (!drop(left, division, trade.to())) {
                break;
            }
        }
        return best;
    }

    private static final class Division {

        private final double[] inputs;
        private final double[] surplus;

        Division(double[] inputs, DualSplit dual) {
            this.inputs = inputs;
            this.surplus = new double[inputs.length];
            Arrays.setAll(surplus, dual::surplus);
        }
    }

    /** Divides among routes: by their models, and where these are not exact from there on by the routes' own slopes. */
    private Division divide(Trade trade, List<Route> routes) {
        List<PoolPath> paths =
                routes.stream().map(route -> PoolPath.of(route, graph::pool)).toList();
        List<RouteModel> models = paths.stream().map(RouteModel::of).toList();
        double total = value(trade.amountIn());
        DualSplit dual = new DualSplit(models);
        double[] inputs = dual.cold(total);
        if (models.stream().allMatch(RouteModel::isExact)) {
            return new Division(inputs, dual);
        }
        SlopeSplit slopes = new SlopeSplit(models, paths);
        return new Division(slopes.solve(total, dual.slope()), dual);
    }

    /** Drops the routes that get nothing and the one that is least worth its gas; false where all others are worth it. */
    private boolean drop(List<Route> routes, Division division, int token) {
        List<Route> used = new ArrayList<>();
        int worst = -1;
        double least = 0;
        for (int i = 0; i < routes.size(); i++) {
            if (division.inputs[i] >= 1) {
                double worth = division.surplus[i]
                        - costs.of(costs.gasOfSwaps(routes.get(i), graph::pool), token)
                                .doubleValue();
                if (worth < least) {
                    least = worth;
                    worst = used.size();
                }
                used.add(routes.get(i));
            }
        }
        if (worst >= 0) {
            used.remove(worst);
        }
        routes.clear();
        routes.addAll(used);
        return worst >= 0 && !used.isEmpty();
    }

    /** The plan of these inputs, what is left by rounding on the largest; empty where a pool refuses. */
    private Optional<SplitPlan> plan(Trade trade, List<Route> routes, double[] inputs) {
        List<SplitPlan.Leg> legs = new ArrayList<>();
        UInt256 left = trade.amountIn();
        UInt256 out = UInt256.ZERO;
        long gas = costs.gasOfRoute();
        for (int i : bySize(inputs)) {
            boolean isLargest = i == largest(inputs);
            if (inputs[i] < 1 && !isLargest) {
                continue;
            }
            UInt256 input = isLargest ? left : amount(inputs[i]).min(left);
            UInt256[] amounts = input.isZero()
                    ? null
                    : PoolPath.of(routes.get(i), graph::pool).amounts(input);
            if (amounts == null) {
                return Optional.empty();
            }
            left = left.sub(input);
            out = out.add(amounts[amounts.length - 1]);
            gas += costs.gasOfSwaps(routes.get(i), graph::pool);
            legs.add(new SplitPlan.Leg(routes.get(i), Arrays.asList(amounts)));
        }
        legs.sort(Comparator.comparing(SplitPlan.Leg::route));
        return Optional.of(new SplitPlan(legs, out, gas, costs.of(gas, trade.to())));
    }

    private static int largest(double[] inputs) {
        int largest = 0;
        for (int i = 1; i < inputs.length; i++) {
            largest = inputs[i] > inputs[largest] ? i : largest;
        }
        return largest;
    }

    /** The largest last: it takes what rounding leaves of the others. */
    private static List<Integer> bySize(double[] inputs) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            order.add(i);
        }
        int largest = largest(inputs);
        order.remove((Integer) largest);
        order.add(largest);
        return order;
    }

    private static double value(UInt256 amount) {
        return amount.toBigInteger().doubleValue();
    }

    private static UInt256 amount(double input) {
        return UInt256.of(new BigDecimal(Math.min(input, 0x1p250)).toBigInteger());
    }
}
