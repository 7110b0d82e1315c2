package io.mevstream.devchain.maths;

import java.util.ArrayList;
import java.util.List;

/** What one family's comparison came to. */
final class Tally {

    private static final int KEPT = 5;

    private long quotes;
    private long reverts;
    private long differences;
    private final List<String> first = new ArrayList<>();

    /**
     * The contract answered with figures, or, where it reverted, we refuse as well.
     *
     * @param what the question, put into words only where the answers differ
     */
    void compare(Object what, Object ours, Object contracts, boolean reverted) {
        if (reverted) {
            reverts++;
        } else {
            quotes++;
        }
        if (!ours.equals(contracts)) {
            differences++;
            if (first.size() < KEPT) {
                first.add(what + ": the contract gives " + contracts + ", we give " + ours);
            }
        }
    }

    /** Comparisons so far. */
    long done() {
        return quotes + reverts;
    }

    /** Those in which the contract gave figures. */
    long quotes() {
        return quotes;
    }

    /** Those in which the contract reverted. */
    long reverts() {
        return reverts;
    }

    long differences() {
        return differences;
    }

    /** The first differences in words. */
    List<String> first() {
        return List.copyOf(first);
    }
}
