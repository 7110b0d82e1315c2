package io.mevstream.detect;

import io.mevstream.chain.Block;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.PoolId;
import io.mevstream.detect.BlockActions.Scope;
import io.mevstream.detect.PoolPrices.PricedPool;
import io.mevstream.detect.trace.TraceActions;
import io.mevstream.detect.trace.TraceReading;
import io.mevstream.fact.EventFact;
import io.mevstream.fact.Origin;
import io.mevstream.fact.PoolInBlock;
import io.mevstream.fact.SwapFact;
import io.mevstream.pool.KnownFactories;
import io.mevstream.pool.PoolState;
import java.util.ArrayList;
import java.util.Collections;
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
    private final KnownFactories factories;
    private final TraceActions traces;
    private final Inspector inspector = new Inspector();

    /** @param factories whose pools can prove a price */
    public BlockInspector(long chainId, KnownFactories factories) {
        this.chainId = chainId;
        this.factories = factories;
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
        TraceReading reading = read(chainRecord.block(), events, pools);
        BlockActions block = reading.actions();
        EtherPrices prices = PoolPrices.before(block, factories, priced(pools));
        List<Detection> found = inspector.inspect(block, prices);
        int unread =
                reading.unread().values().stream().mapToInt(Integer::intValue).sum();
        return new BlockInspection(
                InspectionFact.of(origin, Reading.of(block, prices), unread, found.size()),
                found.stream()
                        .map(each -> new DetectionFact(origin, block.scope(), block.feeRecipient(), each))
                        .toList(),
                BlockClasses.of(block, found).stream()
                        .map(each -> new TransactionClassFact(origin, each))
                        .toList(),
                traced(origin, block),
                reading.unread());
    }

    /** The traces show what the logs do and more; but those of some transactions do not show the rest of the block. */
    private TraceReading read(Block block, List<EventFact> events, List<PoolInBlock> pools) {
        if (block.traces() != null) {
            TraceReading traced = traces.read(block);
            if (block.logCoverage() == Block.LogCoverage.NONE
                    || traced.actions().scope() == Scope.WHOLE_BLOCK) {
                return traced;
            }
        }
        Map<Integer, SwapFact> swaps = new TreeMap<>();
        Map<PoolId, PoolState> before = new HashMap<>();
        for (PoolInBlock pool : pools) {
            pool.swaps().forEach(swap -> swaps.put(swap.log().logIndex(), swap));
            if (pool.before() != null) {
                before.put(pool.pool().pool(), pool.before());
            }
        }
        BlockActions logged = LogActions.of(chainId, block, events, swaps, before::get);
        return new TraceReading(logged, Collections.emptySortedMap());
    }

    private static List<PricedPool> priced(List<PoolInBlock> pools) {
        List<PricedPool> priced = new ArrayList<>(pools.size());
        for (PoolInBlock pool : pools) {
            if (pool.before() != null) {
                priced.add(new PricedPool(pool.pool(), pool.before()));
            }
        }
        return priced;
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
