package io.mevstream.devchain.builder;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bundle tried in a block.
 *
 * @param executions of its transactions that stay, in order
 * @param payouts of refunds, which follow directly
 * @param problem why it cannot be in the block; null when it can
 */
record Placement(Bundle bundle, List<Execution> executions, List<Execution> payouts, @Nullable Problem problem) {

    /**
     * Why a bundle cannot be in a block.
     *
     * @param what the closed reason
     * @param detail what the node or the rule says
     */
    record Problem(BundleOutcome what, String detail) {}

    static Placement failed(Bundle bundle, BundleOutcome what, String detail) {
        return new Placement(bundle, List.of(), List.of(), new Problem(what, detail));
    }

    boolean fits() {
        return problem == null;
    }

    /** By how much the coinbase gains by it, refunds and their gas paid. */
    BigInteger gainWei() {
        BigInteger gain = BigInteger.ZERO;
        for (Execution execution : executions) {
            gain = gain.add(execution.coinbaseDiffWei());
        }
        for (Execution payout : payouts) {
            gain = gain.add(payout.coinbaseDiffWei());
        }
        return gain;
    }

    long gasUsed() {
        long gas = 0;
        for (Execution execution : executions) {
            gas += execution.gasUsed();
        }
        for (Execution payout : payouts) {
            gas += payout.gasUsed();
        }
        return gas;
    }

    /** All its transactions of the block, payouts last. */
    List<PooledTransaction> transactions() {
        List<PooledTransaction> all = new ArrayList<>(executions.size() + payouts.size());
        executions.forEach(execution -> all.add(execution.transaction()));
        payouts.forEach(payout -> all.add(payout.transaction()));
        return all;
    }

    /**
     * The order in which bundles are tried: more per gas first, then more in all, then the earlier. Exact: fractions are
     * compared by products.
     */
    static int byBid(Placement a, Placement b) {
        int perGas = b.gainWei()
                .multiply(BigInteger.valueOf(a.gasUsed()))
                .compareTo(a.gainWei().multiply(BigInteger.valueOf(b.gasUsed())));
        if (perGas != 0) {
            return perGas;
        }
        int total = b.gainWei().compareTo(a.gainWei());
        return total != 0
                ? total
                : Long.compare(
                        a.bundle().origin().arrival(), b.bundle().origin().arrival());
    }
}
