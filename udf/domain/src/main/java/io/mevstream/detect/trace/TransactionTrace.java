package io.mevstream.detect.trace;

import io.mevstream.chain.CallFrame;
import io.mevstream.detect.Action.Fate;
import io.mevstream.detect.EvidenceRef;
import java.util.ArrayList;
import java.util.List;

/** The calls of one transaction as a tree, and what they have moved so far. */
final class TransactionTrace {

    private static final int NONE = -1;

    private final List<CallFrame> frames;
    private final int[] parents;
    /** Behind the last call that each call made, directly or through others. */
    private final int[] ends;
    /** In the order they happened; grows while the calls are gone through. */
    private final List<Movement> movements = new ArrayList<>();

    /** @param frames of one transaction, each before those it made */
    TransactionTrace(List<CallFrame> frames) {
        this.frames = frames;
        parents = new int[frames.size()];
        ends = new int[frames.size()];
        List<Integer> path = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            int depth = frames.get(i).traceAddress().size();
            while (path.size() > depth) {
                ends[path.remove(path.size() - 1)] = i;
            }
            parents[i] = path.isEmpty() ? NONE : path.get(path.size() - 1);
            path.add(i);
        }
        path.forEach(i -> ends[i] = frames.size());
    }

    int size() {
        return frames.size();
    }

    CallFrame frame(int at) {
        return frames.get(at);
    }

    /** The place behind the last call within it. */
    int end(int at) {
        return ends[at];
    }

    /** The caller's place; -1 for the transaction's own call. */
    int parent(int at) {
        return parents[at];
    }

    boolean contains(int outer, int inner) {
        return outer <= inner && inner < ends[outer];
    }

    List<Movement> movements() {
        return movements;
    }

    void add(Movement movement) {
        movements.add(movement);
    }

    /** What was moved within the call, by it or by calls it made, and was not undone while it ran. */
    List<Movement> movementsWithin(int at) {
        List<Movement> within = new ArrayList<>();
        for (Movement movement : movements) {
            if (contains(at, movement.frame()) && isVisible(movement, at)) {
                within.add(movement);
            }
        }
        return within;
    }

    /** Whether the movement had happened, and not been undone, as far as the call at that place could tell. */
    boolean isVisible(Movement movement, int at) {
        return isVisible(movement.frame(), at);
    }

    /** Whether what the call did had happened, and not been undone, as far as the call at that place could tell. */
    boolean isVisible(int done, int at) {
        for (int i = done; i != NONE; i = parents[i]) {
            if (frames.get(i).error() != null && !contains(i, at)) {
                return false;
            }
        }
        return true;
    }

    Fate fate(int at) {
        return frames.get(at).isReverted() ? Fate.REVERTED : Fate.KEPT;
    }

    EvidenceRef evidence(int at) {
        CallFrame frame = frames.get(at);
        return EvidenceRef.ofFrame(frame.transactionIndex(), frame.traceAddress());
    }
}
