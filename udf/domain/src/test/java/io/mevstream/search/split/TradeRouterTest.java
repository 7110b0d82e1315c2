package io.mevstream.search.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mevstream.amm.PoolMaths;
import io.mevstream.amm.v2.PairFee;
import io.mevstream.amm.v2.PairPool;
import io.mevstream.amm.v3.ConcentratedPool;
import io.mevstream.amm.v3.FeeTier;
import io.mevstream.amm.v3.PoolPrice;
import io.mevstream.amm.v3.TickMath;
import io.mevstream.amm.v3.TickTable;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import io.mevstream.search.Costs;
import io.mevstream.search.GasTable;
import io.mevstream.search.Terms;
import io.mevstream.search.Terms.BuilderPayment;
import io.mevstream.search.TokenValue;
import io.mevstream.search.graph.PoolGraph;
import io.mevstream.search.graph.PoolGraph.Entry;
import io.mevstream.search.route.PoolPath;
import io.mevstream.search.route.Price;
import io.mevstream.search.split.TradeRouter.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TradeRouterTest {

    private static final UInt256 ETHER = UInt256.of(1_000_000_000_000_000_000L);
    private static final Costs FREE = new Costs(Terms.FREE);

    private static Entry pair(int token0, int token1, long reserve0, long reserve1) {
        return new Entry(
                PairPool.of(ETHER.mul(UInt256.of(reserve0)), ETHER.mul(UInt256.of(reserve1)), PairFee.UNISWAP),
                List.of(token0, token1));
    }

    private static Trade trade(long ether) {
        return new Trade(0, 1, ETHER.mul(UInt256.of(ether)));
    }

    @Test
    void dividesByDepthWherePricesAreEqual() {
        PoolGraph graph = PoolGraph.of(List.of(pair(0, 1, 1000, 1000), pair(0, 1, 3000, 3000)));
        SplitPlan plan = new TradeRouter(graph, FREE, 1, 8).split(trade(400)).orElseThrow();

        assertThat(plan.legs()).hasSize(2);
        assertThat(parts(plan, 0)).isCloseTo(0.25, within(1e-9));
        assertThat(plan.legs()
                        .get(0)
                        .amounts()
                        .get(0)
                        .add(plan.legs().get(1).amounts().get(0)))
                .isEqualTo(trade(400).amountIn());
        assertThat(plan.net())
                .isGreaterThan(new TradeRouter(graph, FREE, 1, 8)
                        .best(trade(400))
                        .orElseThrow()
                        .net());
    }

    @Test
    void noOtherDivisionGivesMore() {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 30; round++) {
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                entries.add(pair(0, 1, 500 + random.nextLong(2000), 500 + random.nextLong(2000)));
                entries.add(ticks(random));
            }
            PoolGraph graph = PoolGraph.of(entries);
            SplitPlan plan =
                    new TradeRouter(graph, FREE, 1, 8).split(trade(100)).orElseThrow();
            // Moves a ten-thousandth of the trade from any pool to any other.
            UInt256 little = trade(100).amountIn().div(UInt256.of(10_000));
            for (SplitPlan.Leg from : plan.legs()) {
                for (Entry other : entries) {
                    UInt256 moved = total(graph, plan, from, entries.indexOf(other), little);
                    assertThat(moved).isLessThanOrEqualTo(plan.amountOut());
                }
            }
        }
    }

    private static Entry ticks(SplittableRandom random) {
        int tick = 60 * (random.nextInt(100) - 50);
        UInt256 narrow = ETHER.mul(UInt256.of(2_000 + random.nextLong(5_000)));
        UInt256 wide = ETHER.mul(UInt256.of(1_000));
        TickTable ticks = TickTable.EMPTY
                .with(tick - 120, tick + 120, Int256.ofExact(narrow))
                .with(-60_000, 60_000, Int256.ofExact(wide));
        PoolPrice price = new PoolPrice(TickMath.getSqrtRatioAtTick(tick), narrow.add(wide), tick);
        return new Entry(ConcentratedPool.of(price, ticks, new FeeTier(3000, 60)), List.of(0, 1));
    }

    private static UInt256 total(PoolGraph graph, SplitPlan plan, SplitPlan.Leg from, int slot, UInt256 moved) {
        UInt256 sum = UInt256.ZERO;
        boolean found = false;
        for (SplitPlan.Leg leg : plan.legs()) {
            UInt256 input = leg.amounts().get(0);
            input = leg == from ? input.sub(moved.min(input)) : input;
            if (leg.route().hops().get(0).slot() == slot) {
                found = true;
                input = input.add(moved);
            }
            sum = input.isZero()
                    ? sum
                    : sum.add(PoolPath.of(leg.route(), graph::pool).give(input));
        }
        if (!found) {
            var route = RouteList.disjoint(graph, new Trade(0, 1, moved), 1, 100).stream()
                    .filter(each -> each.hops().get(0).slot() == slot)
                    .findFirst()
                    .orElseThrow();
            sum = sum.add(PoolPath.of(route, graph::pool).give(moved));
        }
        return sum;
    }

    @Test
    void leavesOutWhatIsNotWorthItsGas() {
        PoolGraph graph = PoolGraph.of(
                List.of(pair(0, 1, 1000, 1000), pair(0, 1, 3000, 3000), pair(0, 2, 1, 1), pair(2, 1, 1, 1)));
        GasTable gas = new GasTable(21_000, Map.of(PoolMaths.CONSTANT_PRODUCT, 60_000L));
        Terms terms = new Terms(
                Price.FREE, gas, UInt256.of(100_000_000_000L), new BuilderPayment(0), Map.of(1, TokenValue.ETHER));

        assertThat(new TradeRouter(graph, FREE, 2, 8)
                        .split(trade(400))
                        .orElseThrow()
                        .legs())
                .hasSize(3);
        SplitPlan large =
                new TradeRouter(graph, new Costs(terms), 2, 8).split(trade(400)).orElseThrow();
        assertThat(large.legs()).hasSize(2);
        assertThat(large.gas()).isEqualTo(141_000);
        assertThat(new TradeRouter(graph, new Costs(terms), 2, 8)
                        .split(trade(1))
                        .orElseThrow()
                        .legs())
                .hasSize(1);
    }

    @Test
    void goesAroundWhereThatIsBetterAndNowhereWhereThereIsNoWay() {
        PoolGraph graph = PoolGraph.of(List.of(pair(0, 1, 10, 10), pair(0, 2, 9000, 9000), pair(2, 1, 9000, 9000)));

        assertThat(new TradeRouter(graph, FREE, 2, 8)
                        .best(trade(50))
                        .orElseThrow()
                        .legs()
                        .get(0)
                        .route()
                        .tokens())
                .containsExactly(0, 2);
        assertThat(new TradeRouter(graph, FREE, 2, 8).split(new Trade(0, 9, ETHER)))
                .isEmpty();
    }

    private static double parts(SplitPlan plan, int leg) {
        return plan.legs().get(leg).amounts().get(0).toBigInteger().doubleValue()
                / plan.legs().stream()
                        .mapToDouble(
                                each -> each.amounts().get(0).toBigInteger().doubleValue())
                        .sum();
    }
}
