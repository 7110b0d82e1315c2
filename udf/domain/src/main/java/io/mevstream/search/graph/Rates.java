package io.mevstream.search.graph;

import io.mevstream.amm.QuotablePool;
import io.mevstream.amm.v2.PairPool;
import java.util.Arrays;

/**
 * How much comes out for what goes in at best, as natural logarithms, so that a route's rate is a sum: by hop, by arc over its
 * parallel pools, and by diagonal over its middles, where the best and the second best are kept, as the best may be the
 * middle that a cycle comes back by. Every value is a function of the hops' rates, whatever happened before.
 */
final class Rates {

    static final double NONE = Double.NEGATIVE_INFINITY;

    private final Topology topology;
    private final Legs legs;
    private Curves curves = new Curves();
    private double[] hops = new double[0];
    private double[] arcs = new double[0];
    private double[] best = new double[0];
    private double[] second = new double[0];
    private int[] bestMiddle = new int[0];
    private int[] secondMiddle = new int[0];

    Rates(Topology topology, Legs legs) {
        this.topology = topology;
        this.legs = legs;
    }

    /** The same rates, to be changed by themselves. */
    Rates copy() {
        Rates copy = new Rates(topology, legs);
        copy.curves = curves.copy();
        copy.hops = hops.clone();
        copy.arcs = arcs.clone();
        copy.best = best.clone();
        copy.second = second.clone();
        copy.bestMiddle = bestMiddle.clone();
        copy.secondMiddle = secondMiddle.clone();
        return copy;
    }

    Curves curves() {
        return curves;
    }

    double hop(int hop) {
        return hops[hop];
    }

    double arc(int arc) {
        return arcs[arc];
    }

    /** The best rate along a diagonal by another middle than this one. */
    double bestBut(int diagonal, int middle) {
        return bestMiddle[diagonal] == middle ? second[diagonal] : best[diagonal];
    }

    /** Room for the hops, edges and diagonals that there are now. */
    void fit() {
        curves.fit(2 * legs.count());
        hops = fitted(hops, 2 * legs.count());
        arcs = fitted(arcs, 2 * topology.edges.count());
        int diagonals = 2 * topology.diagonals.count();
        if (best.length < diagonals) {
            int from = best.length;
            best = fitted(best, diagonals);
            second = fitted(second, diagonals);
            bestMiddle = Arrays.copyOf(bestMiddle, best.length);
            secondMiddle = Arrays.copyOf(secondMiddle, best.length);
            Arrays.fill(bestMiddle, from, best.length, PairIndex.ABSENT);
            Arrays.fill(secondMiddle, from, best.length, PairIndex.ABSENT);
        }
    }

    private static double[] fitted(double[] values, int length) {
        if (values.length >= length) {
            return values;
        }
        double[] longer = Arrays.copyOf(values, Math.max(length, values.length + values.length / 2));
        Arrays.fill(longer, values.length, longer.length, NONE);
        return longer;
    }

    /** Sets the rates of all legs of a pool and what follows from them. */
    void rate(int slot, QuotablePool pool) {
        int first = legs.first(slot);
        if (pool instanceof PairPool pair) {
            int up = legs.positionIn(2 * first) == 0 ? 2 * first : 2 * first + 1;
            double spot = curves.set(up, pair);
            double there = RateBound.logOf(spot, pair.fee0());
            double back = RateBound.logOf(-spot, pair.fee1());
            set(first, up == 2 * first ? there : back, up == 2 * first ? back : there);
            return;
        }
        for (int leg = first; leg < legs.end(slot); leg++) {
            int low = legs.positionIn(2 * leg);
            int high = legs.positionIn(2 * leg + 1);
            curves.clear(leg);
            set(leg, RateBound.logOf(pool, low, high), RateBound.logOf(pool, high, low));
        }
    }

    /** Sets both rates of a leg and all that follows from them. */
    private void set(int leg, double up, double down) {
        hops[2 * leg] = up;
        hops[2 * leg + 1] = down;
        refresh(legs.edge(leg));
    }

    /** Judges an edge's arcs anew by its legs. */
    void refresh(int edge) {
        double up = NONE;
        double down = NONE;
        int[] ints = legs.ofEdge.ints();
        for (int at = legs.ofEdge.start(edge); at < legs.ofEdge.end(edge); at++) {
            up = Math.max(up, hops[2 * ints[at]]);
            down = Math.max(down, hops[2 * ints[at] + 1]);
        }
        if (up != arcs[2 * edge] || down != arcs[2 * edge + 1]) {
            arcs[2 * edge] = up;
            arcs[2 * edge + 1] = down;
            carry(edge);
        }
    }

    /** Carries an edge's rates to the diagonals of its wedges. */
    private void carry(int edge) {
        double up = arcs[2 * edge];
        double down = arcs[2 * edge + 1];
        int[] ints = topology.wedges.ints();
        int end = topology.wedges.end(edge);
        for (int at = topology.wedges.start(edge); at < end; at += 3) {
            int rest = ints[at];
            int diagonal = ints[at + 1];
            int middle = ints[at + 2];
            offer(diagonal, middle, up + arcs[rest]);
            offer(diagonal ^ 1, middle, down + arcs[rest ^ 1]);
        }
    }

    private void offer(int diagonal, int middle, double rate) {
        if (middle == bestMiddle[diagonal]) {
            if (rate >= second[diagonal]) {
                best[diagonal] = rate;
            } else {
                rescan(diagonal);
            }
        } else if (rate > best[diagonal]) {
            second[diagonal] = best[diagonal];
            secondMiddle[diagonal] = bestMiddle[diagonal];
            best[diagonal] = rate;
            bestMiddle[diagonal] = middle;
        } else if (middle == secondMiddle[diagonal]) {
            if (rate >= second[diagonal]) {
                second[diagonal] = rate;
            } else {
                rescan(diagonal);
            }
        } else if (rate > second[diagonal]) {
            second[diagonal] = rate;
            secondMiddle[diagonal] = middle;
        }
    }

    /** Judges a diagonal, with direction, anew by its middles. */
    void rescan(int diagonal) {
        double first = NONE;
        double next = NONE;
        int firstMiddle = PairIndex.ABSENT;
        int nextMiddle = PairIndex.ABSENT;
        int back = diagonal & 1;
        int[] ints = topology.middles.ints();
        int end = topology.middles.end(diagonal >> 1);
        for (int at = topology.middles.start(diagonal >> 1); at < end; at += 3) {
            double rate = arcs[ints[at] ^ back] + arcs[ints[at + 1] ^ back];
            if (rate > first) {
                next = first;
                nextMiddle = firstMiddle;
                first = rate;
                firstMiddle = ints[at + 2];
            } else if (rate > next) {
                next = rate;
                nextMiddle = ints[at + 2];
            }
        }
        best[diagonal] = first;
        second[diagonal] = next;
        bestMiddle[diagonal] = firstMiddle;
        secondMiddle[diagonal] = nextMiddle;
    }

    /** Judges every diagonal anew that an edge's wedges lie on, after wedges came or went. */
    void rescanAround(int edge) {
        int[] ints = topology.wedges.ints();
        for (int at = topology.wedges.start(edge); at < topology.wedges.end(edge); at += 3) {
            rescan(ints[at + 1]);
            rescan(ints[at + 1] ^ 1);
        }
    }

    long bytes() {
        return curves.bytes()
                + 8L * (hops.length + arcs.length + best.length + second.length)
                + 4L * (bestMiddle.length + secondMiddle.length);
    }
}
