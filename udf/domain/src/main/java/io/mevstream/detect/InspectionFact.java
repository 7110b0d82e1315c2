package io.mevstream.detect;

import io.mevstream.chain.Address;
import io.mevstream.fact.Origin;
import org.jspecify.annotations.Nullable;

/**
 * What was looked at in a block, and how much was found: what makes "nothing found" mean something.
 *
 * @param feeRecipient who the block's fees go to, its builder; null where unknown
 * @param transactions that could be looked at
 * @param transfers of tokens or ether that happened
 * @param trades that happened and are no forgeries
 * @param tradesPriced those of them with a side whose worth in ether is proven
 * @param tradesReverted that were undone with the call they were made in; none is seen where there are only logs
 * @param liquidityMoves liquidity added, removed or collected
 * @param flashLoans that happened
 * @param liquidations that happened
 * @param unreadCalls that had a selector we know and were made into nothing; none is seen where there are only logs
 * @param detections findings of every kind
 */
public record InspectionFact(
        Origin origin,
        BlockActions.Sight sight,
        BlockActions.Scope scope,
        @Nullable Address feeRecipient,
        int transactions,
        int transfers,
        int trades,
        int tradesPriced,
        int tradesReverted,
        int liquidityMoves,
        int flashLoans,
        int liquidations,
        int unreadCalls,
        int detections) {

    static InspectionFact of(Origin origin, Reading reading, int unreadCalls, int detections) {
        Counts counts = new Counts();
        BlockActions block = reading.block();
        for (TransactionActions transaction : block.transactions()) {
            for (Action action : transaction.actions()) {
                counts.take(action, reading);
            }
        }
        return new InspectionFact(
                origin,
                block.sight(),
                block.scope(),
                block.feeRecipient(),
                block.transactions().size(),
                counts.transfers,
                counts.trades,
                counts.tradesPriced,
                counts.tradesReverted,
                counts.liquidityMoves,
                counts.flashLoans,
                counts.liquidations,
                unreadCalls,
                detections);
    }

    private static final class Counts {
        private int transfers;
        private int trades;
        private int tradesPriced;
        private int tradesReverted;
        private int liquidityMoves;
        private int flashLoans;
        private int liquidations;

        void take(Action action, Reading reading) {
            if (action instanceof Action.Trade trade) {
                if (!Reading.isKept(trade)) {
                    tradesReverted++;
                } else if (Trades.counts(trade)) {
                    trades++;
                    tradesPriced += isPriced(trade, reading) ? 1 : 0;
                }
            } else if (Reading.isKept(action)) {
                transfers += action instanceof Action.Transferred ? 1 : 0;
                liquidityMoves += action instanceof Action.LiquidityMoved ? 1 : 0;
                flashLoans += action instanceof Action.FlashLoaned ? 1 : 0;
                liquidations += action instanceof Action.Liquidated ? 1 : 0;
            }
        }

        private static boolean isPriced(Action.Trade trade, Reading reading) {
            return reading.isPriced(trade.tokenIn(), trade.amountInRaw())
                    || reading.isPriced(trade.tokenOut(), trade.amountOutRaw());
        }
    }
}
