package io.mevstream.search.graph;

import java.util.Arrays;

/**
 * Which tokens have pools between them, which three of these pairs make a triangle, and which make a wedge: two pairs that share a
 * token, the middle. Two wedges with the same ends and different middles make a cycle of four; of a cycle's
 * two ways to be cut into wedges only that is kept whose ends include the cycle's highest-ranked token. A wedge without
 * a second one to close it is not on its pairs' lists: it costs nothing when they change.
 *
 * <p>A pair is an <em>edge</em>; {@code 2 * edge} is the <em>arc</em> from its lower token to its higher one, {@code arc ^ 1} the way back.
 * Ends have a number likewise, the <em>diagonal</em>, and {@code 2 * diagonal} leads from lower to higher.
 */
final class Topology {

    private static final int ROOM = 16;

    final PairIndex edges = new PairIndex();
    final PairIndex diagonals = new PairIndex();
    /** By token: neighbour, edge. */
    final IntLists neighbours = new IntLists(2);
    /** By edge, as seen along its first arc: the two arcs that lead back. */
    final IntLists triangles = new IntLists(2);
    /** By edge, as seen along its first arc: the wedge's other arc, its diagonal with direction, its middle. */
    final IntLists wedges = new IntLists(3);
    /** By diagonal, from lower to higher end: first arc, second arc, middle. */
    final IntLists middles = new IntLists(3);
    /** By token: the lower, the higher it ranks. */
    private int[] ranks = new int[ROOM];

    private int lowestRank;
    /** Rises when pools come or go. */
    int version;

    private boolean[] present = new boolean[ROOM];

    int tokens() {
        return neighbours.count();
    }

    /** Makes sure that tokens up to this one are there; a new one ranks below all others. */
    void openToken(int token) {
        while (neighbours.count() <= token) {
            int opened = neighbours.open();
            if (opened == ranks.length) {
                ranks = Arrays.copyOf(ranks, 2 * opened);
            }
            ranks[opened] = lowestRank++;
        }
    }

    /** The number of a pair's edge, given one if it has none; it stays without effect until {@link #connect}. */
    int openEdge(int one, int other) {
        int edge = edges.find(one, other);
        if (edge != PairIndex.ABSENT) {
            return edge;
        }
        openToken(Math.max(one, other));
        edge = edges.add(one, other);
        triangles.open();
        wedges.open();
        if (edge == present.length) {
            present = Arrays.copyOf(present, 2 * edge);
        }
        return edge;
    }

    boolean isPresent(int edge) {
        return present[edge];
    }

    /** The arc between two tokens that have pools between them, or {@link PairIndex#ABSENT}. */
    int arc(int from, int to) {
        int edge = edges.find(from, to);
        return edge == PairIndex.ABSENT || !present[edge] ? PairIndex.ABSENT : arc(edge, from, to);
    }

    private static int arc(int edge, int from, int to) {
        return 2 * edge + (from < to ? 0 : 1);
    }

    /** The token an arc leads from. */
    int from(int arc) {
        return (arc & 1) == 0 ? edges.lower(arc >> 1) : edges.higher(arc >> 1);
    }

    /** The token an arc leads to. */
    int to(int arc) {
        return from(arc ^ 1);
    }

    /** The arcs that lead from a token, in the order of where they lead. */
    int[] arcsFrom(int token) {
        if (token >= tokens()) {
            return new int[0];
        }
        int[] others = new int[neighbours.size(token)];
        for (int i = 0; i < others.length; i++) {
            others[i] = neighbours.ints()[neighbours.start(token) + 2 * i];
        }
        Arrays.sort(others);
        for (int i = 0; i < others.length; i++) {
            others[i] = arc(token, others[i]);
        }
        return others;
    }

    /** Ranks the tokens by how many neighbours they are going to have; only while there is no edge. */
    void rank(int[] degrees) {
        openToken(degrees.length - 1);
        Integer[] order = new Integer[degrees.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> degrees[b] != degrees[a] ? Integer.compare(degrees[b], degrees[a]) : a - b);
        for (int rank = 0; rank < order.length; rank++) {
            ranks[order[rank]] = rank;
        }
    }

    /** The first pool of a pair is there. */
    void connect(int edge) {
        int low = edges.lower(edge);
        int high = edges.higher(edge);
        present[edge] = true;
        forEachTriangle(edge, this::addTriangle);
        forEachWedge(edge, this::addWedge);
        neighbours.add(low, high, edge);
        neighbours.add(high, low, edge);
    }

