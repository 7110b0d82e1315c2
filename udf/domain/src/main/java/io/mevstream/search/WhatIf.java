package io.mevstream.search;

import io.mevstream.amm.Quote;
import io.mevstream.search.graph.PoolGraph;
import java.util.ArrayList;
import java.util.List;

/**
 * What would be if pending swaps were made, in their order: a graph of the same pools in states of its own, which no other graph sees. Between two
 * questions it goes back to the graph's own states; it is made anew when those have changed.
 */
public final class WhatIf {

    /**
     * What became of the swaps.
     *
     * @param outcomes what each pool answered, in order: one that refuses is left as it is
     * @param search what the search finds then, through all pools that moved
     */
    public record Answer(List<Quote> outcomes, SearchReport search) {

        public Answer {
            outcomes = List.copyOf(outcomes);
        }
    }

    private final PoolGraph base;
    private final Terms terms;
    private final int mostHops;
    private PoolGraph overlay;
    private CycleSearch search;
    private long madeAt;
    private int structure;

    /** Questions about a graph. */
    public WhatIf(PoolGraph base, Terms terms, int mostHops) {
        this.base = base;
        this.terms = terms;
        this.mostHops = mostHops;
        this.overlay = base.fork();
        this.search = new CycleSearch(overlay, terms, mostHops);
        this.madeAt = base.changes();
        this.structure = base.structure();
    }

    /** Makes the swaps one after another, each on what the ones before have left, and searches. */
    public Answer ask(List<PendingSwap> swaps) {
        PoolGraph graph = overlay();
        long mark = graph.mark();
        try {
            List<Quote> outcomes = new ArrayList<>();
            for (PendingSwap swap : swaps) {
                Quote quote =
                        graph.pool(swap.slot()).quoteExactIn(swap.positionIn(), swap.positionOut(), swap.amountIn());
                if (quote instanceof Quote.Filled filled) {
                    graph.update(swap.slot(), filled.after());
                }
                outcomes.add(quote);
            }
            int[] moved = swaps.stream()
                    .mapToInt(PendingSwap::slot)
                    .distinct()
                    .sorted()
                    .toArray();
            return new Answer(outcomes, search.through(moved));
        } finally {
            graph.undoTo(mark);
        }
    }

    /** The overlay in the states that the graph has now. */
    private PoolGraph overlay() {
        if (structure != base.structure() || madeAt != base.changes()) {
            overlay = base.fork();
            search = new CycleSearch(overlay, terms, mostHops);
            madeAt = base.changes();
            structure = base.structure();
        }
        return overlay;
    }
}
