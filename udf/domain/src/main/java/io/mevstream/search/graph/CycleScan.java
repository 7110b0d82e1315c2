package io.mevstream.search.graph;

/**
 * Finds the cycles of tokens, of up to four hops, that could pay through a hop: those along whose arcs the best rates add up to more than a threshold.
 * Parallel pools are judged by their best, cycles of four by the best middle of their other half; only where that is above the threshold
 * the middles are looked at one by one. None above it is left out; the sums err upward by a billionth a hop ({@link RateBound}).
 *
 * <p>On the hot path: plain loops over arrays, nothing allocated.
 */
public final class CycleScan {

    /** Takes cycles as they are found; the array is used again for the next. */
    public interface Sink {
        /** A cycle along so many arcs, the first that of the hop asked for. */
        void accept(int[] arcs, int length);
    }

    private final PoolGraph graph;
    private final Sink sink;
    private final int mostHops;
    private final int[] arcs = new int[4];

    /** Looks for cycles of up to {@code mostHops}, 2 to 4. */
    public CycleScan(PoolGraph graph, int mostHops, Sink sink) {
        if (mostHops < 2 || mostHops > 4) {
            throw new IllegalArgumentException("expected 2 to 4 hops at most, found " + mostHops);
        }
        this.graph = graph;
        this.sink = sink;
        this.mostHops = mostHops;
    }

    /** All cycles through a hop whose rates add up to more than the threshold. */
    public void through(int hop, double threshold) {
        double rate = graph.rates().hop(hop);
        if (rate == Rates.NONE) {
            return;
        }
        int arc = graph.legs().arc(hop);
        double needed = threshold - rate;
        pairs(arc, needed);
        if (mostHops >= 3) {
            triangles(arc, needed);
        }
        if (mostHops >= 4) {
            squares(arc, needed);
        }
    }

    private void pairs(int arc, double needed) {
        Legs legs = graph.legs();
        if (legs.ofEdge.size(arc >> 1) > 1 && graph.rates().arc(arc ^ 1) > needed) {
            arcs[0] = arc;
            arcs[1] = arc ^ 1;
            sink.accept(arcs, 2);
        }
    }

    private void triangles(int arc, double needed) {
        Rates rates = graph.rates();
        IntLists triangles = graph.topology().triangles;
        int[] ints = triangles.ints();
        int back = arc & 1;
        int end = triangles.end(arc >> 1);
        for (int at = triangles.start(arc >> 1); at < end; at += 2) {
            int one = ints[at] ^ back;
            int other = ints[at + 1] ^ back;
            if (rates.arc(one) + rates.arc(other) > needed) {
                arcs[0] = arc;
                arcs[1] = back == 0 ? one : other;
                arcs[2] = back == 0 ? other : one;
                sink.accept(arcs, 3);
            }
        }
    }

    private void squares(int arc, double needed) {
        Rates rates = graph.rates();
        IntLists wedges = graph.topology().wedges;
        int[] ints = wedges.ints();
        int back = arc & 1;
        int end = wedges.end(arc >> 1);
        for (int at = wedges.start(arc >> 1); at < end; at += 3) {
            int rest = ints[at] ^ back;
            int diagonal = ints[at + 1] ^ back;
            int middle = ints[at + 2];
            double still = needed - rates.arc(rest);
            if (rates.bestBut(diagonal ^ 1, middle) > still) {
                close(arc, rest, diagonal ^ 1, still);
            }
        }
    }

    /** Looks at the middles of the half that leads back one by one. */
    private void close(int arc, int rest, int diagonal, double needed) {
        Rates rates = graph.rates();
        Topology topology = graph.topology();
        boolean arcFirst = topology.to(arc) == topology.from(rest);
        int own = arcFirst ? topology.to(arc) : topology.from(arc);
        int back = diagonal & 1;
        IntLists middles = topology.middles;
        int end = middles.end(diagonal >> 1);
        for (int at = middles.start(diagonal >> 1); at < end; at += 3) {
            int first = middles.ints()[at] ^ back;
            int second = middles.ints()[at + 1] ^ back;
            if (middles.ints()[at + 2] != own && rates.arc(first) + rates.arc(second) > needed) {
                int there = back == 0 ? first : second;
                int home = back == 0 ? second : first;
                arcs[0] = arc;
                arcs[1] = arcFirst ? rest : there;
                arcs[2] = arcFirst ? there : home;
                arcs[3] = arcFirst ? home : rest;
                sink.accept(arcs, 4);
            }
        }
    }
}