    /** The last pool of a pair is gone. */
    void disconnect(int edge) {
        int low = edges.lower(edge);
        int high = edges.higher(edge);
        neighbours.remove(low, high);
        neighbours.remove(high, low);
        forEachWedge(edge, this::removeWedge);
        forEachTriangle(edge, this::removeTriangle);
        present[edge] = false;
    }

    private interface Triple {
        void accept(int first, int second, int third);
    }

    private void forEachTriangle(int edge, Triple triangle) {
        int low = edges.lower(edge);
        int high = edges.higher(edge);
        boolean fewerAtLow = neighbours.size(low) < neighbours.size(high);
        int near = fewerAtLow ? low : high;
        int far = fewerAtLow ? high : low;
        for (int at = neighbours.start(near); at < neighbours.end(near); at += 2) {
            int third = neighbours.ints()[at];
            if (third != far && arc(third, far) != PairIndex.ABSENT) {
                triangle.accept(low, high, third);
            }
        }
    }

    private void addTriangle(int a, int b, int c) {
        addTriangleTo(a, b, c);
        addTriangleTo(b, c, a);
        addTriangleTo(c, a, b);
    }

    private void addTriangleTo(int a, int b, int c) {
        int low = Math.min(a, b);
        int high = Math.max(a, b);
        triangles.add(edges.find(a, b), arc(high, c), arc(c, low));
    }

    private void removeTriangle(int a, int b, int c) {
        removeTriangleOf(a, b, c);
        removeTriangleOf(b, c, a);
        removeTriangleOf(c, a, b);
    }

    private void removeTriangleOf(int a, int b, int c) {
        triangles.remove(edges.find(a, b), arc(Math.max(a, b), c));
    }

    /** All wedges that an edge makes with edges that are there: end, middle, end. */
    private void forEachWedge(int edge, Triple wedge) {
        int low = edges.lower(edge);
        int high = edges.higher(edge);
        forEachWedge(low, high, wedge);
        forEachWedge(high, low, wedge);
    }

    private void forEachWedge(int middle, int end, Triple wedge) {
        for (int at = neighbours.start(middle); at < neighbours.end(middle); at += 2) {
            int other = neighbours.ints()[at];
            if (other != end && Math.min(ranks[end], ranks[other]) < ranks[middle]) {
                wedge.accept(end, middle, other);
            }
        }
    }

    private void addWedge(int end, int middle, int other) {
        int diagonal = diagonals.find(end, other);
        if (diagonal == PairIndex.ABSENT) {
            diagonal = diagonals.add(end, other);
            middles.open();
        }
        int first = arc(Math.min(end, other), middle);
        int second = arc(middle, Math.max(end, other));
        int before = middles.size(diagonal);
        if (before == 1) {
            int at = middles.start(diagonal);
            int[] ints = middles.ints();
            list(diagonal, ints[at], ints[at + 1], ints[at + 2]);
        }
        middles.add(diagonal, first, second, middle);
        if (before > 0) {
            list(diagonal, first, second, middle);
        }
    }

    private void removeWedge(int end, int middle, int other) {
        int diagonal = diagonals.find(end, other);
        int first = arc(Math.min(end, other), middle);
        int second = arc(middle, Math.max(end, other));
        middles.remove(diagonal, first, second);
        int after = middles.size(diagonal);
        if (after > 0) {
            unlist(diagonal, first, second);
        }
        if (after == 1) {
            int at = middles.start(diagonal);
            unlist(diagonal, middles.ints()[at], middles.ints()[at + 1]);
        }
    }

    private void list(int diagonal, int first, int second, int middle) {
        int back = first & 1;
        wedges.add(first >> 1, second ^ back, 2 * diagonal + back, middle);
        back = second & 1;
        wedges.add(second >> 1, first ^ back, 2 * diagonal + back, middle);
    }

    private void unlist(int diagonal, int first, int second) {
        wedges.remove(first >> 1, second ^ (first & 1), 2 * diagonal + (first & 1));
        wedges.remove(second >> 1, first ^ (second & 1), 2 * diagonal + (second & 1));
    }

    long bytes() {
        return edges.bytes()
                + diagonals.bytes()
                + neighbours.bytes()
                + triangles.bytes()
                + wedges.bytes()
                + middles.bytes()
                + 4L * ranks.length
                + present.length;
    }
}
