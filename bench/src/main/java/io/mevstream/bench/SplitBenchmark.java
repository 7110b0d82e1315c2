package io.mevstream.bench;

import io.mevstream.amm.v2.PairFee;
import io.mevstream.amm.v2.PairPool;
import io.mevstream.num.UInt256;
import io.mevstream.search.Costs;
import io.mevstream.search.Terms;
import io.mevstream.search.graph.PoolGraph;
import io.mevstream.search.graph.PoolGraph.Entry;
import io.mevstream.search.route.RouteModel;
import io.mevstream.search.split.DualSplit;
import io.mevstream.search.split.TradeRouter;
import io.mevstream.search.split.TradeRouter.Trade;
import java.util.ArrayList;
import java.util.List;
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
 * A trade divided among two thousand pairs of the same tokens: the division by itself, from nothing and from the last one, and the whole of it from the graph to
 * a plan by the pairs' integers, the best single pair tried as well. The peer divides by bisection over plain arrays; scipy's
 * {@code brentq}, which needs another process, is {@code bench/peers/split_scipy.py}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SplitBenchmark {

    private static final int POOLS = 2000;

    private final double[] splitIn = new double[POOLS];
    private final double[] splitOut = new double[POOLS];
    private DualSplit dual = new DualSplit(List.of());
    private PoolGraph parallel = new PoolGraph();
    private TradeRouter router = new TradeRouter(parallel, new Costs(Terms.FREE), 1, POOLS);
    private boolean larger;

    @Setup
    public void make() {
        SplittableRandom random = new SplittableRandom(2);
        List<Entry> pairs = new ArrayList<>();
        for (int i = 0; i < POOLS; i++) {
            UInt256 depth = UInt256.of(1_000_000_000_000_000_000L).mul(UInt256.of(10 + random.nextLong(1000)));
            UInt256 other = depth.div(UInt256.of(1000)).mul(UInt256.of(990 + random.nextLong(20)));
            pairs.add(new Entry(PairPool.of(depth, other, PairFee.UNISWAP), List.of(0, 1)));
            splitIn[i] = depth.toBigInteger().doubleValue();
            splitOut[i] = other.toBigInteger().doubleValue();
        }
        parallel = PoolGraph.of(pairs);
        router = new TradeRouter(parallel, new Costs(Terms.FREE), 1, POOLS);
        List<RouteModel> models = new ArrayList<>();
        for (int i = 0; i < POOLS; i++) {
            models.add(new RouteModel(0.997 * splitOut[i] / splitIn[i], 0.997 / splitIn[i], true));
        }
        dual = new DualSplit(models);
    }

    /** The common slope by bisection, to the same digits, over the same pairs as plain arrays; nothing asked of integers. */
    @Benchmark
    public void splitBisection(Blackhole sink) {
        double low = 0;
        double high = 2;
        for (int step = 0; step < 50; step++) {
            double slope = (low + high) / 2;
            double sum = 0;
            for (int i = 0; i < POOLS; i++) {
                sum += Math.max(0, (Math.sqrt(0.997 * splitOut[i] / splitIn[i] / slope) - 1) * splitIn[i] / 0.997);
            }
            if (sum > 1e21) {
                low = slope;
            } else {
                high = slope;
            }
        }
        sink.consume(low);
    }

    @Benchmark
    public void splitOurs(Blackhole sink) {
        sink.consume(dual.cold(1e21));
    }

    /** Another size of trade, up and down, from where the last one ended. */
    @Benchmark
    public void resplitOurs(Blackhole sink) {
        larger = !larger;
        sink.consume(dual.warm(larger ? 1.01e21 : 1e21));
    }

    @Benchmark
    public void resplitBisection(Blackhole sink) {
        splitBisection(sink);
    }

    @Benchmark
    public void tradeOurs(Blackhole sink) {
        sink.consume(router.split(
                new Trade(0, 1, UInt256.of(1_000_000_000_000_000_000L).mul(UInt256.of(1000)))));
    }

    @Benchmark
    public void tradeBisection(Blackhole sink) {
        splitBisection(sink);
    }
}
