package io.mevstream.devchain.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.mevstream.devchain.node.Chain;

/** Counts of a run. */
final class Tally {
    long slots;
    long arrivals;
    long transactions;
    long reverted;
    long logs;
    int reorgs;
    long blocksUndone;
    int deepest;

    void count(Chain.Mined mined) {
        for (JsonNode receipt : mined.receipts()) {
            transactions++;
            reverted += receipt.get("status").asText().equals("0x1") ? 0 : 1;
            logs += receipt.get("logs").size();
        }
    }

    void undone(int depth) {
        reorgs++;
        blocksUndone += depth;
        deepest = Math.max(deepest, depth);
    }
}
