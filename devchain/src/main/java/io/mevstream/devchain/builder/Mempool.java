package io.mevstream.devchain.builder;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The public mempool: what everybody may see before it is mined. By sender and nonce; a transaction takes another's place when it pays
 * a tenth more of both fees. Safe for several threads.
 */
public final class Mempool {

    private static final BigInteger TEN = BigInteger.TEN;
    private static final BigInteger ELEVEN = BigInteger.valueOf(11);

    private final Map<Hash, Waiting> byHash = new LinkedHashMap<>();
    private final NavigableMap<Address, NavigableMap<Long, Waiting>> bySender = new TreeMap<>();
    private long arrivals;

    private record Waiting(PooledTransaction transaction, long arrival) {}

    /**
     * Takes a transaction in.
     *
     * @param state of the chain's head
     * @return the transaction that it replaces; null when there is none
     * @throws Refusal as go-ethereum's pool words it
     */
    public synchronized @Nullable PooledTransaction add(PooledTransaction transaction, ChainState state) {
        check(transaction, state);
        if (byHash.containsKey(transaction.hash())) {
            throw Refusal.notAllowed("already known");
        }
        Waiting there =
                bySender.getOrDefault(transaction.from(), new TreeMap<>()).get(transaction.nonce());
        if (there != null && !outbids(transaction, there.transaction())) {
            throw Refusal.notAllowed("replacement transaction underpriced");
        }
        BigInteger balance = state.balanceWei(transaction.from());
        if (balance.compareTo(transaction.maxCostWei()) < 0) {
            throw Refusal.notAllowed("insufficient funds for gas * price + value: balance " + balance + ", tx cost "
                    + transaction.maxCostWei() + ", overshot "
                    + transaction.maxCostWei().subtract(balance));
        }
        if (there != null) {
            byHash.remove(there.transaction().hash());
        }
        put(transaction);
        return there == null ? null : there.transaction();
    }

    private void put(PooledTransaction transaction) {
        Waiting waiting = new Waiting(transaction, arrivals++);
        byHash.put(transaction.hash(), waiting);
        bySender.computeIfAbsent(transaction.from(), sender -> new TreeMap<>()).put(transaction.nonce(), waiting);
    }

    /** What a block of the chain can never hold, whoever sends it. */
    static void check(PooledTransaction transaction, ChainState state) {
        Long signedFor = transaction.transaction().chainId();
        if (signedFor == null) {
            throw Refusal.notAllowed("only replay-protected (EIP-155) transactions allowed over RPC");
        }
        if (signedFor != state.chainId()) {
            throw Refusal.notAllowed("invalid chain id for signer: have " + signedFor + " want " + state.chainId());
        }
        if (transaction.priorityWei().compareTo(transaction.maxFeeWei()) > 0) {
            throw Refusal.notAllowed("max priority fee per gas higher than max fee per gas");
        }
        long limit = Slot.quantity(state.block().get("gasLimit"));
        if (transaction.gasLimit() > limit) {
            throw Refusal.notAllowed("exceeds block gas limit");
        }
        if (transaction.gasLimit() < IntrinsicGas.of(transaction.transaction())) {
            throw Refusal.notAllowed("intrinsic gas too low: gas " + transaction.gasLimit() + ", minimum needed "
                    + IntrinsicGas.of(transaction.transaction()));
        }
        long next = state.nonce(transaction.from());
        if (transaction.nonce() < next) {
            throw Refusal.notAllowed("nonce too low: next nonce " + next + ", tx nonce " + transaction.nonce());
        }
    }

    /** Whether it pays a tenth more of both fees. */
    private static boolean outbids(PooledTransaction now, PooledTransaction before) {
        return now.maxFeeWei().multiply(TEN).compareTo(before.maxFeeWei().multiply(ELEVEN)) >= 0
                && now.priorityWei()
                                .multiply(TEN)
                                .compareTo(before.priorityWei().multiply(ELEVEN))
                        >= 0;
    }

