package io.mevstream.devchain.builder;

import io.mevstream.chain.Hash;
import io.mevstream.devchain.builder.Simulation.Invalid;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tries one bundle after what a block holds already: what stays of it, what it pays, what is paid back. */
final class BundleTrial {

    private final ChainState state;
    private final Slot slot;
    private final Builder builder;
    private final Bundle bundle;
    private final List<PooledTransaction> before;
    private final List<PooledTransaction> kept;
    /** What the latest simulation stopped at. */
    private @Nullable Invalid invalid;

    private BundleTrial(ChainState state, Slot slot, Builder builder, List<PooledTransaction> before, Bundle bundle) {
        this.state = state;
        this.slot = slot;
        this.builder = builder;
        this.before = before;
        this.bundle = bundle;
        this.kept = new ArrayList<>(bundle.transactions());
    }

    /**
     * Tries the bundle.
     *
     * @param before the transactions that the block holds already
     */
    static Placement run(ChainState state, Slot slot, Builder builder, List<PooledTransaction> before, Bundle bundle) {
        try {
            return new BundleTrial(state, slot, builder, before, bundle).run();
        } catch (Refusal cannot) {
            return Placement.failed(bundle, BundleOutcome.NOT_SIMULATED, String.valueOf(cannot.getMessage()));
        }
    }

    private Placement run() {
        // Each round leaves one transaction out that may be left out, so there are at most as many as transactions.
        while (true) {
            List<Execution> executions = simulate(List.of());
            Stop stop = firstStop(executions);
            if (stop == null) {
                return withRefunds(executions);
            }
            if (!stop.droppable()) {
                return Placement.failed(bundle, stop.what(), stop.detail());
            }
            kept.remove(stop.transaction());
            if (kept.isEmpty()) {
                return Placement.failed(
                        bundle, stop.what(), "every transaction was dropped, the last: " + stop.detail());
            }
        }
    }

    /** The bundle's own executions, and those of what follows it. */
    private List<Execution> simulate(List<PooledTransaction> after) {
        List<PooledTransaction> all = new ArrayList<>(before);
        all.addAll(kept);
        all.addAll(after);
        Simulation simulation = Simulator.run(state, slot, all);
        invalid = simulation.invalid();
        List<Execution> executions = simulation.executions();
        if (invalid != null && invalid.index() < before.size()) {
            throw new IllegalStateException("expected what was placed before to run again, found " + invalid.reason()
                    + " at " + invalid.index());
        }
        return executions.subList(before.size(), executions.size());
    }

    private record Stop(PooledTransaction transaction, BundleOutcome what, String detail, boolean droppable) {}

    private @Nullable Stop firstStop(List<Execution> executions) {
        for (Execution execution : executions) {
            Hash hash = execution.transaction().hash();
            if (execution.reverted() && !bundle.mayRevert(hash)) {
                String detail = hash + ": " + execution.error();
                return new Stop(execution.transaction(), BundleOutcome.REVERTS, detail, bundle.mayBeDropped(hash));
            }
        }
        if (invalid == null) {
            return null;
        }
        Hash hash = invalid.transaction().hash();
        boolean droppable = bundle.mayBeDropped(hash) || bundle.mayRevert(hash);
        return new Stop(invalid.transaction(), BundleOutcome.INVALID, hash + ": " + invalid.reason(), droppable);
    }

    private Placement withRefunds(List<Execution> executions) {
        List<PooledTransaction> payouts = new ArrayList<>();
        long nonce = state.nonce(builder.coinbase());
        for (PooledTransaction placed : before) {
            nonce += placed.from().equals(builder.coinbase()) ? 1 : 0;
        }
        for (Refund refund : bundle.refunds()) {
            for (Refund.Share share : refund.shares()) {
                BigInteger wei = owed(refund, share, executions);
                if (wei.signum() > 0) {
                    payouts.add(builder.pay(slot, nonce + payouts.size(), share.recipient(), wei));
                } else if (refund.tooSmall() == Refund.TooSmall.DISCARD_BUNDLE) {
                    return Placement.failed(
                            bundle,
                            BundleOutcome.REFUND_TOO_SMALL,
                            "a refund to " + share.recipient() + " costs more than it is");
                }
            }
        }
        List<Execution> paid = payouts.isEmpty() ? executions : simulate(payouts);
        int own = kept.size();
        List<Execution> payments = paid.subList(own, paid.size());
        if (invalid != null || payments.stream().anyMatch(Execution::reverted)) {
            return unpayable(executions);
        }
        return paying(new Placement(bundle, List.copyOf(paid.subList(0, own)), List.copyOf(payments), null));
    }

    private Placement unpayable(List<Execution> executions) {
        boolean discard =
                bundle.refunds().stream().anyMatch(refund -> refund.tooSmall() == Refund.TooSmall.DISCARD_BUNDLE);
        return discard
                ? Placement.failed(bundle, BundleOutcome.REFUND_TOO_SMALL, "a refund cannot be paid to its recipient")
                : paying(new Placement(bundle, List.copyOf(executions), List.of(), null));
    }

    private static Placement paying(Placement placement) {
        return placement.gainWei().signum() > 0
                ? placement
                : Placement.failed(
                        placement.bundle(), BundleOutcome.PAYS_NOTHING, "the coinbase gains " + placement.gainWei());
    }

    /** The share's part of the refund less the gas of paying it; not positive where that costs more. */
    private BigInteger owed(Refund refund, Refund.Share share, List<Execution> executions) {
        BigInteger paid = BigInteger.ZERO;
        for (Execution execution : executions) {
            if (refund.of().contains(execution.transaction().hash())) {
                paid = paid.add(execution.coinbaseDiffWei());
            }
        }
        BigInteger cost = slot.baseFeeWei().multiply(BigInteger.valueOf(Builder.TRANSFER_GAS));
        return paid.multiply(BigInteger.valueOf((long) refund.percent() * share.percent()))
                .divide(BigInteger.valueOf(10_000))
                .subtract(cost);
    }
}
