package io.mevstream.detect;

import io.mevstream.chain.Block;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.PoolId;
import io.mevstream.chain.RawLog;
import io.mevstream.decode.LogDecoder;
import io.mevstream.decode.LogOutcome;
import io.mevstream.fact.EventFact;
import io.mevstream.fact.LogRef;
import io.mevstream.fact.Origin;
import io.mevstream.fact.SwapFact;
import io.mevstream.pool.KnownFactories;
import io.mevstream.pool.LoggedEvent;
import io.mevstream.pool.PoolFrame;
import io.mevstream.pool.PoolRegistry;
import io.mevstream.pool.PoolState;
import io.mevstream.pool.PoolTracker;
import io.mevstream.pool.SwapProver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A block's logs made into actions as the jobs make them: decoded, proven, each pool followed. */
public final class LoggedActions {

    private static final LogDecoder DECODER = LogDecoder.standard();
    private static final KnownFactories FACTORIES = KnownFactories.ofChain(1);
    private static final SwapProver PROVER = new SwapProver(FACTORIES);
    private static final PoolTracker TRACKER = new PoolTracker(FACTORIES, PoolRegistry.EMPTY);

    private LoggedActions() {}

    /** @param states of the pools before the block, and then after it */
    public static BlockActions of(Block block, Map<PoolId, PoolTracker.State> states) {
        Origin origin = new Origin(1, block.number(), ChainRecord.Kind.APPLY, block.ref(), null);
        List<EventFact> events = new ArrayList<>();
        List<LoggedEvent> logged = new ArrayList<>();
        for (RawLog log : block.logs()) {
            if (DECODER.decode(log) instanceof LogOutcome.Decoded decoded) {
                String protocol = decoded.spec().protocol();
                events.add(new EventFact(
                        origin, LogRef.of(log), protocol, decoded.spec().name(), decoded.fields(), decoded.event()));
                logged.add(new LoggedEvent(LogRef.of(log), protocol, decoded.event()));
            }
        }
        Map<PoolId, PoolState> before = new HashMap<>();
        states.forEach((pool, state) -> before.put(pool, state.now().state()));
        Map<Integer, SwapFact> swaps = new TreeMap<>();
        for (PoolFrame frame : PoolFrame.of(origin, 0, logged, PROVER)) {
            PoolTracker.Step step = TRACKER.take(states.get(frame.pool()), frame);
            states.put(frame.pool(), step.after());
            step.swaps().forEach(swap -> swaps.put(swap.log().logIndex(), swap));
        }
        return LogActions.of(1, block, events, swaps, before::get);
    }
}
