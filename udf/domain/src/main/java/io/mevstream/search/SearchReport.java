package io.mevstream.search;

import java.util.List;

/**
 * What a search came to.
 *
 * @param opportunities the most valuable first
 * @param cycles token cycles whose best rates were above the threshold
 * @param routes choices of pools along them whose rates were
 * @param unvalued routes without a token of known value to begin with: not judged
 * @param overflow routes that were found beyond the cap: not judged
 */
public record SearchReport(List<Opportunity> opportunities, long cycles, long routes, long unvalued, long overflow) {

    public SearchReport {
        opportunities = List.copyOf(opportunities);
    }
}
