package io.mevstream.pool;

import io.mevstream.chain.PoolId;
import io.mevstream.event.PoolEvent;
import io.mevstream.event.Swap;
import io.mevstream.fact.LogRef;
import io.mevstream.fact.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything one block did to one pool, in log order. An undo carries the same entries as the apply of its block.
 *
 * @param runStart the position of the first record of the linked run; state of another run is dropped
 * @param entries at least one
 */
public record PoolFrame(PoolId pool, Origin origin, long runStart, List<Entry> entries) {

    /**
     * One event of the pool.
     *
     * @param protocol the decoding protocol's name
     * @param evidence what the transfers say of a swap; null for every other event
     */
    public record Entry(LogRef log, String protocol, PoolEvent event, @Nullable SwapEvidence evidence) {}

    public PoolFrame {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("expected at least one event for " + pool + ", found none");
        }
    }

    /**
     * The frames of a block, sorted by pool.
     *
     * @param events the block's decoded logs in log order
     */
    public static List<PoolFrame> of(Origin origin, long runStart, List<LoggedEvent> events, SwapProver prover) {
        NavigableMap<Integer, SwapEvidence> evidence = prover.proveBlock(events);
        NavigableMap<PoolId, List<Entry>> byPool = new TreeMap<>();
        for (LoggedEvent logged : events) {
            if (logged.event() instanceof PoolEvent event) {
                SwapEvidence proof =
                        event instanceof Swap ? evidence.get(logged.log().logIndex()) : null;
                byPool.computeIfAbsent(event.pool(), pool -> new ArrayList<>())
                        .add(new Entry(logged.log(), logged.protocol(), event, proof));
            }
        }
        List<PoolFrame> frames = new ArrayList<>(byPool.size());
        byPool.forEach((pool, entries) -> frames.add(new PoolFrame(pool, origin, runStart, List.copyOf(entries))));
        return frames;
    }
}
