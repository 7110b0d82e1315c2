package io.mevstream.jobs.io.node;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses endpoints in proportion to how fast they answer: one that is twice as fast is asked twice as often. No chance is in it: each
 * choice adds every endpoint's weight to its credit and takes the richest, who pays for all (smooth weighted round robin).
 */
final class EndpointChoice {

    private static final long WEIGHT_OF_A_SECOND = 1_000_000;

    private final Map<Endpoint, Long> credits = new HashMap<>();

    /** The next of these that may be asked and was not asked yet; one that is out only where there is no other. Null for none. */
    synchronized @Nullable Endpoint next(List<Endpoint> endpoints, Set<Endpoint> asked) {
        List<Endpoint> open = endpoints.stream()
                .filter(each -> !asked.contains(each) && each.state().isOfTheChain())
                .toList();
        List<Endpoint> in = open.stream().filter(each -> each.state().isIn()).toList();
        return richest(in.isEmpty() ? open : in);
    }

    private @Nullable Endpoint richest(List<Endpoint> among) {
        long sum = 0;
        Endpoint best = null;
        for (Endpoint each : among) {
            long weight = Math.max(1, WEIGHT_OF_A_SECOND / each.state().latencyMicros());
            sum += weight;
            long credit = credits.merge(each, weight, Long::sum);
            if (best == null || credit > credits.getOrDefault(best, 0L)) {
                best = each;
            }
        }
        if (best != null) {
            credits.merge(best, -sum, Long::sum);
        }
        return best;
    }
}
