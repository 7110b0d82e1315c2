package io.mevstream.bench;

import io.mevstream.amm.v2.PairPool;
import io.mevstream.num.UInt256;
import io.mevstream.search.CycleSearch;
import io.mevstream.search.SearchReport;
import io.mevstream.search.Terms;
import io.mevstream.search.graph.PoolGraph;
import io.mevstream.search.graph.PoolGraph.Entry;
import io.mevstream.synthetic.DenseMarket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jgrapht.alg.shortestpath.BellmanFordShortestPath;
import org.jgrapht.alg.shortestpath.NegativeCycleDetectedException;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A pool's new state to the best opportunity of every cycle of up to four tokens through it: the graph updated, the cycles judged, and what pays sized and
 * verified. Dense markets are {@link DenseMarket}, of which one change in a hundred makes cycles pay and the next ends it; real pairs are the recorded
 * reserves of mainnet's, each change moving one about its reserves.
 *
 * <p>The peer is JGraphT's Bellman-Ford on the same changes: for every two tokens the best pool's rate as a weight, and the search for a negative cycle. It
 * says whether there is one, of any length, not which there are or what they gain: less than ours, for more time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SearchBenchmark {

    /** How many changes are made beforehand and then gone through again and again. */
    static final int CHANGES = 20_000;

    /** What is searched, and what changes in it. */
    abstract static class Setting {

        PoolGraph graph = new PoolGraph();
        CycleSearch search = new CycleSearch(graph, Terms.FREE, 4);
        DenseMarket.Change[] changes = new DenseMarket.Change[0];
        SimpleDirectedWeightedGraph<Integer, DefaultWeightedEdge> peer =
                new SimpleDirectedWeightedGraph<>(DefaultWeightedEdge.class);
        int[] from = new int[0];
        int[] to = new int[0];
        private int next;

        final void fill(List<Entry> entries, DenseMarket.Change[] all) {
            changes = all;
            graph = PoolGraph.of(entries);
            search = new CycleSearch(graph, Terms.FREE, 4);
            for (int token = 0; token < graph.tokens(); token++) {
                peer.addVertex(token);
            }
            from = new int[entries.size()];
            to = new int[entries.size()];
            for (int slot = 0; slot < entries.size(); slot++) {
                from[slot] = entries.get(slot).tokens().get(0);
                to[slot] = entries.get(slot).tokens().get(1);
                weigh(slot);
            }
        }

        private void weigh(int slot) {
            weigh(from[slot], to[slot]);
            weigh(to[slot], from[slot]);
        }

        private void weigh(int one, int other) {
            DefaultWeightedEdge edge = peer.getEdge(one, other);
            if (edge == null) {
                edge = peer.addEdge(one, other);
            }
            peer.setEdgeWeight(edge, -graph.arcRate(graph.arc(one, other)));
        }

        final DenseMarket.Change next() {
            next = next + 1 == changes.length ? 0 : next + 1;
            return changes[next];
        }

        final SearchReport ours() {
            DenseMarket.Change change = next();
            graph.update(change.slot(), change.after());
            graph.forget();
            return search.through(change.slot());
        }

        /** The weights come of our graph: what they cost is not the peer's. */
        final boolean peers() {
            DenseMarket.Change change = next();
            graph.update(change.slot(), change.after());
            graph.forget();
            weigh(change.slot());
            try {
                new BellmanFordShortestPath<>(peer).getPaths(from[change.slot()]);
                return false;
            } catch (NegativeCycleDetectedException e) {
                return true;
            }
        }
    }

    /** A dense market. */
    abstract static class Dense extends Setting {

        final void make(int pools) {
            DenseMarket market = new DenseMarket(pools, 1);
            List<Entry> entries = market.entries();
            DenseMarket.Change[] all = new DenseMarket.Change[CHANGES];
            for (int i = 0; i < all.length; i++) {
                all[i] = market.next();
            }
            fill(entries, all);
        }
    }

    @State(Scope.Thread)
    public static class Dense500 extends Dense {
        @Setup
        public void make() {
            make(500);
        }
    }

    @State(Scope.Thread)
    public static class Dense2000 extends Dense {
        @Setup
        public void make() {
            make(2000);
        }
    }

    @State(Scope.Thread)
    public static class Dense5000 extends Dense {
        @Setup
        public void make() {
            make(5000);
        }
    }

    @State(Scope.Thread)
    public static class Dense20000 extends Dense {
        @Setup
        public void make() {
            make(20_000);
        }
    }

    /** The recorded pairs of mainnet; where they are not there, pairs of a star with some chords. */
    @State(Scope.Thread)
    public static class Real extends Setting {
        @Setup
        public void make() {
            List<Entry> entries = RealPairs.entries();
            DenseMarket.Change[] all = new DenseMarket.Change[CHANGES];
            java.util.SplittableRandom random = new java.util.SplittableRandom(1);
            for (int i = 0; i < all.length; i++) {
                int slot = random.nextInt(entries.size());
                PairPool pair = (PairPool) entries.get(slot).pool();
                // A trade of up to a thousandth of the reserve, from the recorded state each time.
                UInt256 parts = UInt256.of(1_000_000);
                UInt256 moved = pair.reserve0().mul(UInt256.of(999_000 + random.nextInt(2_000)));
                all[i] = new DenseMarket.Change(slot, pair.synced(moved.div(parts), pair.reserve1()), false);
            }
            fill(entries, all);
        }
    }

    @Benchmark
    public void dense500Ours(Dense500 market, Blackhole sink) {
        sink.consume(market.ours());
    }

    @Benchmark
    public void dense500JGraphT(Dense500 market, Blackhole sink) {
        sink.consume(market.peers());
    }

    @Benchmark
    public void dense2000Ours(Dense2000 market, Blackhole sink) {
        sink.consume(market.ours());
    }

    @Benchmark
    public void dense2000JGraphT(Dense2000 market, Blackhole sink) {
        sink.consume(market.peers());
    }

    @Benchmark
    public void dense5000Ours(Dense5000 market, Blackhole sink) {
        sink.consume(market.ours());
    }

    @Benchmark
    public void dense5000JGraphT(Dense5000 market, Blackhole sink) {
        sink.consume(market.peers());
    }

    @Benchmark
    public void dense20000Ours(Dense20000 market, Blackhole sink) {
        sink.consume(market.ours());
    }

    @Benchmark
    public void dense20000JGraphT(Dense20000 market, Blackhole sink) {
        sink.consume(market.peers());
    }

    @Benchmark
    public void realOurs(Real market, Blackhole sink) {
        sink.consume(market.ours());
    }

    @Benchmark
    public void realJGraphT(Real market, Blackhole sink) {
        sink.consume(market.peers());
    }
}
