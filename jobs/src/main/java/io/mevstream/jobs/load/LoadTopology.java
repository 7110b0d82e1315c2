package io.mevstream.jobs.load;

import static io.mevstream.jobs.stream.Steps.step;

import io.mevstream.detect.DetectionFact;
import io.mevstream.jobs.chain.ChainConfig;
import io.mevstream.jobs.chain.ChainTopology;
import io.mevstream.jobs.inspect.InspectTopology;
import io.mevstream.jobs.io.chainlog.ChainLogId;
import io.mevstream.jobs.io.chainlog.LogFrame;
import io.mevstream.jobs.io.clickhouse.BatchRows;
import io.mevstream.jobs.io.clickhouse.Buckets;
import io.mevstream.jobs.io.clickhouse.InsertBatch;
import io.mevstream.jobs.io.clickhouse.TableRow;
import io.mevstream.jobs.io.clickhouse.rows.BlockRows;
import io.mevstream.jobs.io.clickhouse.rows.ChainLogRows;
import io.mevstream.jobs.io.clickhouse.rows.DeadLetterRows;
import io.mevstream.jobs.io.clickhouse.rows.DetectionRows;
import io.mevstream.jobs.io.clickhouse.rows.DetectionTradeRows;
import io.mevstream.jobs.io.clickhouse.rows.DetectionTransactionRows;
import io.mevstream.jobs.io.clickhouse.rows.DetectionVictimRows;
import io.mevstream.jobs.io.clickhouse.rows.InspectionRows;
import io.mevstream.jobs.io.clickhouse.rows.LiquidationRows;
import io.mevstream.jobs.io.clickhouse.rows.LiquidityRows;
import io.mevstream.jobs.io.clickhouse.rows.LogCountRows;
import io.mevstream.jobs.io.clickhouse.rows.OracleAnswerRows;
import io.mevstream.jobs.io.clickhouse.rows.PoolRows;
import io.mevstream.jobs.io.clickhouse.rows.PoolStateRows;
import io.mevstream.jobs.io.clickhouse.rows.ProtocolEventRows;
import io.mevstream.jobs.io.clickhouse.rows.SwapRows;
import io.mevstream.jobs.io.clickhouse.rows.TracedTradeRows;
import io.mevstream.jobs.io.clickhouse.rows.TransactionClassRows;
import io.mevstream.jobs.io.clickhouse.rows.TransactionRows;
import io.mevstream.jobs.io.clickhouse.rows.TransferRows;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Turns a chain's log into inserts.
 *
 * <pre>
 * frames --> (chain topology) --> facts, one output for each table
 *              +--> (inspect topology) --> findings, one output for each sort
 *                     +--> encode-blocks, encode-swaps, ... one for each table, chained to whatever gives the facts
 *                            +-- by table and bucket of positions --> batch-rows --> inserts
 * </pre>
 */
public final class LoadTopology {

    private static final TypeInformation<InsertBatch> BATCH = TypeInformation.of(InsertBatch.class);

    private LoadTopology() {}

    public static void build(
            DataStream<LogFrame> frames, ChainConfig config, Buckets buckets, Consumer<DataStream<InsertBatch>> out) {
        batch(rows(frames, config), buckets, out);
    }

    /** The log's own records as rows, which makes the store a home of the log too. */
    static DataStream<TableRow> archive(DataStream<LogFrame> frames, ChainLogId log) {
        return step(
                "encode-chain-log",
                frames.map(new ChainLogRows(log), TypeInformation.of(TableRow.class))
                        .setParallelism(1)
                        .setMaxParallelism(1));
    }

    /** Rows as inserts. */
    static void batch(DataStream<TableRow> rows, Buckets buckets, Consumer<DataStream<InsertBatch>> out) {
        out.accept(step("batch-rows", rows.keyBy(buckets, Buckets.KEY_TYPE).process(new BatchRows(buckets), BATCH)));
    }

    /** The rows of every table, as they go into the inserts. */
    public static DataStream<TableRow> rows(DataStream<LogFrame> frames, ChainConfig config) {
        return rows(frames, config, findings -> {});
    }

    /** The same for whom rows of findings are not all. */
    static DataStream<TableRow> rows(
            DataStream<LogFrame> frames, ChainConfig config, Consumer<DataStream<DetectionFact>> findings) {
        EncodedRows encoded = new EncodedRows();
        InspectTopology.Outputs found = new InspectTopology.Outputs(
                detections(encoded).andThen(findings),
                encoded.as("encode-inspections", new InspectionRows()),
                encoded.as("encode-transaction-classes", new TransactionClassRows()),
                encoded.as("encode-traced-trades", new TracedTradeRows()));
        ChainTopology.build(
                frames,
                config,
                new ChainTopology.Outputs(
                        encoded.as("encode-blocks", new BlockRows()),
                        encoded.as("encode-transactions", new TransactionRows()),
                        encoded.as("encode-log-counts", new LogCountRows()),
                        encoded.as("encode-swaps", new SwapRows()),
                        encoded.as("encode-liquidity", new LiquidityRows()),
                        encoded.as("encode-transfers", new TransferRows()),
                        encoded.as("encode-pools", new PoolRows()),
                        encoded.as("encode-pool-states", new PoolStateRows()),
                        poolsInBlocks -> InspectTopology.build(frames, poolsInBlocks, config, found),
                        encoded.as("encode-oracle-answers", new OracleAnswerRows()),
                        encoded.as("encode-liquidations", new LiquidationRows()),
                        encoded.as("encode-protocol-events", new ProtocolEventRows()),
                        encoded.as("encode-dead-letters", new DeadLetterRows())));
        return encoded.union();
    }

    private static Consumer<DataStream<DetectionFact>> detections(EncodedRows encoded) {
        return encoded.as("encode-detections", new DetectionRows())
                .andThen(encoded.parts("encode-detection-transactions", new DetectionTransactionRows()))
                .andThen(encoded.parts("encode-detection-trades", new DetectionTradeRows()))
                .andThen(encoded.parts("encode-detection-victims", new DetectionVictimRows()));
    }
}
