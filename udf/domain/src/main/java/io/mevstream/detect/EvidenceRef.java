package io.mevstream.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in its block something is written down: a log, or a call frame. Exactly one of the two is there.
 *
 * @param logIndex the log's place in the block; null for a call frame
 * @param traceAddress the path of child numbers from the transaction's outermost call, which is empty; null for a log
 */
public record EvidenceRef(int transactionIndex, @Nullable Integer logIndex, @Nullable List<Integer> traceAddress) {

    public EvidenceRef {
        if ((logIndex == null) == (traceAddress == null)) {
            throw new IllegalArgumentException(
                    "expected a log or a call frame, found log " + logIndex + " and frame " + traceAddress);
        }
    }

    public static EvidenceRef ofLog(int transactionIndex, int logIndex) {
        return new EvidenceRef(transactionIndex, logIndex, null);
    }

    public static EvidenceRef ofFrame(int transactionIndex, List<Integer> traceAddress) {
        return new EvidenceRef(transactionIndex, null, List.copyOf(traceAddress));
    }

    @Override
    public String toString() {
        return "tx " + transactionIndex + (logIndex != null ? " log " + logIndex : " frame " + traceAddress);
    }
}
