package io.mevstream.search.graph;

import java.util.Arrays;

/**
 * Which pool trades which pair: a <em>leg</em> is one pool between two tokens, and {@code 2 * leg} the <em>hop</em> from the lower token to
 * the higher one, {@code hop ^ 1} the hop back. A pool of n tokens has n (n - 1) / 2 legs, one after the other.
 */
final class Legs {

    private static final int ROOM = 64;

    /** By edge: its legs. */
    final IntLists ofEdge = new IntLists(1);

    private int count;
    private int[] pools = new int[ROOM];
    private int[] edges = new int[ROOM];
    /** By hop: where in the pool's order its input token stands. */
    private int[] positions = new int[2 * ROOM];

    private int slots;
    /** By slot: its first leg; one more at the end. */
    private int[] firsts = new int[ROOM];

    /** A slot for another pool, its legs given by {@link #add}. */
    int openSlot() {
        slots++;
        if (slots == firsts.length) {
            firsts = Arrays.copyOf(firsts, 2 * slots);
        }
        firsts[slots] = count;
        return slots - 1;
    }

    /** A leg of the newest slot. */
    void add(int edge, int lowPosition, int highPosition) {
        while (ofEdge.count() <= edge) {
            ofEdge.open();
        }
        if (count == pools.length) {
            pools = Arrays.copyOf(pools, 2 * count);
            edges = Arrays.copyOf(edges, 2 * count);
            positions = Arrays.copyOf(positions, 4 * count);
        }
        pools[count] = slots - 1;
        edges[count] = edge;
        positions[2 * count] = lowPosition;
        positions[2 * count + 1] = highPosition;
        count++;
        firsts[slots] = count;
    }

    /** Takes the newest slot back. */
    void closeSlot() {
        slots--;
        count = firsts[slots];
    }

    int slots() {
        return slots;
    }

    int count() {
        return count;
    }

    int first(int slot) {
        return firsts[slot];
    }

    int end(int slot) {
        return firsts[slot + 1];
    }

    int pool(int leg) {
        return pools[leg];
    }

    int edge(int leg) {
        return edges[leg];
    }

    /** Where in the pool's order the token stands that a hop pays in. */
    int positionIn(int hop) {
        return positions[hop];
    }

    /** The arc that a hop goes along. */
    int arc(int hop) {
        return 2 * edges[hop >> 1] + (hop & 1);
    }

    /** The hops along an arc, in their order. */
    int[] along(int arc) {
        int[] hops = Arrays.copyOfRange(ofEdge.ints(), ofEdge.start(arc >> 1), ofEdge.end(arc >> 1));
        for (int i = 0; i < hops.length; i++) {
            hops[i] = 2 * hops[i] + (arc & 1);
        }
        Arrays.sort(hops);
        return hops;
    }

    long bytes() {
        return ofEdge.bytes() + 4L * (pools.length + edges.length + positions.length + firsts.length);
    }
}
