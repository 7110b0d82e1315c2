package io.mevstream.jobs.stream.format;

import io.mevstream.chain.PoolId;
import io.mevstream.detect.DetectionFact;
import io.mevstream.detect.InspectionFact;
import io.mevstream.detect.TracedTrade;
import io.mevstream.detect.TransactionClassFact;
import io.mevstream.fact.BlockFact;
import io.mevstream.fact.DeadLetter;
import io.mevstream.fact.EventFact;
import io.mevstream.fact.LiquidityFact;
import io.mevstream.fact.LogCount;
import io.mevstream.fact.PoolFact;
import io.mevstream.fact.PoolInBlock;
import io.mevstream.fact.PoolStateFact;
import io.mevstream.fact.SwapFact;
import io.mevstream.fact.TransactionFact;
import io.mevstream.pool.PoolFrame;
import io.mevstream.pool.PoolTracker;
import io.mevstream.pool.StateCodec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The types of our streams and states. A changed format is a new version here. */
public final class StreamTypes {

    private static final Map<String, StreamType<?>> BY_NAME = new LinkedHashMap<>();

    public static final StreamType<PoolId> POOL_ID = type("pool-id", PoolId.class, ChainFormats.POOL_ID);
    public static final StreamType<PoolFrame> POOL_FRAME = type("pool-frame", PoolFrame.class, PoolFormats.FRAME);
    public static final StreamType<PoolTracker.State> TRACKED_POOL =
            type("tracked-pool", PoolTracker.State.class, Formats.of(StateCodec::write, StateCodec::read));
    public static final StreamType<BlockFact> BLOCK = type("block", BlockFact.class, FactFormats.BLOCK);
    public static final StreamType<TransactionFact> TRANSACTION =
            type("transaction", TransactionFact.class, FactFormats.TRANSACTION);
    public static final StreamType<LogCount> LOG_COUNT = type("log-count", LogCount.class, FactFormats.LOG_COUNT);
    public static final StreamType<EventFact> EVENT = type("event", EventFact.class, FactFormats.EVENT);
    public static final StreamType<SwapFact> SWAP = type("swap", SwapFact.class, FactFormats.SWAP);
    public static final StreamType<LiquidityFact> LIQUIDITY =
            type("liquidity", LiquidityFact.class, FactFormats.LIQUIDITY);
    public static final StreamType<PoolFact> POOL = type("pool", PoolFact.class, FactFormats.POOL);
    public static final StreamType<PoolStateFact> POOL_STATE =
            type("pool-state", PoolStateFact.class, FactFormats.POOL_STATE);
    public static final StreamType<DeadLetter> DEAD_LETTER =
            type("dead-letter", DeadLetter.class, FactFormats.DEAD_LETTER);
    public static final StreamType<PoolInBlock> POOL_IN_BLOCK =
            type("pool-in-block", PoolInBlock.class, InspectionFormats.POOL_IN_BLOCK);
    public static final StreamType<DetectionFact> DETECTION =
            type("detection", DetectionFact.class, InspectionFormats.DETECTION);
    public static final StreamType<InspectionFact> INSPECTION =
            type("inspection", InspectionFact.class, InspectionFormats.INSPECTION);
    public static final StreamType<TracedTrade> TRACED_TRADE =
            type("traced-trade", TracedTrade.class, InspectionFormats.TRACED_TRADE);
    public static final StreamType<TransactionClassFact> TRANSACTION_CLASS =
            type("transaction-class", TransactionClassFact.class, InspectionFormats.TRANSACTION_CLASS);

    private StreamTypes() {}

    /** The type of that name; throws {@link IllegalArgumentException} for a name we do not know. */
    public static StreamType<?> named(String name) {
        StreamType<?> type = BY_NAME.get(name);
        if (type == null) {
            throw new IllegalArgumentException("expected one of " + BY_NAME.keySet() + ", found " + name);
        }
        return type;
    }

    /** Every type, in the order of this class. */
    static List<StreamType<?>> all() {
        return List.copyOf(BY_NAME.values());
    }

    private static <T> StreamType<T> type(String name, Class<T> valueClass, BinaryFormat<T> format) {
        StreamType<T> type = new StreamType<>(name, 1, valueClass, format);
        BY_NAME.put(name, type);
        return type;
    }
}
