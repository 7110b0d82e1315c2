package io.mevstream.devchain.run;

import io.mevstream.chain.Hash;
import io.mevstream.devchain.actor.Bundle;
import io.mevstream.devchain.actor.Pending;
import io.mevstream.devchain.actor.Pending.Visibility;
import io.mevstream.devchain.node.Chain;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes blocks at the node itself: whoever tips more comes first, each sender's nonces in order, a bundle in one piece at the
 * place of its first transaction's tip.
 */
final class DirectBuilder implements BlockMaker {

    private final Chain chain;
    private final long gasLimit;

    /** @param gasLimit of every block */
    DirectBuilder(Chain chain, long gasLimit) {
        this.chain = chain;
        this.gasLimit = gasLimit;
    }

    @Override
    public Chain.Mined make(Slot slot) {
        List<Pending> block = order(slot, gasLimit);
        chain.send(block.stream().map(Pending::signed).toList());
        return chain.mine(slot.timestamp());
    }

    @Override
    public void rollBack(int blocks) {
        chain.rollBack(blocks);
    }

    /** What goes into the block, in order. */
    static List<Pending> order(Slot slot, long gasLimit) {
        return new Ordering(slot, gasLimit).order();
    }

    private static final class Ordering {
        private final Slot slot;
        private final long gasLimit;
        private final List<Deque<Pending>> queues = new ArrayList<>();
        private final List<Bundle> bundles;
        private final Set<Hash> bundled = new TreeSet<>();
        private final List<Pending> block = new ArrayList<>();
        private long gas;

        Ordering(Slot slot, long gasLimit) {
            this.slot = slot;
            this.gasLimit = gasLimit;
            slot.waiting().forEach(queue -> queues.add(new ArrayDeque<>(queue)));
            bundles = new ArrayList<>(slot.bundles());
            bundles.forEach(bundle -> bundle.transactions().forEach(each -> bundled.add(each.hash())));
        }

        List<Pending> order() {
            bundles.sort(Comparator.comparing(
                    (Bundle bundle) -> bundle.transactions().get(0), best()));
            while (true) {
                Pending single = queues.stream()
                        .filter(queue -> !queue.isEmpty())
                        .map(Deque::peek)
                        .filter(this::isFree)
                        .min(best())
                        .orElse(null);
                Bundle bundle = bundles.stream()
                        .filter(each -> queueOf(each.transactions().get(0)) != null)
                        .findFirst()
                        .orElse(null);
                if (bundle != null
                        && (single == null
                                || best().compare(bundle.transactions().get(0), single) < 0)) {
                    bundles.remove(bundle);
                    bundle.transactions().forEach(each -> bundled.remove(each.hash()));
                    include(bundle);
                } else if (single != null) {
                    Deque<Pending> queue = queueOf(single);
                    if (gas + single.signed().call().gasLimit() > gasLimit) {
                        queues.remove(queue);
                    } else {
                        take(queue.remove());
                    }
                } else if (bundles.isEmpty()) {
                    return block;
                } else {
                    // None of these can come any more: their victims are free.
                    bundles.clear();
                    bundled.clear();
                }
            }
        }

        /** What only the block's maker saw comes in its bundle or not at all. */
        private boolean isFree(Pending head) {
            return head.visibility() == Visibility.PUBLIC
                    && !bundled.contains(head.hash())
                    && head.tipWei(slot.baseFeeWei()) >= 0;
        }

        private Comparator<Pending> best() {
            return Comparator.comparing((Pending pending) -> pending.tipWei(slot.baseFeeWei()))
                    .reversed()
                    .thenComparing(Pending::seenMillis)
                    .thenComparing(Pending::hash);
        }

        /** All of the bundle, or nothing where a sender's nonce is not next, a fee is too low or gas is short. */
        private void include(Bundle bundle) {
            List<Deque<Pending>> before = new ArrayList<>();
            queues.forEach(queue -> before.add(new ArrayDeque<>(queue)));
            int size = block.size();
            long used = gas;
            for (Pending each : bundle.transactions()) {
                Deque<Pending> queue = queueOf(each);
                boolean fits = queue != null
                        && each.tipWei(slot.baseFeeWei()) >= 0
                        && gas + each.signed().call().gasLimit() <= gasLimit;
                if (!fits) {
                    queues.clear();
                    queues.addAll(before);
                    block.subList(size, block.size()).clear();
                    gas = used;
                    return;
                }
                take(queue.remove());
            }
        }

        private @Nullable Deque<Pending> queueOf(Pending head) {
            for (Deque<Pending> queue : queues) {
                Pending first = queue.peek();
                if (first != null && first.hash().equals(head.hash())) {
                    return queue;
                }
            }
            return null;
        }

        private void take(Pending pending) {
            block.add(pending);
            gas += pending.signed().call().gasLimit();
        }
    }
}
