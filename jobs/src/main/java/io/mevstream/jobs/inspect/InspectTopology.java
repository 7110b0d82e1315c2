package io.mevstream.jobs.inspect;

import static io.mevstream.jobs.stream.Steps.step;

import io.mevstream.detect.DetectionFact;
import io.mevstream.detect.InspectionFact;
import io.mevstream.detect.TracedTrade;
import io.mevstream.detect.TransactionClassFact;
import io.mevstream.fact.PoolInBlock;
import io.mevstream.jobs.chain.ChainConfig;
import io.mevstream.jobs.io.chainlog.LogFrame;
import io.mevstream.jobs.stream.format.StreamTypes;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Turns a chain's log, and what its pools were before each block, into what was found in each block.
 *
 * <pre>
 * frames          -- by position --+--> inspect-blocks --> detections
 * pools in blocks -- by position --+      +--> inspections
 *                                         +--> transaction classes
 *                                         +--> traced trades
 * </pre>
 *
 * <p>Pools are followed pool by pool, a block is inspected as a whole. The two meet at the block's position: the frame as
 * the log has it, and from track-pools one record for each pool the block touched. inspect-blocks acts when the watermark
 * has reached the position: by then every subtask upstream has passed the block, so all of its pools are there, in whatever
 * order. It reads them as a set and holds nothing from one block to the next, so parallelism, restarts and reorgs change nothing.
 */
public final class InspectTopology {

    private InspectTopology() {}

    /** Where the results go: sinks in production, collectors in tests. */
    public record Outputs(
            Consumer<DataStream<DetectionFact>> detections,
            Consumer<DataStream<InspectionFact>> inspections,
            Consumer<DataStream<TransactionClassFact>> transactionClasses,
            Consumer<DataStream<TracedTrade>> tracedTrades) {}

    /**
     * Adds the inspection to a job.
     *
     * @param frames the chain's log, with the watermark of each position behind its record
     * @param poolsInBlocks what the chain topology made of the same frames
     */
    public static void build(
            DataStream<LogFrame> frames, DataStream<PoolInBlock> poolsInBlocks, ChainConfig config, Outputs out) {
        var detections = step(
                "inspect-blocks",
                frames.keyBy(LogFrame::position, Types.LONG)
                        .connect(poolsInBlocks.keyBy(pool -> pool.origin().position(), Types.LONG))
                        .process(new InspectBlocks(config), StreamTypes.DETECTION));

        out.detections().accept(detections);
        out.inspections().accept(detections.getSideOutput(InspectBlocks.INSPECTIONS));
        out.transactionClasses().accept(detections.getSideOutput(InspectBlocks.TRANSACTION_CLASSES));
        out.tracedTrades().accept(detections.getSideOutput(InspectBlocks.TRACED_TRADES));
    }
}
