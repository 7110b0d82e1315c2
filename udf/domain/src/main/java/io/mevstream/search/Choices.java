package io.mevstream.search;

import java.util.Arrays;

/** Choices of pools along one cycle of tokens, with the most that each can gain; used again for the next cycle. */
final class Choices {

    private static final int MOST_HOPS = 4;

    private int[] hops = new int[64 * MOST_HOPS];
    private double[] bounds = new double[64];
    private int count;

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    /** Adds a choice; infinity where nothing is known of what it can gain. */
    void add(int[] choice, double bound) {
        if (count == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * count);
            hops = Arrays.copyOf(hops, 2 * hops.length);
        }
        System.arraycopy(choice, 0, hops, MOST_HOPS * count, MOST_HOPS);
        bounds[count++] = bound;
    }

    /** The choice of those left that can gain most, the first of equal ones; -1 where none is left. */
    int next() {
        int best = -1;
        for (int i = 0; i < count; i++) {
            if (bounds[i] > Double.NEGATIVE_INFINITY && (best < 0 || bounds[i] > bounds[best])) {
                best = i;
            }
        }
        return best;
    }

    double bound(int choice) {
        return bounds[choice];
    }

    /** The hop at a place of a choice. */
    int hop(int choice, int at) {
        return hops[MOST_HOPS * choice + at];
    }

    /** Takes a choice out. */
    void drop(int choice) {
        bounds[choice] = Double.NEGATIVE_INFINITY;
    }
}
