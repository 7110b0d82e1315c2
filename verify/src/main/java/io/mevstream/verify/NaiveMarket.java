package io.mevstream.verify;

import io.mevstream.amm.v2.PairPool;
import io.mevstream.search.graph.PoolGraph.Entry;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pairs as a list, and every route of up to four hops through one of them: each tried, none left out beforehand. Whether a route can
 * gain is decided by the exact product of its marginal rates, how much by the closed form in integers and what the pairs' contract gives about it.
 */
final class NaiveMarket {

    private static final BigInteger KEPT = BigInteger.valueOf(997);
    private static final BigInteger ALL = BigInteger.valueOf(1000);
    private static final int ABOUT = 3;

    /** What the best route of a token cycle gains, and what no input of any of its routes can exceed. */
    record Best(BigInteger gain, BigInteger most) {}

    /** One way through a pair. */
    private record Way(int slot, int from, int to, BigInteger in, BigInteger out) {}

    private final int tokens;
    private final List<List<Way>> ways = new ArrayList<>();
    private final List<List<Integer>> trades = new ArrayList<>();
    private final List<PairPool> pairs = new ArrayList<>();
    private long routes;

    NaiveMarket(int tokens, List<Entry> entries) {
        this.tokens = tokens;
        for (int i = 0; i < tokens * tokens; i++) {
            ways.add(new ArrayList<>());
        }
        for (Entry entry : entries) {
            trades.add(entry.tokens());
            pairs.add((PairPool) entry.pool());
            put(pairs.size() - 1);
        }
    }

    private void put(int slot) {
        int a = trades.get(slot).get(0);
        int b = trades.get(slot).get(1);
        BigInteger r0 = pairs.get(slot).reserve0().toBigInteger();
        BigInteger r1 = pairs.get(slot).reserve1().toBigInteger();
        between(a, b).add(new Way(slot, a, b, r0, r1));
        between(b, a).add(new Way(slot, b, a, r1, r0));
    }

    private List<Way> between(int from, int to) {
        return ways.get(from * tokens + to);
    }

    void update(int slot, PairPool after) {
        pairs.set(slot, after);
        int a = trades.get(slot).get(0);
        int b = trades.get(slot).get(1);
        between(a, b).removeIf(way -> way.slot() == slot);
        between(b, a).removeIf(way -> way.slot() == slot);
        put(slot);
    }

    /** How many routes were tried so far. */
    long routes() {
        return routes;
    }

    PairPool pair(int slot) {
        return pairs.get(slot);
    }

    /** The best of every token cycle through a pair, by its tokens from the lowest on. */
    Map<List<Integer>, Best> through(int slot) {
        Map<List<Integer>, Best> best = new HashMap<>();
        for (int direction = 0; direction < 2; direction++) {
            int from = trades.get(slot).get(direction);
            int to = trades.get(slot).get(1 - direction);
            for (Way first : between(from, to)) {
                if (first.slot() == slot) {
                    BigInteger rateOut = KEPT.multiply(first.out());
                    walk(new ArrayList<>(List.of(first)), rateOut, ALL.multiply(first.in()), best);
                }
            }
        }
        return best;
    }

    private void walk(List<Way> taken, BigInteger out, BigInteger in, Map<List<Integer>, Best> best) {
        int at = taken.get(taken.size() - 1).to();
        int home = taken.get(0).from();
        for (Way way : between(at, home)) {
            if (taken.stream().allMatch(other -> other.slot() != way.slot())) {
                routes++;
                if (out.multiply(KEPT)
                                .multiply(way.out())
                                .compareTo(in.multiply(ALL).multiply(way.in()))
                        > 0) {
                    taken.add(way);
                    size(taken, best);
                    taken.remove(taken.size() - 1);
                }
            }
        }
        if (taken.size() == 3) {
            return;
        }
        for (int token = 0; token < tokens; token++) {
            int next = token;
            if (taken.stream().noneMatch(way -> way.from() == next || way.to() == next)) {
                for (Way way : between(at, token)) {
                    taken.add(way);
                    walk(
                            taken,
                            out.multiply(KEPT).multiply(way.out()),
                            in.multiply(ALL).multiply(way.in()),
                            best);
                    taken.remove(taken.size() - 1);
                }
            }
        }
    }

    private static void size(List<Way> cycle, Map<List<Integer>, Best> best) {
        int lowest = 0;
        for (int i = 1; i < cycle.size(); i++) {
            lowest = cycle.get(i).from() < cycle.get(lowest).from() ? i : lowest;
        }
        List<Way> route = new ArrayList<>(cycle.subList(lowest, cycle.size()));
        route.addAll(cycle.subList(0, lowest));
        BigInteger k = BigInteger.ONE;
        BigInteger m = BigInteger.ONE;
        BigInteger n = BigInteger.ZERO;
        for (Way way : route) {
            n = n.multiply(ALL).multiply(way.in()).add(k.multiply(KEPT));
            k = k.multiply(KEPT).multiply(way.out());
            m = m.multiply(ALL).multiply(way.in());
        }
        BigInteger root = k.multiply(m).sqrt();
        BigInteger input = root.subtract(m).divide(n);
        // (sqrt(k) - sqrt(m))^2 / n, rounded up.
        BigInteger most = k.add(m).subtract(root.shiftLeft(1)).divide(n).add(BigInteger.ONE);
        BigInteger gain = BigInteger.ZERO;
        for (int off = -ABOUT; off <= ABOUT; off++) {
            BigInteger in = input.add(BigInteger.valueOf(off));
            if (in.signum() > 0) {
                gain = gain.max(give(route, in).subtract(in));
            }
        }
        Best found = new Best(gain, most);
        best.merge(
                route.stream().map(Way::from).toList(),
                found,
                (one, other) ->
                        new Best(one.gain().max(other.gain()), one.most().max(other.most())));
    }

    private static BigInteger give(List<Way> route, BigInteger amount) {
        BigInteger given = amount;
        for (Way way : route) {
            given = give(given, way.in(), way.out());
        }
        return given;
    }

    /** As the pair's contract computes it. */
    static BigInteger give(BigInteger amount, BigInteger in, BigInteger out) {
        BigInteger kept = amount.multiply(KEPT);
        return kept.multiply(out).divide(in.multiply(ALL).add(kept));
    }
}
