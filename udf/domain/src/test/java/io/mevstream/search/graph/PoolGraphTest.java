package io.mevstream.search.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.amm.v2.PairFee;
import io.mevstream.amm.v2.PairPool;
import io.mevstream.num.UInt256;
import io.mevstream.search.graph.PoolGraph.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The graph and its scan against one that has no index: lists of tokens, walked. */
class PoolGraphTest {

    private static final int TOKENS = 9;

    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void findsEveryCycleThatCouldPayHoweverTheGraphCameToBe() {
        PoolGraph graph = new PoolGraph();
        Map<Integer, Entry> there = new TreeMap<>();
        int found = 0;
        for (int step = 0; step < 600; step++) {
            change(graph, there);
            if (step % 3 == 0) {
                found += assertFindsAll(graph, there);
            }
        }
        assertThat(found).isGreaterThan(1000);
    }

    @Test
    void isTheSameAfterUndoing() {
        PoolGraph graph = new PoolGraph();
        Map<Integer, Entry> there = new TreeMap<>();
        for (int step = 0; step < 60; step++) {
            change(graph, there);
        }
        Map<Integer, Entry> before = new TreeMap<>(there);
        long mark = graph.mark();
        int slots = graph.slots();
        for (int step = 0; step < 200; step++) {
            change(graph, there);
        }
        graph.undoTo(mark);

        assertThat(graph.slots()).isEqualTo(slots);
        assertThat(assertFindsAll(graph, before)).isPositive();
        graph.forgetBefore(mark - 1);
        graph.undoTo(mark - 1);
        assertThatThrownBy(() -> graph.undoTo(mark - 2)).hasMessageContaining("expected a mark of " + (mark - 1));
    }

    @Test
    void leavesTheGraphAsItWasWhenAForkChanges() {
        PoolGraph graph = new PoolGraph();
        Map<Integer, Entry> there = new TreeMap<>();
        while (there.size() < 25) {
            change(graph, there);
        }
        PoolGraph fork = graph.fork();
        Map<Integer, Entry> forked = new TreeMap<>(there);
        for (int slot : there.keySet()) {
            PairPool after = pair();
            fork.update(slot, after);
            forked.put(slot, new Entry(after, there.get(slot).tokens()));
        }

        assertThat(assertFindsAll(graph, there)).isPositive();
        assertThat(assertFindsAll(fork, forked)).isPositive();
        assertThatThrownBy(() -> fork.add(forked.values().iterator().next())).hasMessageContaining("states only");
        graph.add(new Entry(pair(), List.of(0, TOKENS)));
        assertThatThrownBy(() -> fork.update(there.keySet().iterator().next(), pair()))
                .hasMessageContaining("fork anew");
    }

    @Test
    void costsNothingWhereThereIsNoCycle() {
        PoolGraph graph = new PoolGraph();
        for (int token = 1; token <= 50; token++) {
            graph.add(new Entry(pair(), List.of(0, token)));
        }
        for (int token = 1; token <= 50; token++) {
            graph.add(new Entry(pair(), List.of(token, token + 100)));
        }
        assertThat(work(graph)).isZero();

        graph.add(new Entry(pair(), List.of(1, 2)));
        assertThat(work(graph)).isEqualTo(3);
        int square = graph.add(new Entry(pair(), List.of(3, 104)));
        assertThat(work(graph)).isEqualTo(3 + 4);
        graph.remove(square);
        assertThat(work(graph)).isEqualTo(3);
    }

    @Test
    void refusesPoolsThatMakeNoSense() {
        PoolGraph graph = new PoolGraph();
        assertThatThrownBy(() -> graph.add(new Entry(pair(), List.of(1, 1))))
                .hasMessageContaining("2 different tokens");
        assertThatThrownBy(() -> graph.add(new Entry(pair(), List.of(1, 2, 3)))).hasMessageContaining("2 different");
        int slot = graph.add(new Entry(pair(), List.of(1, 2)));
        graph.remove(slot);
        assertThatThrownBy(() -> graph.update(slot, pair())).hasMessageContaining("was removed");
    }

