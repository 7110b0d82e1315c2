package io.mevstream.jobs.launcher;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the inspector looked at and found, as {@code --json} prints it.
 *
 * @param traced trades that call traces show; empty where no block came with traces
 * @param found by kind; kinds of which there is nothing are left out
 */
record MevSummary(List<Inspected> inspected, List<Traced> traced, List<Found> found, Coverage coverage) {

    /**
     * The blocks that were seen in one way.
     *
     * @param sight logs, traces or logs_and_traces
     * @param scope whole_block or some_transactions
     * @param transactions that could be looked at
     * @param trades that happened
     * @param tradesReverted that were undone; null where only logs were there, which do not show them
     */
    record Inspected(
            String sight, String scope, long blocks, long transactions, long trades, @Nullable Long tradesReverted) {}

    /** The trades of a protocol that call traces show: those that happened, and those undone with their call. */
    record Traced(String protocol, long kept, long reverted) {}

    /**
     * The findings of a kind.
     *
     * @param grossWei the gross of those for which it is known, in wei; null where it is for none
     * @param netExact of how many the net is known, {@code netBounded} of how many a bound, {@code netUnknown} of how many
     *     nothing
     */
    record Found(
            String kind,
            long findings,
            long grossKnown,
            @Nullable String grossWei,
            long netExact,
            long netBounded,
            long netUnknown) {}

    /**
     * How much of it is known.
     *
     * @param tradesPriced trades with a side whose worth in ether is proven, of {@code trades}
     * @param netExact findings with a known net, of {@code findings}, attempts left out
     */
    record Coverage(long trades, long tradesPriced, long findings, long netExact, long netBounded, long netUnknown) {}
}
