package io.mevstream.jobs.chain;

import io.mevstream.chain.ChainRecord;
import io.mevstream.decode.LogOutcome;
import io.mevstream.event.ChainEvent;
import io.mevstream.event.Liquidation;
import io.mevstream.event.LiquidityChange;
import io.mevstream.event.OracleAnswer;
import io.mevstream.event.Swap;
import io.mevstream.event.TokenTransfer;
import io.mevstream.fact.BlockFact;
import io.mevstream.fact.BlockFacts;
import io.mevstream.fact.DeadLetter;
import io.mevstream.fact.EventFact;
import io.mevstream.fact.LogCount;
import io.mevstream.fact.TransactionFact;
import io.mevstream.jobs.io.chainlog.LogFrame;
import io.mevstream.jobs.stream.format.StreamTypes;
import io.mevstream.pool.LoggedEvent;
import io.mevstream.pool.PoolFrame;
import io.mevstream.pool.SwapProver;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Reads each record of the chain log, decodes its logs, and gives on what the block states by itself: its frames, one for
 * each pool it touched, and on the side every fact that needs no other block. Swaps and changes of liquidity travel
 * in the frames only.
 *
 * <p>A log that cannot be read is a dead letter. A record that cannot be read is not: the log's writer checks what it
 * appends, so the log itself is damaged, and the job fails with what it found.
 *
 * <p><b>State:</b> none.
 */
public final class DecodeBlocks extends ProcessFunction<LogFrame, PoolFrame> {

    public static final OutputTag<BlockFact> BLOCKS = new OutputTag<>("blocks", StreamTypes.BLOCK);
    public static final OutputTag<TransactionFact> TRANSACTIONS =
            new OutputTag<>("transactions", StreamTypes.TRANSACTION);
    public static final OutputTag<LogCount> LOG_COUNTS = new OutputTag<>("log-counts", StreamTypes.LOG_COUNT);
    public static final OutputTag<EventFact> TRANSFERS = new OutputTag<>("transfers", StreamTypes.EVENT);
    public static final OutputTag<EventFact> ORACLE_ANSWERS = new OutputTag<>("oracle-answers", StreamTypes.EVENT);
    public static final OutputTag<EventFact> LIQUIDATIONS = new OutputTag<>("liquidations", StreamTypes.EVENT);
    public static final OutputTag<EventFact> PROTOCOL_EVENTS = new OutputTag<>("protocol-events", StreamTypes.EVENT);
    public static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("dead-letters", StreamTypes.DEAD_LETTER);

    private static final long serialVersionUID = 1;

    private final ChainConfig config;
    private transient BlockDecoder decoder;
    private transient SwapProver prover;
    private transient LogCounters counters;
    private transient Counter pending;

    public DecodeBlocks(ChainConfig config) {
        this.config = config;
    }

    @Override
    public void open(OpenContext context) {
        decoder = new BlockDecoder(config);
        prover = new SwapProver(config.factories());
        counters = new LogCounters(getRuntimeContext().getMetricGroup());
        pending = getRuntimeContext().getMetricGroup().counter("pendingTransactions");
    }

    @Override
    public void processElement(LogFrame frame, Context context, Collector<PoolFrame> out) {
        if (frame.isPending()) {
            // Nothing follows from it yet; it is read so that a damaged one is noticed here as a block would be.
            decoder.readPending(frame);
            pending.inc();
            return;
        }
        ChainRecord chainRecord = decoder.read(frame);
        List<LogOutcome> outcomes = decoder.decode(chainRecord.block());
        outcomes.forEach(counters::count);
        BlockFacts facts = BlockFacts.of(chainRecord, outcomes);
        context.output(BLOCKS, facts.block());
        facts.transactions().forEach(fact -> context.output(TRANSACTIONS, fact));
        facts.logCounts().forEach(fact -> context.output(LOG_COUNTS, fact));
        facts.deadLetters().forEach(letter -> context.output(DEAD_LETTERS, letter));
        List<LoggedEvent> events = new ArrayList<>(facts.events().size());
        for (EventFact fact : facts.events()) {
            emit(fact, context);
            events.add(new LoggedEvent(fact.log(), fact.protocol(), fact.event()));
        }
        PoolFrame.of(facts.block().origin(), chainRecord.runStart(), events, prover)
                .forEach(out::collect);
    }

    private static void emit(EventFact fact, Context context) {
        ChainEvent event = fact.event();
        if (event instanceof TokenTransfer) {
            context.output(TRANSFERS, fact);
        } else if (event instanceof OracleAnswer) {
            context.output(ORACLE_ANSWERS, fact);
        } else if (event instanceof Liquidation) {
            context.output(LIQUIDATIONS, fact);
        } else if (!(event instanceof Swap) && !(event instanceof LiquidityChange)) {
            context.output(PROTOCOL_EVENTS, fact);
        }
    }
}
