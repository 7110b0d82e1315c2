package io.mevstream.jobs.io.jsonrpc;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockFees;
import io.mevstream.chain.CallFrame;
import io.mevstream.jobs.io.jsonrpc.Piece.TracesPiece;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The traces of one block put together: by transaction, equal ones once, the block's rewards at the end. */
final class JoinedTraces {

    private static final int REWARDS = Integer.MAX_VALUE;

    private final TreeMap<Integer, List<CallFrame>> byTransaction = new TreeMap<>();
    private @Nullable BlockFees fees;
    private int size;

    static JoinedTraces of(Block block) {
        JoinedTraces joined = new JoinedTraces();
        List<CallFrame> frames = block.traces();
        if (frames != null) {
            joined.byTransaction.putAll(grouped(frames));
            joined.size = frames.size();
        }
        joined.fees = block.statedFees();
        return joined;
    }

    JoinedTraces copy() {
        JoinedTraces copy = new JoinedTraces();
        copy.byTransaction.putAll(byTransaction);
        copy.fees = fees;
        copy.size = size;
        return copy;
    }

    /** How many calls there are. */
    int size() {
        return size;
    }

    @Nullable
    BlockFees fees() {
        return fees;
    }

    /** All calls; within a transaction as they were stated, for the integrity check to judge. Null where there are none. */
    @Nullable
    List<CallFrame> frames() {
        if (size == 0) {
            return null;
        }
        List<CallFrame> frames = new ArrayList<>(size);
        byTransaction.values().forEach(frames::addAll);
        return List.copyOf(frames);
    }

    /** Adds traces, or says what of them contradicts those that are there. */
    @Nullable
    String add(TracesPiece piece) {
        if (fees != null && piece.fees() != null && !fees.equals(piece.fees())) {
            return "expected the miner, base fee and gas of the other pieces, found others";
        }
        for (Map.Entry<Integer, List<CallFrame>> stated :
                grouped(piece.frames()).entrySet()) {
            List<CallFrame> before = byTransaction.putIfAbsent(stated.getKey(), stated.getValue());
            if (before == null) {
                size += stated.getValue().size();
            } else if (!before.equals(stated.getValue())) {
                return "expected the traces of "
                        + (stated.getKey() == REWARDS ? "the block's rewards" : "transaction " + stated.getKey())
                        + " as other pieces have them, found others";
            }
        }
        fees = fees == null ? piece.fees() : fees;
        return null;
    }

    boolean sayNoMoreThan(JoinedTraces other) {
        return (fees == null || other.fees != null)
                && other.byTransaction.keySet().containsAll(byTransaction.keySet());
    }

    /** Whether both trace one transaction and differ, or state different fees. */
    boolean deny(JoinedTraces other) {
        return fees != null && other.fees != null && !fees.equals(other.fees)
                || byTransaction.entrySet().stream().anyMatch(entry -> {
                    List<CallFrame> before = other.byTransaction.get(entry.getKey());
                    return before != null && !before.equals(entry.getValue());
                });
    }

    private static TreeMap<Integer, List<CallFrame>> grouped(List<CallFrame> frames) {
        TreeMap<Integer, List<CallFrame>> grouped = new TreeMap<>();
        for (CallFrame frame : frames) {
            int key = frame.type() == CallFrame.Type.REWARD ? REWARDS : frame.transactionIndex();
            grouped.computeIfAbsent(key, index -> new ArrayList<>()).add(frame);
        }
        return grouped;
    }
}
