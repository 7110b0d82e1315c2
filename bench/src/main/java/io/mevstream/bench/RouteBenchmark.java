package io.mevstream.bench;

import io.mevstream.amm.v2.PairFee;
import io.mevstream.amm.v2.PairPool;
import io.mevstream.num.UInt256;
import io.mevstream.search.ConflictFree;
import io.mevstream.search.CycleEnumeration;
import io.mevstream.search.CycleSearch;
import io.mevstream.search.Opportunity;
import io.mevstream.search.Terms;
import io.mevstream.search.graph.CycleScan;
import io.mevstream.search.graph.PoolGraph;
import io.mevstream.search.graph.PoolGraph.Entry;
import io.mevstream.search.route.Hop;
import io.mevstream.search.route.PoolPath;
import io.mevstream.search.route.Price;
import io.mevstream.search.route.Route;
import io.mevstream.search.route.Sizer;
import io.mevstream.synthetic.DenseMarket;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The parts of a search by themselves. <em>Screened</em>: all routes of up to four hops through one pool of the dense market of 2,000 pairs, judged by sums of logarithms, ours
 * by bounds over parallel pools and middles, the peer's one by one. <em>Sized</em> and <em>exact</em>: a cycle of three pairs, its best gain in closed form, and what it
 * gives by integers. <em>Scored</em>: the same cycle sized, verified and netted. The peers' {@code BigInteger} does the same sums.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RouteBenchmark {

    private static final int POOLS = 2000;
    private static final int CYCLES = 256;
    /** What the search may fall short by on three hops, as it claims: two raw units each. */
    private static final BigInteger SHORT = BigInteger.valueOf(6);

    /** The hops of a cycle of three pairs whose third is entered by its second token. */
    private static final int[] CYCLE = {0, 2, 5};

    private PoolGraph dense = new PoolGraph();
    private CycleScan scan = new CycleScan(dense, 4, (arcs, length) -> {});
    private double[][] sums = new double[0][];
    private int tokens;
    private int slot;
    private long found;

    private final PoolPath[] paths = new PoolPath[CYCLES];
    private final UInt256[] inputs = new UInt256[CYCLES];
    private final BigInteger[][] reserves = new BigInteger[CYCLES][];
    private final PoolGraph[] graphs = new PoolGraph[CYCLES];
    private final CycleSearch[] searches = new CycleSearch[CYCLES];
    private int next;

    private List<Opportunity> conflicting = List.of();
    private PoolGraph conflicted = new PoolGraph();

    @Setup
    public void make() {
        DenseMarket market = new DenseMarket(POOLS, 1);
        tokens = market.tokens();
        dense = PoolGraph.of(market.entries());
        scan = new CycleScan(dense, 4, (arcs, length) -> found++);
        sums = new double[tokens * tokens][0];
        for (int from = 0; from < tokens; from++) {
            for (int to = 0; to < tokens; to++) {
                if (from != to) {
                    int[] hops = dense.along(dense.arc(from, to));
                    sums[from * tokens + to] = new double[hops.length];
                    for (int i = 0; i < hops.length; i++) {
                        sums[from * tokens + to][i] = dense.hopRate(hops[i]);
                    }
                }
            }
        }
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < CYCLES; i++) {
            cycle(i, random);
        }
        conflict(random);
    }

    private void cycle(int number, SplittableRandom random) {
        List<Entry> entries = new ArrayList<>();
        List<Hop> hops = new ArrayList<>();
        reserves[number] = new BigInteger[6];
        for (int i = 0; i < 3; i++) {
            UInt256 in = UInt256.of(1_000_000_000_000_000_000L).mul(UInt256.of(1000 + random.nextLong(1000)));
            UInt256 out = in.div(UInt256.of(1000)).mul(UInt256.of(1010 + random.nextLong(10)));
            boolean up = i < 2;
            entries.add(new Entry(
                    PairPool.of(up ? in : out, up ? out : in, PairFee.UNISWAP),
                    up ? List.of(i, i + 1) : List.of(0, 2)));
            hops.add(new Hop(i, up ? 0 : 1, up ? 1 : 0, i, (i + 1) % 3));
            reserves[number][2 * i] = in.toBigInteger();
            reserves[number][2 * i + 1] = out.toBigInteger();
        }
        paths[number] = PoolPath.of(new Route(hops), each -> entries.get(each).pool());
        inputs[number] = Sizer.best(paths[number], Price.FREE)[0];
        graphs[number] = PoolGraph.of(entries);
        searches[number] = new CycleSearch(graphs[number], Terms.FREE, 4);
    }

    private void conflict(SplittableRandom random) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            UInt256 reserve = UInt256.of(1_000_000_000_000_000_000L).mul(UInt256.of(1000 + random.nextLong(60)));
            UInt256 other = UInt256.of(1_000_000_000_000_000_000L).mul(UInt256.of(1000 + random.nextLong(60)));
            entries.add(new Entry(PairPool.of(reserve, other, PairFee.UNISWAP), List.of(i % 3, (i + 1) % 3)));
        }
        conflicted = PoolGraph.of(entries);
        List<Opportunity> all = new CycleEnumeration(conflicted, Terms.FREE, 3, 1000)
                .through(0, 1, 2)
                .opportunities();
        conflicting = all.subList(0, Math.min(20, all.size()));
    }

    @Benchmark
    public void screenedOurs(Blackhole sink) {
        slot = slot + 1 == POOLS ? 0 : slot + 1;
        screened(slot);
        sink.consume(found);
    }

    @Benchmark
    public void screenedEverySum(Blackhole sink) {
        slot = slot + 1 == POOLS ? 0 : slot + 1;
        for (int hop = dense.firstHop(slot); hop < dense.endHop(slot); hop++) {
            int arc = dense.arcOf(hop);
            found += everySum(dense.from(arc), dense.to(arc), dense.hopRate(hop));
        }
        sink.consume(found);
    }

    private long everySum(int a, int b, double rate) {
        long above = count(rate, sums[b * tokens + a]);
        for (int c = 0; c < tokens; c++) {
            if (c == a || c == b) {
                continue;
            }
            for (double second : sums[b * tokens + c]) {
                above += count(rate + second, sums[c * tokens + a]);
                for (int d = 0; d < tokens; d++) {
                    if (d != a && d != b && d != c) {
                        for (double third : sums[c * tokens + d]) {
                            above += count(rate + second + third, sums[d * tokens + a]);
                        }
                    }
                }
            }
        }
        return above;
    }

    private static long count(double sum, double[] last) {
        long above = 0;
        for (double rate : last) {
            above += sum + rate > 0 ? 1 : 0;
        }
        return above;
    }

    /** Fails unless the peers come to the same figures. */
    void agree() {
        make();
        for (int i = 0; i < CYCLES; i++) {
            BigInteger input = BigIntegerMaths.bestInput(reserves[i]);
            BigInteger theirs = give(input, reserves[i]).subtract(input);
            BigInteger ours = give(inputs[i].toBigInteger(), reserves[i]).subtract(inputs[i].toBigInteger());
            if (ours.add(SHORT).compareTo(theirs) < 0
                    || searches[i].through(0).opportunities().isEmpty()) {
                throw new IllegalStateException("expected a gain of at least " + theirs + ", found " + ours);
            }
        }
        for (int i = 0; i < 20; i++) {
            found = 0;
            screened(i);
            long bounded = found;
            found = 0;
            for (int hop = dense.firstHop(i); hop < dense.endHop(i); hop++) {
                int arc = dense.arcOf(hop);
                found += everySum(dense.from(arc), dense.to(arc), dense.hopRate(hop));
            }
            // A cycle of tokens has one route that pays or more.
            if (bounded > found || (bounded == 0 && found > 0)) {
                throw new IllegalStateException("expected " + found + " routes on as many cycles, found " + bounded);
            }
        }
    }

    private void screened(int through) {
        scan.through(dense.firstHop(through), 0);
        scan.through(dense.firstHop(through) + 1, 0);
    }

    private int cycle() {
        next = next + 1 == CYCLES ? 0 : next + 1;
        return next;
    }

    @Benchmark
    public void sizedOurs(Blackhole sink) {
        sink.consume(graphs[cycle()].curves().mostGain(CYCLE, 3, 0, 1));
    }

    @Benchmark
    public void sizedBigInteger(Blackhole sink) {
        sink.consume(BigIntegerMaths.bestInput(reserves[cycle()]));
    }

    @Benchmark
    public void exactOurs(Blackhole sink) {
        int cycle = cycle();
        sink.consume(paths[cycle].give(inputs[cycle]));
    }

    @Benchmark
    public void exactBigInteger(Blackhole sink) {
        int cycle = cycle();
        sink.consume(give(inputs[cycle].toBigInteger(), reserves[cycle]));
    }

    private static BigInteger give(BigInteger input, BigInteger[] of) {
        BigInteger amount = input;
        for (int i = 0; i < of.length; i += 2) {
            amount = BigIntegerMaths.getAmountOut(amount, of[i], of[i + 1]);
        }
        return amount;
    }

    @Benchmark
    public void scoredOurs(Blackhole sink) {
        sink.consume(searches[cycle()].through(0));
    }

    @Benchmark
    public void scoredBigInteger(Blackhole sink) {
        BigInteger[] of = reserves[cycle()];
        BigInteger input = BigIntegerMaths.bestInput(of);
        BigInteger best = BigInteger.ZERO;
        for (int off = -1; off <= 1; off++) {
            BigInteger in = input.add(BigInteger.valueOf(off));
            best = best.max(give(in, of).subtract(in));
        }
        sink.consume(best);
    }

    @Benchmark
    public void topKOurs(Blackhole sink) {
        sink.consume(new ConflictFree(conflicted, Terms.FREE).choose(conflicting, 5));
    }

    /** What is usually done: the best first, and whatever shares a pool with it left out. */
    @Benchmark
    public void topKUnsized(Blackhole sink) {
        List<Opportunity> chosen = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        for (Opportunity each : conflicting) {
            if (chosen.size() < 5 && each.route().hops().stream().noneMatch(hop -> taken.contains(hop.slot()))) {
                chosen.add(each);
                each.route().hops().forEach(hop -> taken.add(hop.slot()));
            }
        }
        sink.consume(chosen);
    }
}
