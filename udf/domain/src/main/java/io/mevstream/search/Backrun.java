package io.mevstream.search;

import io.mevstream.amm.Quote;
import io.mevstream.search.graph.PoolGraph;
import java.util.List;
import java.util.Optional;

/**
 * The most that can be made right after a pending swap: of all cycles that take the opposite way through its pool, the opposing pools being any
 * that lead back in up to three hops, the one that is worth most.
 */
public final class Backrun {

    private final PoolGraph graph;
    private final WhatIf whatIf;

    /** Backruns among the pools of a graph, which is left as it is. */
    public Backrun(PoolGraph graph, Terms terms) {
        this.graph = graph;
        this.whatIf = new WhatIf(graph, terms, 4);
    }

    /** The best answer to a swap; empty where the swap is refused or nothing pays. */
    public Optional<Opportunity> best(PendingSwap swap) {
        graph.pool(swap.slot());
        WhatIf.Answer answer = whatIf.ask(List.of(swap));
        if (!(answer.outcomes().get(0) instanceof Quote.Filled)) {
            return Optional.empty();
        }
        return answer.search().opportunities().stream()
                .filter(each -> each.route().hops().stream()
                        .anyMatch(hop -> hop.slot() == swap.slot() && hop.positionIn() == swap.positionOut()))
                .findFirst();
    }
}
