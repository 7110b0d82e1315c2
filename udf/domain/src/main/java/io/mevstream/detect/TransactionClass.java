package io.mevstream.detect;

import io.mevstream.chain.Hash;
import java.util.List;

/**
 * What one transaction of a block was.
 *
 * @param main the first of {@code all}
 * @param all everything it was, by the order of {@link Kind}; never empty
 * @param detections the keys of the findings it belongs to, in their order
 */
public record TransactionClass(
        int transactionIndex, Hash transactionHash, Kind main, List<Kind> all, List<String> detections) {

    /** From what a searcher did to what nobody need look at; a transaction that is several of them is first what stands first. */
    public enum Kind {
        /** The searcher's, ahead of the victims of a sandwich. */
        SANDWICH_FRONT,
        /** The searcher's, after the victims of a sandwich. */
        SANDWICH_BACK,
        /** Added liquidity just in time. */
        JIT_ADD,
        /** Removed it. */
        JIT_REMOVE,
        LIQUIDATION,
        ARBITRAGE,
        /** An arbitrage that was reverted, the transaction with it or not. */
        ATTEMPTED_ARBITRAGE,
        /** A liquidation that was reverted, the transaction with it or not. */
        ATTEMPTED_LIQUIDATION,
        /** Traded at a searcher's expense. */
        SANDWICH_VICTIM,
        /** Traded with liquidity that was there just in time. */
        JIT_VICTIM,
        /** Traded, filled an order, or exchanged. */
        TRADE,
        /** Added, removed or collected liquidity. */
        LIQUIDITY,
        /** Tried to trade, and what it tried was reverted. */
        REVERTED_TRADE,
        /**
         * Asked two pools or more for their state and traded with none: a searcher's look that led to nothing, a keeper or an
         * oracle. Call traces only.
         */
        CHECKED,
        /** Borrowed for the length of a call, or moved tokens or ether, and nothing else of what is read here. */
        TRANSFER,
        /** Failed, and nothing is known of what it tried. */
        FAILED,
        /** Nothing of what is read here. */
        OTHER
    }
}
