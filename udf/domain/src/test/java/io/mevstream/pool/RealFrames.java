package io.mevstream.pool;

import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.chain.PoolId;
import io.mevstream.chain.RawLog;
import io.mevstream.decode.LogDecoder;
import io.mevstream.decode.LogOutcome;
import io.mevstream.decode.MainnetLogs;
import io.mevstream.fact.LogRef;
import io.mevstream.fact.Origin;
import io.mevstream.fact.SwapFact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The recorded mainnet blocks as frames; blocks that follow one another make one run. */
final class RealFrames {

    private static final LogDecoder DECODER = LogDecoder.standard();
    static final KnownFactories FACTORIES = KnownFactories.ofChain(1);

    private RealFrames() {}

    static List<LoggedEvent> decode(List<RawLog> logs) {
        List<LoggedEvent> events = new ArrayList<>();
        for (RawLog log : logs) {
            if (DECODER.decode(log) instanceof LogOutcome.Decoded decoded) {
                events.add(new LoggedEvent(LogRef.of(log), decoded.spec().protocol(), decoded.event()));
            }
        }
        return events;
    }

    /** Each block's frames, by block number. */
    static SortedMap<Long, List<PoolFrame>> byBlock() throws IOException {
        SwapProver prover = new SwapProver(FACTORIES);
        SortedMap<Long, List<PoolFrame>> frames = new TreeMap<>();
        long position = 0;
        long runStart = 0;
        long before = -2;
        for (var block : MainnetLogs.byBlock().entrySet()) {
            long number = block.getKey();
            runStart = number == before + 1 ? runStart : position;
            BlockRef ref = new BlockRef(number, new Hash(0, 0, 0, number));
            Origin origin = new Origin(1, position, ChainRecord.Kind.APPLY, ref, null);
            frames.put(number, PoolFrame.of(origin, runStart, decode(block.getValue()), prover));
            position++;
            before = number;
        }
        return frames;
    }

    /** Every swap of the blocks, as the tracker states it. */
    static List<SwapFact> swaps() throws IOException {
        List<SwapFact> swaps = new ArrayList<>();
        Map<PoolId, PoolTracker.State> states = new HashMap<>();
        PoolTracker tracker = new PoolTracker(FACTORIES, PoolRegistry.EMPTY);
        for (List<PoolFrame> frames : byBlock().values()) {
            for (PoolFrame frame : frames) {
                PoolTracker.Step step = tracker.take(states.get(frame.pool()), frame);
                states.put(frame.pool(), step.after());
                swaps.addAll(step.swaps());
            }
        }
        return swaps;
    }
}
