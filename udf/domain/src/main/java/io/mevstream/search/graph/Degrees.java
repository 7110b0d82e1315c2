package io.mevstream.search.graph;

import io.mevstream.search.graph.PoolGraph.Entry;
import java.util.List;

/** With how many other tokens each token has pools. */
final class Degrees {

    private Degrees() {}

    static int[] of(List<Entry> entries) {
        PairIndex pairs = new PairIndex();
        int[] degrees = new int[tokens(entries)];
        for (Entry entry : entries) {
            for (int one : entry.tokens()) {
                for (int other : entry.tokens()) {
                    if (one < other && pairs.find(one, other) == PairIndex.ABSENT) {
                        pairs.add(one, other);
                        degrees[one]++;
                        degrees[other]++;
                    }
                }
            }
        }
        return degrees;
    }

    private static int tokens(List<Entry> entries) {
        int tokens = 0;
        for (Entry entry : entries) {
            for (int token : entry.tokens()) {
                tokens = Math.max(tokens, token + 1);
            }
        }
        return tokens;
    }
}
