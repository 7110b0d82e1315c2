package io.mevstream.jobs.chain;

import static io.mevstream.jobs.stream.Steps.step;

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
import io.mevstream.jobs.io.chainlog.LogFrame;
import io.mevstream.jobs.stream.format.StreamTypes;
import io.mevstream.pool.PoolFrame;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Turns a chain's log into facts.
 *
 * <pre>
 * frames --> decode-blocks -- by pool --> track-pools --> swaps
 *              +--> blocks                  +--> liquidity
 *              +--> transactions            +--> pools
 *              +--> log counts              +--> pool states
 *              +--> transfers               +--> pools in blocks
 *              +--> oracle answers
 *              +--> liquidations
 *              +--> protocol events
 *              +--> dead letters
 * </pre>
 *
 * <p>A pool's frames arrive in the log's order: the log has one reader, decode-blocks is one subtask chained to it, and
 * there is one shuffle, by pool. Time is the log's position, so a watermark of a block's position says that every subtask
 * upstream has passed that block. An undo gives the facts of the block's apply again, marked as retracted.
 */
public final class ChainTopology {

    private ChainTopology() {}

    /** Where the facts go: sinks in production, collectors in tests. */
    public record Outputs(
            Consumer<DataStream<BlockFact>> blocks,
            Consumer<DataStream<TransactionFact>> transactions,
            Consumer<DataStream<LogCount>> logCounts,
            Consumer<DataStream<SwapFact>> swaps,
            Consumer<DataStream<LiquidityFact>> liquidity,
            Consumer<DataStream<EventFact>> transfers,
            Consumer<DataStream<PoolFact>> pools,
            Consumer<DataStream<PoolStateFact>> poolStates,
            Consumer<DataStream<PoolInBlock>> poolsInBlocks,
            Consumer<DataStream<EventFact>> oracleAnswers,
            Consumer<DataStream<EventFact>> liquidations,
            Consumer<DataStream<EventFact>> protocolEvents,
            Consumer<DataStream<DeadLetter>> deadLetters) {}

    public static void build(DataStream<LogFrame> frames, ChainConfig config, Outputs out) {
        var decoded = step("decode-blocks", frames.process(new DecodeBlocks(config), StreamTypes.POOL_FRAME))
                .setParallelism(1)
                .setMaxParallelism(1);
        var swaps = step(
                "track-pools",
                decoded.keyBy(PoolFrame::pool, StreamTypes.POOL_ID).process(new TrackPools(config), StreamTypes.SWAP));

        out.blocks().accept(decoded.getSideOutput(DecodeBlocks.BLOCKS));
        out.transactions().accept(decoded.getSideOutput(DecodeBlocks.TRANSACTIONS));
        out.logCounts().accept(decoded.getSideOutput(DecodeBlocks.LOG_COUNTS));
        out.transfers().accept(decoded.getSideOutput(DecodeBlocks.TRANSFERS));
        out.oracleAnswers().accept(decoded.getSideOutput(DecodeBlocks.ORACLE_ANSWERS));
        out.liquidations().accept(decoded.getSideOutput(DecodeBlocks.LIQUIDATIONS));
        out.protocolEvents().accept(decoded.getSideOutput(DecodeBlocks.PROTOCOL_EVENTS));
        out.deadLetters().accept(decoded.getSideOutput(DecodeBlocks.DEAD_LETTERS));
        out.swaps().accept(swaps);
        out.liquidity().accept(swaps.getSideOutput(TrackPools.LIQUIDITY));
        out.pools().accept(swaps.getSideOutput(TrackPools.POOLS));
        out.poolStates().accept(swaps.getSideOutput(TrackPools.POOL_STATES));
        out.poolsInBlocks().accept(swaps.getSideOutput(TrackPools.POOLS_IN_BLOCKS));
    }
}
