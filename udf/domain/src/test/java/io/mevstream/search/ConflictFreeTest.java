package io.mevstream.search;

import static io.mevstream.search.Pairs.graph;
import static io.mevstream.search.Pairs.pair;
import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.amm.QuotablePool;
import io.mevstream.num.UInt256;
import io.mevstream.search.graph.PoolGraph;
import io.mevstream.search.graph.PoolGraph.Entry;
import io.mevstream.search.route.Hop;
import io.mevstream.search.route.PoolPath;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConflictFreeTest {

    @Test
    void takesTheSecondOnWhatTheFirstLeaves() {
        PoolGraph graph = graph(
                pair(0, 1, 1_000_000, 2_000_000), pair(0, 1, 1_050_000, 2_000_000), pair(0, 1, 1_040_000, 2_000_000));
        List<Opportunity> all = routes(graph, 0);
        List<Opportunity> chosen = new ConflictFree(graph, Terms.FREE).choose(all, 10);

        assertThat(all).hasSize(2);
        assertThat(chosen.get(0)).isEqualTo(all.get(0));
        assertThat(chosen).hasSize(2);
        assertThat(chosen.get(1).net()).isPositive().isLessThan(all.get(1).net());
        assertExecutes(graph, chosen);
    }

    @Test
    void keepsApartWhatSharesNothing() {
        PoolGraph graph = graph(
                pair(0, 1, 1_000_000, 2_000_000),
                pair(0, 1, 1_050_000, 2_000_000),
                pair(2, 3, 1_000_000, 2_000_000),
                pair(2, 3, 1_040_000, 2_000_000));
        List<Opportunity> all = new ArrayList<>(routes(graph, 0));
        all.addAll(routes(graph, 2));

        assertThat(new ConflictFree(graph, Terms.FREE).choose(all, 10)).isEqualTo(all);
        assertThat(new ConflictFree(graph, Terms.FREE).choose(all, 1)).isEqualTo(all.subList(0, 1));
        assertThat(new ConflictFree(graph, Terms.FREE).choose(List.of(), 1)).isEmpty();
    }

    @Test
    void executesAsSizedWhateverTheConflicts() {
        SplittableRandom random = new SplittableRandom(3);
        int chosenInAll = 0;
        for (int round = 0; round < 20; round++) {
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < 14; i++) {
                int from = random.nextInt(4);
                entries.add(pair(
                        from,
                        (from + 1 + random.nextInt(3)) % 4,
                        900_000 + random.nextLong(200_000),
                        900_000 + random.nextLong(200_000)));
            }
            PoolGraph graph = PoolGraph.of(entries);
            List<Opportunity> all = routes(graph, random.nextInt(14));
            List<Opportunity> chosen = new ConflictFree(graph, Terms.FREE).choose(all, 8);
            assertExecutes(graph, chosen);
            if (!all.isEmpty()) {
                assertThat(sum(chosen)).isGreaterThanOrEqualTo(all.get(0).net());
            }
            chosenInAll += chosen.size();
        }
        assertThat(chosenInAll).isGreaterThan(40);
    }

    @Test
    void ordersFewExactly() {
        SplittableRandom random = new SplittableRandom(5);
        int better = 0;
        for (int round = 0; round < 40; round++) {
            PoolGraph graph = graph(
                    pair(0, 1, 1_000_000, 1_000_000 + random.nextLong(50_000)),
                    pair(0, 1, 100_000 + random.nextLong(1_000_000), 1_000_000),
                    pair(1, 2, 1_000_000, 1_000_000 + random.nextLong(50_000)),
                    pair(2, 0, 1_000_000, 1_000_000 + random.nextLong(50_000)));
            List<Opportunity> all = routes(graph, 0);
            List<Opportunity> chosen = new ConflictFree(graph, Terms.FREE).choose(all, 10);
            BigInteger alone = all.isEmpty() ? BigInteger.ZERO : all.get(0).net();
            assertThat(sum(chosen)).isGreaterThanOrEqualTo(alone);
            better += sum(chosen).compareTo(alone) > 0 ? 1 : 0;
            assertExecutes(graph, chosen);
        }
        assertThat(better).isPositive();
    }

    private static List<Opportunity> routes(PoolGraph graph, int slot) {
        return new CycleEnumeration(graph, Terms.FREE, 4, 1000).through(slot).opportunities();
    }

    private static BigInteger sum(List<Opportunity> chosen) {
        return chosen.stream().map(Opportunity::netWei).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** One after another on the pools themselves. */
    private static void assertExecutes(PoolGraph graph, List<Opportunity> chosen) {
        PoolGraph fork = graph.fork();
        for (Opportunity opportunity : chosen) {
            PoolPath path = PoolPath.of(opportunity.route(), fork::pool);
            UInt256[] amounts = path.amounts(opportunity.amountIn());
            assertThat(amounts).containsExactlyElementsOf(opportunity.amounts());
            QuotablePool[] after = path.after(opportunity.amountIn());
            List<Hop> hops = opportunity.route().hops();
            for (int i = 0; i < hops.size(); i++) {
                fork.update(hops.get(i).slot(), after[i]);
            }
        }
    }
}
