package io.mevstream.jobs.inspect;

import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.PoolId;
import io.mevstream.detect.BlockInspection;
import io.mevstream.detect.BlockInspector;
import io.mevstream.detect.DetectionFact;
import io.mevstream.detect.InspectionFact;
import io.mevstream.detect.TracedTrade;
import io.mevstream.detect.TransactionClassFact;
import io.mevstream.event.PoolEvent;
import io.mevstream.fact.BlockFacts;
import io.mevstream.fact.EventFact;
import io.mevstream.fact.PoolInBlock;
import io.mevstream.jobs.chain.BlockDecoder;
import io.mevstream.jobs.chain.ChainConfig;
import io.mevstream.jobs.io.chainlog.LogFrame;
import io.mevstream.jobs.stream.format.StreamTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Gathers a block and the pools it touched, and inspects it once the watermark says that they are all there. Gives on what
 * was found and, on the side, what was looked at, what each transaction was, and the trades that call traces show. An undo gives the same once more,
 * marked as retracted.
 *
 * <p>A pool that is missing then, or that the block did not touch, is a broken promise of the steps before, and fails the job.
 *
 * <p><b>State:</b> for each position between its record's arrival and the watermark that reaches it the frame and the
 * pools; the inspection clears both.
 */
public final class InspectBlocks extends KeyedCoProcessFunction<Long, LogFrame, PoolInBlock, DetectionFact> {

    public static final OutputTag<InspectionFact> INSPECTIONS = new OutputTag<>("inspections", StreamTypes.INSPECTION);
    public static final OutputTag<TransactionClassFact> TRANSACTION_CLASSES =
            new OutputTag<>("transaction-classes", StreamTypes.TRANSACTION_CLASS);
    public static final OutputTag<TracedTrade> TRACED_TRADES =
            new OutputTag<>("traced-trades", StreamTypes.TRACED_TRADE);

    private static final long serialVersionUID = 1;

    private final ChainConfig config;
    private transient BlockDecoder decoder;
    private transient BlockInspector inspector;
    private transient ValueState<LogFrame> frame;
    private transient ListState<PoolInBlock> pools;
    private transient DetectionCounters counters;

    public InspectBlocks(ChainConfig config) {
        this.config = config;
    }

    @Override
    public void open(OpenContext context) {
        decoder = new BlockDecoder(config);
        inspector = new BlockInspector(config.chainId(), config.factories());
        frame = getRuntimeContext().getState(new ValueStateDescriptor<>("frame", LogFrame.class));
        pools = getRuntimeContext().getListState(new ListStateDescriptor<>("pools", StreamTypes.POOL_IN_BLOCK));
        counters = new DetectionCounters(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement1(LogFrame value, Context context, Collector<DetectionFact> out) throws Exception {
        if (!value.isPending()) {
            frame.update(value);
            await(value.position(), context);
        }
    }

    @Override
    public void processElement2(PoolInBlock value, Context context, Collector<DetectionFact> out) throws Exception {
        pools.add(value);
        await(value.origin().position(), context);
    }

    private static void await(long position, Context context) {
        if (position <= context.timerService().currentWatermark()) {
            throw new IllegalStateException("expected all of position " + position + " before watermark "
                    + context.timerService().currentWatermark() + ": its block is inspected");
        }
        context.timerService().registerEventTimeTimer(position);
    }

    @Override
    public void onTimer(long position, OnTimerContext context, Collector<DetectionFact> out) throws Exception {
        ChainRecord chainRecord = decoder.read(Objects.requireNonNull(
                frame.value(), () -> "expected the record of position " + position + ", found pools only"));
        List<EventFact> events =
                BlockFacts.of(chainRecord, decoder.decode(chainRecord.block())).events();
        List<PoolInBlock> touched = new ArrayList<>();
        pools.get().forEach(touched::add);
        touched.sort(Comparator.comparing(InspectBlocks::poolOf));
        requireAll(position, events, touched);
        frame.clear();
        pools.clear();

        BlockInspection inspection = inspector.inspect(chainRecord, events, touched);
        inspection.detections().forEach(counters::count);
        inspection.detections().forEach(out::collect);
        context.output(INSPECTIONS, inspection.block());
        inspection.unread().forEach(counters::count);
        inspection.classes().forEach(transaction -> context.output(TRANSACTION_CLASSES, transaction));
        inspection.trades().forEach(trade -> context.output(TRACED_TRADES, trade));
    }

    private static PoolId poolOf(PoolInBlock touched) {
        return touched.pool().pool();
    }

    private static void requireAll(long position, List<EventFact> events, List<PoolInBlock> touched) {
        TreeSet<PoolId> expected = new TreeSet<>();
        for (EventFact event : events) {
            if (event.event() instanceof PoolEvent pool) {
                expected.add(pool.pool());
            }
        }
        List<PoolId> found = touched.stream().map(InspectBlocks::poolOf).toList();
        if (!found.equals(List.copyOf(expected))) {
            throw new IllegalStateException("expected at position " + position + " the " + expected.size()
                    + " pools that its block touches, found " + found.size() + ": each once before the watermark");
        }
    }
}
