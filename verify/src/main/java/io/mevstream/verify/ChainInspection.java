package io.mevstream.verify;

import io.mevstream.chain.Block;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.PoolId;
import io.mevstream.chain.RawLog;
import io.mevstream.decode.LogDecoder;
import io.mevstream.decode.LogOutcome;
import io.mevstream.detect.BlockInspector;
import io.mevstream.detect.Detection;
import io.mevstream.detect.DetectionFact;
import io.mevstream.fact.BlockFacts;
import io.mevstream.fact.EventFact;
import io.mevstream.fact.PoolInBlock;
import io.mevstream.jobs.io.jsonrpc.ReadBlock;
import io.mevstream.pool.KnownFactories;
import io.mevstream.pool.LoggedEvent;
import io.mevstream.pool.PoolFrame;
import io.mevstream.pool.PoolRegistry;
import io.mevstream.pool.PoolSnapshots;
import io.mevstream.pool.PoolTracker;
import io.mevstream.pool.SwapProver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Inspects the blocks of a chain one after the other, following its pools, as the job does. Not for several threads. */
final class ChainInspection {

    /** What of a recorded block is looked at. */
    enum Seen {
        LOGS,
        TRACES
    }

    private final long chainId;
    private final Seen seen;
    private final LogDecoder decoder = LogDecoder.standard();
    private final SwapProver prover;
    private final PoolTracker tracker;
    private final BlockInspector inspector;
    private final Map<PoolId, PoolTracker.State> pools = new TreeMap<>();
    private long position;

    ChainInspection(long chainId, Seen seen) {
        KnownFactories factories = KnownFactories.ofChain(chainId);
        this.chainId = chainId;
        this.seen = seen;
        this.prover = new SwapProver(factories);
        this.tracker = new PoolTracker(factories, PoolRegistry.EMPTY);
        this.inspector = new BlockInspector(chainId, factories);
    }

    /** What is known of the pools by now, for a log whose first run starts at a position. */
    PoolSnapshots snapshots(long runStart) {
        return PoolSnapshots.of(pools, runStart);
    }

    /** What the next block holds. */
    List<Detection> inspect(ReadBlock read) {
        Block block = read.block();
        Block shown = seen == Seen.TRACES
                ? block
                : new Block(
                        block.ref(),
                        block.header(),
                        block.transactions(),
                        block.receipts(),
                        block.logs(),
                        block.timestampSeconds());
        ChainRecord record = new ChainRecord(chainId, position++, ChainRecord.Kind.APPLY, 0, read.proof(), shown);
        List<LogOutcome> outcomes = new ArrayList<>();
        for (RawLog log : shown.logs()) {
            outcomes.add(decoder.decode(log));
        }
        BlockFacts facts = BlockFacts.of(record, outcomes);
        List<LoggedEvent> events = new ArrayList<>();
        for (EventFact fact : facts.events()) {
            events.add(new LoggedEvent(fact.log(), fact.protocol(), fact.event()));
        }
        List<PoolInBlock> touched = new ArrayList<>();
        for (PoolFrame frame : PoolFrame.of(facts.block().origin(), 0, events, prover)) {
            PoolTracker.Step step = tracker.take(pools.get(frame.pool()), frame);
            if (step.after() != null) {
                pools.put(frame.pool(), step.after());
            }
            touched.add(step.inBlock());
        }
        return inspector.inspect(record, facts.events(), touched).detections().stream()
                .map(DetectionFact::detection)
                .toList();
    }
}