    public synchronized @Nullable PooledTransaction get(Hash hash) {
        Waiting waiting = byHash.get(hash);
        return waiting == null ? null : waiting.transaction();
    }

    /** Everything that waits, in the order of arrival. */
    public synchronized List<PooledTransaction> all() {
        return byHash.values().stream().map(Waiting::transaction).toList();
    }

    /** The nonce after the sender's unbroken row of transactions that begins at this nonce. */
    public synchronized long nextNonce(Address sender, long from) {
        NavigableMap<Long, Waiting> own = bySender.getOrDefault(sender, new TreeMap<>());
        long next = from;
        while (own.containsKey(next)) {
            next++;
        }
        return next;
    }

    /**
     * What follows the bundles in a block: by effective tip, then by arrival, each sender's by nonce. Twice the gas that is left is
     * handed out, as transactions mostly use less than their limit.
     *
     * @param top what the block holds already
     * @param gasLeft of the block
     */
    synchronized List<PooledTransaction> tail(ChainState state, Slot slot, List<PooledTransaction> top, long gasLeft) {
        state.prefetchNonces(bySender.keySet());
        Map<Address, Long> next = new TreeMap<>();
        for (PooledTransaction transaction : top) {
            next.merge(transaction.from(), transaction.nonce() + 1, Math::max);
        }
        PriorityQueue<Waiting> heads = new PriorityQueue<>((a, b) -> byTip(slot, a, b));
        for (Map.Entry<Address, NavigableMap<Long, Waiting>> own : bySender.entrySet()) {
            Waiting head = own.getValue().get(next.computeIfAbsent(own.getKey(), state::nonce));
            offer(heads, slot, head);
        }
        List<PooledTransaction> tail = new ArrayList<>();
        long budget = 2 * gasLeft;
        while (!heads.isEmpty()) {
            PooledTransaction best = heads.poll().transaction();
            if (best.gasLimit() > gasLeft || best.gasLimit() > budget) {
                continue;
            }
            budget -= best.gasLimit();
            tail.add(best);
            offer(heads, slot, bySender.get(best.from()).get(best.nonce() + 1));
        }
        return tail;
    }

    private static void offer(PriorityQueue<Waiting> heads, Slot slot, @Nullable Waiting waiting) {
        if (waiting != null
                && waiting.transaction().effectiveTipWei(slot.baseFeeWei()).signum() >= 0) {
            heads.add(waiting);
        }
    }

    private static int byTip(Slot slot, Waiting a, Waiting b) {
        int tip = b.transaction()
                .effectiveTipWei(slot.baseFeeWei())
                .compareTo(a.transaction().effectiveTipWei(slot.baseFeeWei()));
        return tip != 0 ? tip : Long.compare(a.arrival(), b.arrival());
    }

    /** Forgets what the chain has gone past, and the transactions named. */
    synchronized void prune(ChainState state, Set<Hash> refused) {
        state.prefetchNonces(bySender.keySet());
        List<PooledTransaction> gone = new ArrayList<>();
        for (Waiting waiting : byHash.values()) {
            PooledTransaction transaction = waiting.transaction();
            if (transaction.nonce() < state.nonce(transaction.from()) || refused.contains(transaction.hash())) {
                gone.add(transaction);
            }
        }
        gone.forEach(this::remove);
    }

    /** Takes back what a rollback has taken off the chain, as if it had just arrived. */
    synchronized void restore(Collection<PooledTransaction> transactions) {
        for (PooledTransaction transaction : transactions) {
            boolean taken =
                    bySender.getOrDefault(transaction.from(), new TreeMap<>()).containsKey(transaction.nonce());
            if (!taken) {
                put(transaction);
            }
        }
    }

    private void remove(PooledTransaction transaction) {
        byHash.remove(transaction.hash());
        NavigableMap<Long, Waiting> own = bySender.get(transaction.from());
        own.remove(transaction.nonce());
        if (own.isEmpty()) {
            bySender.remove(transaction.from());
        }
    }
}
