package io.mevstream.search;

import static io.mevstream.search.Pairs.ETHER;
import static io.mevstream.search.Pairs.graph;
import static io.mevstream.search.Pairs.pair;
import static io.mevstream.search.Pairs.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.amm.PoolMaths;
import io.mevstream.num.UInt256;
import io.mevstream.search.Terms.BuilderPayment;
import io.mevstream.search.graph.PoolGraph;
import io.mevstream.search.route.Hop;
import io.mevstream.search.route.Price;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CycleSearchTest {

    /** Two markets for token 1 that are five percent apart. */
    private static PoolGraph apart() {
        return graph(pair(0, 1, 1_000_000, 2_000_000), pair(0, 1, 1_050_000, 2_000_000));
    }

    @Test
    void buysWhereItIsCheapAndSellsWhereItIsDear() {
        Opportunity best = new CycleSearch(apart(), Terms.FREE, 4)
                .through(0)
                .opportunities()
                .get(0);

        assertThat(best.route().tokens()).containsExactly(0, 1);
        assertThat(best.route().hops()).extracting(Hop::slot).containsExactly(0, 1);
        assertThat(best.gross()).isEqualTo(best.net()).isPositive();
    }

    @Test
    void findsTheSameThroughEitherPool() {
        CycleSearch search = new CycleSearch(apart(), Terms.FREE, 4);

        assertThat(search.through(1)).isEqualTo(search.through(0));
        assertThat(search.through(0, 1).opportunities())
                .isEqualTo(search.through(0).opportunities());
    }

    @Test
    void takesTheDeeperPoolThoughAnotherHasTheBetterRate() {
        // Pool 2 pays a little more for the first unit, and has next to nothing.
        PoolGraph graph =
                graph(pair(0, 1, 1_000_000, 2_000_000), pair(0, 1, 1_050_000, 2_000_000), pair(0, 1, 1_060, 2_000));
        Opportunity best =
                new CycleSearch(graph, Terms.FREE, 4).through(0).opportunities().get(0);

        assertThat(best.route().hops()).extracting(Hop::slot).containsExactly(0, 1);
    }

    @Test
    void beginsWithATokenOfKnownValueAndLeavesCyclesWithoutOne() {
        PoolGraph graph = apart();
        Terms valued =
                new Terms(Price.FREE, GasTable.FREE, UInt256.ZERO, new BuilderPayment(0), Map.of(1, TokenValue.ETHER));
        Terms elsewhere =
                new Terms(Price.FREE, GasTable.FREE, UInt256.ZERO, new BuilderPayment(0), Map.of(7, TokenValue.ETHER));

        assertThat(new CycleSearch(graph, valued, 4)
                        .through(0)
                        .opportunities()
                        .get(0)
                        .route()
                        .start())
                .isEqualTo(1);
        SearchReport report = new CycleSearch(graph, elsewhere, 4).through(0);
        assertThat(report.opportunities()).isEmpty();
        assertThat(report.unvalued()).isEqualTo(1);
    }

    @Test
    void takesOffLoanGasAndBuilder() {
        PoolGraph graph = apart();
        Opportunity free =
                new CycleSearch(graph, Terms.FREE, 4).through(0).opportunities().get(0);
        GasTable gas = new GasTable(21_000, Map.of(PoolMaths.CONSTANT_PRODUCT, 60_000L));
        Map<Integer, TokenValue> values = Map.of(0, new TokenValue(UInt256.of(3), UInt256.of(2)));
        Terms terms = new Terms(new Price(500), gas, UInt256.of(30_000_000_000L), new BuilderPayment(9_000), values);
        Opportunity found =
                new CycleSearch(graph, terms, 4).through(0).opportunities().get(0);

        assertThat(found.gas()).isEqualTo(141_000);
        // 141,000 x 30 gwei, at three units for two wei.
        assertThat(found.gasCost()).isEqualTo(BigInteger.valueOf(141_000L * 30_000_000_000L * 3 / 2));
        assertThat(found.loanFee())
                .isEqualTo(found.amountIn()
                        .toBigInteger()
                        .multiply(BigInteger.valueOf(500))
                        .add(BigInteger.valueOf(999_999))
                        .divide(BigInteger.valueOf(1_000_000)));
        assertThat(found.net())
                .isEqualTo(found.gross()
                        .subtract(found.loanFee())
                        .subtract(found.gasCost())
                        .subtract(found.payment()));
        assertThat(found.payment()).isGreaterThan(found.net().multiply(BigInteger.valueOf(8)));
        assertThat(found.netWei())
                .isEqualTo(found.net().multiply(BigInteger.TWO).divide(BigInteger.valueOf(3)));
        // A loan that costs something is worth taking for less.
        assertThat(found.amountIn()).isLessThan(free.amountIn());
        Terms dear = new Terms(Price.FREE, gas, ETHER, new BuilderPayment(0), values);
        assertThat(new CycleSearch(graph, dear, 4).through(0).opportunities()).isEmpty();
    }

    @Test
    void lookedAtInFullHasTheSameBestAndLongerOnesBesides() {
        PoolGraph graph = graph(
                pair(0, 1, 1_000_000, 2_000_000),
                pair(1, 2, 1_000_000, 1_000_000),
                pair(2, 3, 1_000_000, 1_000_000),
                pair(3, 4, 1_000_000, 1_000_000),
                pair(4, 0, 2_000_000, 1_050_000),
                pair(1, 0, 2_000_000, 1_050_000));
        SearchReport four = new CycleSearch(graph, Terms.FREE, 4).through(0);
        SearchReport six = new CycleEnumeration(graph, Terms.FREE, 6, 100).through(0);
        SearchReport capped = new CycleEnumeration(graph, Terms.FREE, 6, 1).through(0);

        assertThat(four.opportunities()).hasSize(1);
        assertThat(six.opportunities()).hasSize(2).contains(four.opportunities().get(0));
        assertThat(six.opportunities().get(1).route().hops()).hasSize(5);
        assertThat(six.overflow()).isZero();
        assertThat(capped.routes()).isEqualTo(1);
        assertThat(capped.overflow()).isEqualTo(1);
    }

    @Test
    void answersWhatIfWithoutTouchingTheGraph() {
        PoolGraph graph = graph(pair(0, 1, 1_000_000, 2_000_000), pair(0, 1, 1_000_000, 2_000_000));
        CycleSearch search = new CycleSearch(graph, Terms.FREE, 4);
        WhatIf whatIf = new WhatIf(graph, Terms.FREE, 4);
        PendingSwap large = new PendingSwap(0, 0, 1, ETHER.mul(UInt256.of(30)));
        PendingSwap refused = new PendingSwap(0, 0, 1, UInt256.ZERO);
        WhatIf.Answer once = whatIf.ask(List.of(large, refused));
        WhatIf.Answer twice = whatIf.ask(List.of(large, large));

        assertThat(once.search().opportunities()).hasSize(1);
        assertThat(twice.search().opportunities().get(0).net())
                .isGreaterThan(once.search().opportunities().get(0).net());
        assertThat(search.through(0, 1).opportunities()).isEmpty();
        assertThat(whatIf.ask(List.of()).search().opportunities()).isEmpty();

        graph.update(1, state(1_000_000, 1_885_000));
        assertThat(whatIf.ask(List.of(large)).search().opportunities()).isEmpty();
    }

    @Test
    void backrunsBetweenTheBestOfTheOpposingPools() {
        PoolGraph graph = graph(
                pair(0, 1, 1_000_000, 2_000_000), pair(0, 1, 500_000, 1_000_000), pair(0, 1, 2_000_000, 4_000_000));
        PendingSwap swap = new PendingSwap(0, 0, 1, ETHER.mul(UInt256.of(30)));
        Opportunity best = new Backrun(graph, Terms.FREE).best(swap).orElseThrow();

        // Somebody sold token 0 into pool 0, where it is cheap now; the deepest other pool takes most of it.
        assertThat(best.route().hops()).extracting(Hop::slot).containsExactly(2, 0);
        assertThat(new Backrun(graph, Terms.FREE).best(new PendingSwap(0, 0, 1, UInt256.of(1_000_000))))
                .isEmpty();
    }

    @Test
    void refusesWhatItCannotSearch() {
        assertThatThrownBy(() -> new CycleSearch(apart(), Terms.FREE, 5)).hasMessageContaining("2 to 4 hops");
        assertThatThrownBy(() -> new CycleEnumeration(apart(), Terms.FREE, 7, 1))
                .hasMessageContaining("2 to 6 hops");
        assertThat(new CycleSearch(apart(), Terms.FREE, 4).through(9).opportunities())
                .isEmpty();
    }
}
