package io.mevstream.devchain.builder;

import io.mevstream.chain.Hash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeSet;

/**
 * Merges bundles into the top of a block. Each is tried alone at the top; those that work are taken by what they pay per gas, and
 * each is tried again after what the block holds by then. One that pays less there than alone goes back and waits for its new turn;
 * one that no longer works conflicts with what paid more. What follows the bundles is the public mempool's.
 */
final class BlockBuilder {

    private final ChainState state;
    private final Slot slot;
    private final Builder builder;
    private final List<Placement> placed = new ArrayList<>();
    private final List<Placement> left = new ArrayList<>();
    private final List<PooledTransaction> transactions = new ArrayList<>();

    private BlockBuilder(ChainState state, Slot slot, Builder builder) {
        this.state = state;
        this.slot = slot;
        this.builder = builder;
    }

    /** What stands at the top of a block of the builder's. */
    record Top(Builder builder, Slot slot, List<Placement> placed, List<Placement> left) {

        List<PooledTransaction> transactions() {
            return placed.stream().flatMap(p -> p.transactions().stream()).toList();
        }

        BigInteger gainWei() {
            return placed.stream().map(Placement::gainWei).reduce(BigInteger.ZERO, BigInteger::add);
        }

        long gasUsed() {
            return placed.stream().mapToLong(Placement::gasUsed).sum();
        }
    }

    /** Each bundle alone at the top of the block, best bid first, those that do not work last. */
    static List<Placement> alone(ChainState state, Slot slot, Builder builder, List<Bundle> bundles) {
        return bundles.stream()
                .map(bundle -> BundleTrial.run(state, slot, builder, List.of(), bundle))
                .sorted((a, b) -> a.fits() == b.fits() ? a.fits() ? Placement.byBid(a, b) : 0 : a.fits() ? -1 : 1)
                .toList();
    }

    /**
     * Merges them.
     *
     * @param alone what each does at the top of the block by itself
     */
    static Top merge(ChainState state, Slot slot, Builder builder, List<Placement> alone) {
        return new BlockBuilder(state, slot, builder).merge(alone);
    }

    /** A bid, and how much of the block was there when it was found. */
    private record Bid(Placement placement, int after) {}

    private Top merge(List<Placement> alone) {
        PriorityQueue<Bid> bids = new PriorityQueue<>((a, b) -> Placement.byBid(a.placement(), b.placement()));
        for (Placement placement : alone) {
            if (placement.fits()) {
                bids.add(new Bid(placement, 0));
            } else {
                left.add(placement);
            }
        }
        while (!bids.isEmpty()) {
            Bid best = bids.poll();
            if (best.after() == placed.size()) {
                place(best.placement());
                continue;
            }
            Bundle bundle = best.placement().bundle();
            Placement now = overlaps(bundle)
                    ? Placement.failed(bundle, BundleOutcome.CONFLICT, "a transaction of it is in the block already")
                    : BundleTrial.run(state, slot, builder, transactions, bundle);
            if (now.fits()) {
                bids.add(new Bid(now, placed.size()));
            } else {
                left.add(conflict(now));
            }
        }
        return new Top(builder, slot, List.copyOf(placed), List.copyOf(left));
    }

    private void place(Placement placement) {
        placed.add(placement);
        transactions.addAll(placement.transactions());
    }

    private boolean overlaps(Bundle bundle) {
        TreeSet<Hash> there = new TreeSet<>();
        transactions.forEach(transaction -> there.add(transaction.hash()));
        return bundle.transactions().stream()
                .map(PooledTransaction::hash)
                .anyMatch(hash -> there.contains(hash) && !bundle.mayBeDropped(hash) && !bundle.mayRevert(hash));
    }

    private static Placement conflict(Placement failed) {
        Placement.Problem problem = failed.problem();
        String detail = problem == null ? "" : problem.what() + ": " + problem.detail();
        return Placement.failed(failed.bundle(), BundleOutcome.CONFLICT, detail);
    }
}
