package io.mevstream.verify;

import io.mevstream.jobs.io.clickhouse.RowWriter;
import io.mevstream.jobs.io.clickhouse.Table;
import io.mevstream.jobs.io.clickhouse.TableRow;
import io.mevstream.num.UInt256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/**
 * Rows that follow from nothing but their position and place, so that what must be stored can be said without a stream: a
 * hundred for each position.
 *
 * @param positions how many positions there are
 */
record OutageRows(long positions) {
    static final Table TABLE = Table.named("outage_rows")
            .column("row_id", "UInt64")
            .column("label", "String")
            .column("amount_raw", "UInt256")
            .column("version", "UInt64")
            .build();

    /** Nothing here merges equal rows. */
    static final List<String> TABLES = List.of(
            "CREATE TABLE outage_rows (row_id UInt64, label String, amount_raw UInt256, version UInt64)"
                    + " ENGINE = MergeTree PARTITION BY intDiv(version, 1000) ORDER BY row_id"
                    + " SETTINGS non_replicated_deduplication_window = 10000",
            "CREATE TABLE outage_sums (version UInt64, rows UInt64, amount_raw UInt256)"
                    + " ENGINE = MergeTree ORDER BY version SETTINGS non_replicated_deduplication_window = 10000",
            "CREATE MATERIALIZED VIEW outage_rows_to_outage_sums TO outage_sums AS"
                    + " SELECT version, count() AS rows, sum(r.amount_raw) AS amount_raw"
                    + " FROM outage_rows AS r GROUP BY version");

    static final String TABLE_SUMS = "SELECT count(), uniqExact(row_id), sum(toUInt64(CRC32(concat("
            + "toString(row_id), ' ', label, ' ', toString(amount_raw), ' ', toString(version))))) FROM outage_rows";
    static final String ROLLUP_SUMS = "SELECT sum(rows), sum(amount_raw) FROM outage_sums";

    private static final int ROWS_A_POSITION = 100;

    long count() {
        return positions * ROWS_A_POSITION;
    }

    /** What {@link #TABLE_SUMS} must give. */
    List<String> tableSums() {
        long checksum = 0;
        for (long id = 0; id < count(); id++) {
            CRC32 crc = new CRC32();
            String text = id + " " + label(id) + " " + amount(id) + " " + id / ROWS_A_POSITION;
            crc.update(text.getBytes(StandardCharsets.US_ASCII));
            checksum += crc.getValue();
        }
        return List.of(String.valueOf(count()), String.valueOf(count()), String.valueOf(checksum));
    }

    /** What {@link #ROLLUP_SUMS} must give. */
    List<String> rollupSums() {
        long amount = count() * (count() - 1) / 2 * 3;
        return List.of(String.valueOf(count()), String.valueOf(amount));
    }

    /** The rows, from one source subtask on two. */
    DataStream<TableRow> stream(StreamExecutionEnvironment env) {
        DataGeneratorSource<Long> source = new DataGeneratorSource<>(position -> position, positions, Types.LONG);
        return env.fromSource(source, positionIsTime(), "positions")
                .setParallelism(1)
                .flatMap(new AtPosition())
                .setParallelism(1)
                .returns(TypeInformation.of(TableRow.class))
                .rebalance();
    }

    private static String label(long id) {
        return "row-" + Long.toHexString(id * 0x9E3779B97F4A7C15L);
    }

    private static UInt256 amount(long id) {
        return UInt256.of(3 * id);
    }

    static WatermarkStrategy<Long> positionIsTime() {
        return WatermarkStrategy.<Long>forGenerator(context -> new PositionWatermarks())
                .withTimestampAssigner((position, before) -> position);
    }

    /** All rows of one position. */
    private static final class AtPosition implements FlatMapFunction<Long, TableRow> {
        private static final long serialVersionUID = 1;

        private transient RowWriter writer;

        @Override
        public void flatMap(Long position, Collector<TableRow> out) {
            if (writer == null) {
                writer = new RowWriter(TABLE);
            }
            for (long id = position * ROWS_A_POSITION; id < (position + 1) * ROWS_A_POSITION; id++) {
                out.collect(writer.begin(position)
                        .uint64(id)
                        .string(label(id))
                        .uint256(amount(id))
                        .uint64(position)
                        .finish());
            }
        }
    }

    /** All before a position has been seen when the position is. */
    private static final class PositionWatermarks implements WatermarkGenerator<Long> {
        @Override
        public void onEvent(Long position, long timestamp, WatermarkOutput output) {
            output.emitWatermark(new Watermark(position - 1));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            // A position is complete when the next one comes.
        }
    }
}
