package io.mevstream.devchain.run;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.devchain.actor.Pending;
import io.mevstream.devchain.actor.Pending.Visibility;
import io.mevstream.devchain.actor.Turn;
import io.mevstream.devchain.node.Account;
import io.mevstream.devchain.node.Call;
import io.mevstream.devchain.node.Chain;
import io.mevstream.devchain.node.Fee;
import io.mevstream.devchain.node.SignedTransaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What is signed and not mined, by sender and nonce, with the nonces that follow from it. */
final class Mempool implements Turn.Signer {

    private static final class Queue {
        private long mined;
        private long next;
        private final NavigableMap<Long, Pending> waiting = new TreeMap<>();
    }

    private final Chain chain;
    private final Map<Address, Queue> queues = new TreeMap<>();

    Mempool(Chain chain) {
        this.chain = chain;
    }

    @Override
    public SignedTransaction sign(Account from, Call call, Fee fee) {
        Queue queue = queue(from.address());
        return from.sign(chain.chainId(), queue.next++, call, fee);
    }

    @Override
    public SignedTransaction signAgain(Account from, long nonce, Call call, Fee fee) {
        return from.sign(chain.chainId(), nonce, call, fee);
    }

    @Override
    public boolean isNext(Address from, long nonce) {
        return queue(from).mined == nonce;
    }

    private Queue queue(Address account) {
        return queues.computeIfAbsent(account, a -> {
            Queue queue = new Queue();
            queue.mined = Chain.number(chain.rpc().call("eth_getTransactionCount", a.toString(), "latest"));
            queue.next = queue.mined;
            return queue;
        });
    }

    /** Takes transactions in; a later one of the same sender and nonce replaces the earlier. */
    void add(Collection<Pending> arrived) {
        for (Pending pending : arrived) {
            queue(pending.from()).waiting.put(pending.nonce(), pending);
        }
    }

    /** All that waits, by sender and nonce, without gaps: what comes after a gap stays out. */
    List<List<Pending>> chains() {
        List<List<Pending>> chains = new ArrayList<>();
        for (Queue queue : queues.values()) {
            List<Pending> chain = new ArrayList<>();
            long nonce = queue.mined;
            for (Pending pending = queue.waiting.get(nonce); pending != null; pending = queue.waiting.get(++nonce)) {
                chain.add(pending);
            }
            if (!chain.isEmpty()) {
                chains.add(chain);
            }
        }
        return chains;
    }

    /** Takes note of what was mined; returns it in the block's order. */
    List<Pending> mined(List<Hash> hashes) {
        Map<Hash, Pending> known = new TreeMap<>();
        queues.values().forEach(queue -> queue.waiting.values().forEach(pending -> known.put(pending.hash(), pending)));
        List<Pending> mined = new ArrayList<>();
        for (Hash hash : hashes) {
            Pending pending = Objects.requireNonNull(
                    known.get(hash), () -> "a transaction was mined that nobody here sent: " + hash);
            Queue queue = queue(pending.from());
            queue.waiting.remove(pending.nonce());
            queue.mined = pending.nonce() + 1;
            mined.add(pending);
        }
        return mined;
    }

    /**
     * Drops what a predicate says, and with each what its sender signed after it, since that can no longer be mined; the
     * nonces are free again. Returns what was dropped.
     */
    List<Pending> drop(Predicate<Pending> unwanted) {
        List<Pending> dropped = new ArrayList<>();
        for (Queue queue : queues.values()) {
            long from = Long.MAX_VALUE;
            for (Pending pending : queue.waiting.values()) {
                if (unwanted.test(pending)) {
                    from = Math.min(from, pending.nonce());
                }
            }
            if (from != Long.MAX_VALUE) {
                Collection<Pending> gone = queue.waiting.tailMap(from, true).values();
                dropped.addAll(gone);
                gone.clear();
                queue.next = from;
            }
        }
        return dropped;
    }

    /** Drops what only the block's maker saw: it was for that block or none. */
    List<Pending> dropPrivate() {
        return drop(pending -> pending.visibility() == Visibility.PRIVATE);
    }

    /**
     * Takes back what was in undone blocks. Public transactions wait again, but those that the predicate drops and what
     * their senders signed after those.
     *
     * @param undone in the order in which they were mined
     */
    List<Pending> undo(List<Pending> undone, Predicate<Pending> dropped) {
        Set<Address> senders = new TreeSet<>();
        Set<Hash> back = new TreeSet<>();
        for (Pending pending : undone) {
            back.add(pending.hash());
            Queue queue = queue(pending.from());
            if (senders.add(pending.from())) {
                queue.mined = pending.nonce();
            }
            queue.waiting.put(pending.nonce(), pending);
        }
        return drop(pending ->
                pending.visibility() == Visibility.PRIVATE || back.contains(pending.hash()) && dropped.test(pending));
    }

    /** How many wait. */
    int size() {
        return queues.values().stream().mapToInt(queue -> queue.waiting.size()).sum();
    }
}
