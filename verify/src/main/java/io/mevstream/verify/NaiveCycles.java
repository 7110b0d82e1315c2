package io.mevstream.verify;

import io.mevstream.amm.QuotablePool;
import io.mevstream.amm.Quote;
import io.mevstream.num.UInt256;
import io.mevstream.search.graph.PoolGraph.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pools of any family as a list, and every route of up to four hops through one of them, tried at every whole input up to a limit: the
 * best there is, by counting.
 */
final class NaiveCycles {

    /** One swap with a pool. */
    private record Step(int slot, int in, int out) {}

    private final List<Entry> entries;
    private final int limit;
    private long quotes;

    /** Inputs are tried from 1 to the limit. */
    NaiveCycles(List<Entry> entries, int limit) {
        this.entries = entries;
        this.limit = limit;
    }

    /** How many quotes were asked for. */
    long quotes() {
        return quotes;
    }

    /** What the best route of every token cycle through a pool gains, by its tokens from the lowest on; only what gains. */
    Map<List<Integer>, Long> through(int slot) {
        Map<List<Integer>, Long> best = new HashMap<>();
        List<Integer> tokens = entries.get(slot).tokens();
        for (int in = 0; in < tokens.size(); in++) {
            for (int out = 0; out < tokens.size(); out++) {
                if (in != out) {
                    List<Step> steps = new ArrayList<>(List.of(new Step(slot, in, out)));
                    walk(steps, new ArrayList<>(List.of(tokens.get(in))), tokens.get(out), best);
                }
            }
        }
        return best;
    }

    private void walk(List<Step> steps, List<Integer> walked, int at, Map<List<Integer>, Long> best) {
        if (at == walked.get(0)) {
            judge(steps, walked, best);
            return;
        }
        if (walked.contains(at) || walked.size() == 4) {
            return;
        }
        walked.add(at);
        for (int slot = 0; slot < entries.size(); slot++) {
            int number = slot;
            int in = entries.get(slot).tokens().indexOf(at);
            if (in >= 0 && steps.stream().noneMatch(step -> step.slot() == number)) {
                for (int out = 0; out < entries.get(slot).tokens().size(); out++) {
                    if (out != in) {
                        steps.add(new Step(slot, in, out));
                        walk(steps, walked, entries.get(slot).tokens().get(out), best);
                        steps.remove(steps.size() - 1);
                    }
                }
            }
        }
        walked.remove(walked.size() - 1);
    }

    private void judge(List<Step> cycle, List<Integer> walked, Map<List<Integer>, Long> best) {
        int lowest = 0;
        for (int i = 1; i < walked.size(); i++) {
            lowest = walked.get(i) < walked.get(lowest) ? i : lowest;
        }
        List<Step> steps = new ArrayList<>(cycle.subList(lowest, cycle.size()));
        steps.addAll(cycle.subList(0, lowest));
        List<Integer> tokens = new ArrayList<>(walked.subList(lowest, walked.size()));
        tokens.addAll(walked.subList(0, lowest));
        long gain = 0;
        for (long input = 1; input <= limit; input++) {
            gain = Math.max(gain, give(steps, input) - input);
        }
        if (gain > 0) {
            best.merge(tokens, gain, Math::max);
        }
    }

    /** What comes out, 0 where a pool refuses. */
    private long give(List<Step> steps, long input) {
        UInt256 amount = UInt256.of(input);
        for (Step step : steps) {
            QuotablePool pool = entries.get(step.slot()).pool();
            quotes++;
            if (!(pool.quoteExactIn(step.in(), step.out(), amount) instanceof Quote.Filled filled)) {
                return 0;
            }
            amount = filled.amountOut();
        }
        return amount.toBigInteger().longValueExact();
    }
}
