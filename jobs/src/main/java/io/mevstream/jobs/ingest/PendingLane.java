package io.mevstream.jobs.ingest;

import io.mevstream.chain.Hash;
import io.mevstream.chain.SeenTransaction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Pending transactions on their way to the log: each hash once, whoever shows it first, in batches of up to a hundred, of which
 * none waits for longer than a millisecond. Blocks do not wait behind them.
 */
final class PendingLane {

    static final int BATCH = 100;
    static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /** How many hashes are remembered: minutes of the busiest chains. */
    private static final int REMEMBERED = 300_000;

    private final Set<Hash> seen = new LinkedHashSet<>();
    private final List<SeenTransaction> waiting = new ArrayList<>();
    private long oldestNanos;
    private long duplicates;

    /** Forgets nothing that the log's end has. */
    void remember(List<Hash> hashes) {
        hashes.forEach(this::isNew);
    }

    void offer(SeenTransaction transaction, long now) {
        if (!isNew(transaction.hash())) {
            duplicates++;
            return;
        }
        if (waiting.isEmpty()) {
            oldestNanos = now;
        }
        waiting.add(transaction);
    }

    private boolean isNew(Hash hash) {
        boolean added = seen.add(hash);
        if (seen.size() > REMEMBERED) {
            seen.remove(seen.iterator().next());
        }
        return added;
    }

    /** The next batch if it is full or has waited long enough; else empty. */
    List<SeenTransaction> due(long now) {
        if (waiting.isEmpty() || waiting.size() < BATCH && now - oldestNanos < LINGER_NANOS) {
            return List.of();
        }
        List<SeenTransaction> batch = List.copyOf(waiting.subList(0, Math.min(BATCH, waiting.size())));
        waiting.subList(0, batch.size()).clear();
        return batch;
    }

    /** How long until a batch is due; 0 for now, negative where none waits. */
    long dueInNanos(long now) {
        if (waiting.isEmpty()) {
            return -1;
        }
        return waiting.size() >= BATCH ? 0 : Math.max(0, LINGER_NANOS - (now - oldestNanos));
    }

    /** How many were shown again, by the same endpoint or by another. */
    long duplicates() {
        return duplicates;
    }
}