    /** Entries on the lists that a change of each edge goes through. */
    private static int work(PoolGraph graph) {
        int work = 0;
        for (int edge = 0; edge < graph.topology().edges.count(); edge++) {
            work += graph.topology().triangles.size(edge)
                    + graph.topology().wedges.size(edge);
        }
        return work;
    }

    private PairPool pair() {
        return PairPool.of(
                UInt256.of(1_000_000 + random.nextLong(5_000)),
                UInt256.of(1_000_000 + random.nextLong(5_000)),
                PairFee.ofPips(500));
    }

    private void change(PoolGraph graph, Map<Integer, Entry> there) {
        int kind = there.isEmpty() ? 0 : random.nextInt(there.size() > 30 ? 8 : 6);
        if (kind < 2) {
            int from = random.nextInt(TOKENS);
            int to = (from + 1 + random.nextInt(TOKENS - 1)) % TOKENS;
            Entry entry = new Entry(pair(), List.of(from, to));
            there.put(graph.add(entry), entry);
            return;
        }
        List<Integer> slots = new ArrayList<>(there.keySet());
        int slot = slots.get(random.nextInt(slots.size()));
        if (kind < 5) {
            PairPool after = pair();
            graph.update(slot, after);
            there.put(slot, new Entry(after, there.get(slot).tokens()));
        } else {
            graph.remove(slot);
            there.remove(slot);
        }
    }

    private static int assertFindsAll(PoolGraph graph, Map<Integer, Entry> there) {
        Set<List<Integer>> found = new TreeSet<>(PoolGraphTest::compare);
        int[] first = new int[1];
        CycleScan scan = new CycleScan(graph, 4, (arcs, length) -> {
            List<Integer> cycle = new ArrayList<>(List.of(first[0]));
            for (int i = 0; i < length; i++) {
                cycle.add(graph.from(arcs[i]));
            }
            assertThat(graph.to(arcs[length - 1])).isEqualTo(graph.from(arcs[0]));
            assertThat(found.add(cycle)).as("found once").isTrue();
        });
        Set<List<Integer>> expected = new TreeSet<>(PoolGraphTest::compare);
        for (Map.Entry<Integer, Entry> each : there.entrySet()) {
            first[0] = each.getKey();
            for (int hop = graph.firstHop(each.getKey()); hop < graph.endHop(each.getKey()); hop++) {
                scan.through(hop, 0);
            }
            List<Integer> tokens = each.getValue().tokens();
            for (int in = 0; in < 2; in++) {
                List<Integer> walked = new ArrayList<>(List.of(each.getKey(), tokens.get(in)));
                walk(there, walked, tokens.get(1 - in), rate(each.getValue(), in), expected);
            }
        }
        assertThat(found).isEqualTo(expected);
        return expected.size();
    }

    private static double rate(Entry entry, int in) {
        return Math.log(entry.pool().screeningRate(in, 1 - in).outPerIn());
    }

    /** Walks on from a token by the best pool to each other token. */
    private static void walk(
            Map<Integer, Entry> there, List<Integer> walked, int at, double rate, Set<List<Integer>> into) {
        if (at == walked.get(1)) {
            if (rate > 0) {
                into.add(new ArrayList<>(walked));
            }
            return;
        }
        if (walked.size() > 4 || walked.subList(1, walked.size()).contains(at)) {
            return;
        }
        Map<Integer, Double> next = new TreeMap<>();
        for (Entry entry : there.values()) {
            int in = entry.tokens().indexOf(at);
            if (in >= 0) {
                next.merge(entry.tokens().get(1 - in), rate(entry, in), Math::max);
            }
        }
        // The way straight back counts where another pool goes there too.
        boolean alone = walked.size() == 2
                && there.values().stream()
                                .filter(e -> e.tokens().containsAll(List.of(at, walked.get(1))))
                                .count()
                        < 2;
        walked.add(at);
        next.forEach((token, best) -> {
            if (!alone || !token.equals(walked.get(1))) {
                walk(there, walked, token, rate + best, into);
            }
        });
        walked.remove(walked.size() - 1);
    }

    private static int compare(List<Integer> one, List<Integer> other) {
        int c = one.size() - other.size();
        for (int i = 0; c == 0 && i < one.size(); i++) {
            c = one.get(i) - other.get(i);
        }
        return c;
    }
}
