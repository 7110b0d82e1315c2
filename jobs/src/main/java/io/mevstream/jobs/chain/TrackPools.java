package io.mevstream.jobs.chain;

import io.mevstream.chain.PoolId;
import io.mevstream.fact.LiquidityFact;
import io.mevstream.fact.PoolFact;
import io.mevstream.fact.PoolInBlock;
import io.mevstream.fact.PoolStateFact;
import io.mevstream.fact.SwapFact;
import io.mevstream.jobs.stream.format.StreamTypes;
import io.mevstream.pool.PoolFrame;
import io.mevstream.pool.PoolTracker;
import io.mevstream.pool.SwapEvidence;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Follows each pool through the blocks that touch it and back through the blocks that are undone, and gives on its swaps
 * and, on the side, its changes of liquidity, what became known of it, its state after each block, and for whoever looks at a
 * block as a whole its state before it.
 *
 * <p><b>State:</b> for each pool what is known of it, and what it was before each of the last blocks that touched it, one more
 * than {@link PoolTracker#UNDO_DEPTH}. It is kept as long as the pool may trade again; it is dropped when the
 * pool's first block is undone, and replaced when a frame of another run arrives. A pool without state begins as it was before
 * the log, where that is known.
 */
public final class TrackPools extends KeyedProcessFunction<PoolId, PoolFrame, SwapFact> {

    public static final OutputTag<LiquidityFact> LIQUIDITY = new OutputTag<>("liquidity", StreamTypes.LIQUIDITY);
    public static final OutputTag<PoolFact> POOLS = new OutputTag<>("pools", StreamTypes.POOL);
    public static final OutputTag<PoolStateFact> POOL_STATES = new OutputTag<>("pool-states", StreamTypes.POOL_STATE);

    public static final OutputTag<PoolInBlock> POOLS_IN_BLOCKS =
            new OutputTag<>("pools-in-blocks", StreamTypes.POOL_IN_BLOCK);

    private static final long serialVersionUID = 1;

    private final ChainConfig config;
    private transient PoolTracker tracker;
    private transient Map<PoolId, PoolTracker.State> snapshots;
    private transient ValueState<PoolTracker.State> pool;
    private transient Counter spoofed;

    public TrackPools(ChainConfig config) {
        this.config = config;
    }

    @Override
    public void open(OpenContext context) {
        tracker = new PoolTracker(config.factories(), config.pools());
        snapshots = config.snapshots().states();
        pool = getRuntimeContext().getState(new ValueStateDescriptor<>("pool", StreamTypes.TRACKED_POOL));
        spoofed = getRuntimeContext().getMetricGroup().addGroup("swaps").counter("spoofed");
    }

    @Override
    public void processElement(PoolFrame frame, Context context, Collector<SwapFact> out) throws Exception {
        PoolTracker.State known = pool.value();
        PoolTracker.Step step = tracker.take(known == null ? snapshots.get(frame.pool()) : known, frame);
        if (step.after() == null) {
            pool.clear();
        } else {
            pool.update(step.after());
        }
        for (SwapFact swap : step.swaps()) {
            if (swap.evidence().status() == SwapEvidence.Status.SPOOFED) {
                spoofed.inc();
            }
            out.collect(swap);
        }
        context.output(POOLS_IN_BLOCKS, step.inBlock());
        step.liquidity().forEach(fact -> context.output(LIQUIDITY, fact));
        if (step.pool() != null) {
            context.output(POOLS, step.pool());
        }
        if (step.state() != null) {
            context.output(POOL_STATES, step.state());
        }
        if (step.restored() != null) {
            context.output(POOL_STATES, step.restored());
        }
    }
}
