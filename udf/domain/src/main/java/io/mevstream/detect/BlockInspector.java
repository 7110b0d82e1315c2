package io.mevstream.detect;

import io.mevstream.chain.Block;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.PoolId;
import io.mevstream.detect.BlockActions.Scope;
import io.mevstream.detect.trace.TraceActions;
import io.mevstream.fact.EventFact;
import io.mevstream.fact.Origin;
import io.mevstream.fact.PoolInBlock;
import io.mevstream.fact.SwapFact;
import io.mevstream.pool.PoolState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Inspects a block of the chain log: a pure function of its record, its decoded logs and the pools it touched, so that an
 * undo finds again what the apply found.
 */
public final class BlockInspector {

    private final long chainId;
    private final TraceActions traces;
    private final Inspector inspector = new Inspector();

    public BlockInspector(long chainId) {
        this.chainId = chainId;
        traces = new TraceActions(chainId);
    }

    /**
     * What the block holds.
     *
     * @param events its decoded logs in log order
     * @param pools one for each pool that its logs touched, in any order
     */
    public BlockInspection inspect(ChainRecord chainRecord, List<EventFact> events, List<PoolInBlock> pools) {
        Origin origin = Origin.of(chainRecord);
        BlockActions block = actions(chainRecord.block(), events, pools);
        EtherPrices prices = EtherPrices.NONE;
        List<DetectionFact> detections = new ArrayList<>();
        for (Detection detection : inspector.inspect(block, prices)) {
            detections.add(new DetectionFact(origin, block.scope(), block.feeRecipient(), detection));
        }
        return new BlockInspection(
                InspectionFact.of(origin, Reading.of(block, prices), detections.size()),
                detections,
                traced(origin, block));
    }

    /** The traces show what the logs do and more; but those of some transactions do not show the rest of the block. */
    private BlockActions actions(Block block, List<EventFact> events, List<PoolInBlock> pools) {
        if (block.traces() != null) {
            BlockActions traced = traces.of(block);
            if (block.logCoverage() == Block.LogCoverage.NONE || traced.scope() == Scope.WHOLE_BLOCK) {
                return traced;
            }
        }
        Map<Integer, SwapFact> swaps = new TreeMap<>();
        Map<PoolId, PoolState> before = new HashMap<>();
        for (PoolInBlock pool : pools) {
            pool.swaps().forEach(swap -> swaps.put(swap.log().logIndex(), swap));
            if (pool.before() != null) {
                before.put(pool.pool(), pool.before());
            }
        }
        return LogActions.of(chainId, block, events, swaps, before::get);
    }

    private static List<TracedTrade> traced(Origin origin, BlockActions block) {
        List<TracedTrade> trades = new ArrayList<>();
        for (TransactionActions transaction : block.transactions()) {
            int ordinal = 0;
            for (Action action : transaction.actions()) {
                if (action instanceof Action.Trade trade && trade.evidence().traceAddress() != null) {
                    trades.add(TracedTrade.of(origin, ordinal++, transaction.hash(), trade));
                }
            }
        }
        return trades;
    }
}
