package io.mevstream.verify;

/** A number a proof reports. Its name ends in its unit where it has one ({@code query_p99_micros}). */
record Figure(Merge merge, long value) {

    /** How the figures of two chunks become one. */
    enum Merge {
        SUM,
        MAX,
        LAST
    }

    Figure plus(Figure later) {
        return switch (later.merge) {
            case SUM -> new Figure(Merge.SUM, Math.addExact(value, later.value));
            case MAX -> new Figure(Merge.MAX, Math.max(value, later.value));
            case LAST -> later;
        };
    }
}
