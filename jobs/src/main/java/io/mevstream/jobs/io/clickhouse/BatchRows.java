package io.mevstream.jobs.io.clickhouse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gathers a table's rows of one bucket of positions and gives them on as inserts once the bucket is complete.
 *
 * <p>A bucket is complete when the watermark, which is a position of the log, has reached the bucket's last position.
 * An operator's watermark is the least of its inputs', so by then every upstream subtask has passed that position and
 * sent all rows up to it. The rows are then sorted by position and bytes: in whatever order, from however many subtasks and
 * after whatever restarts they came, the insert is the same. The end of a bounded input completes every bucket.
 *
 * <p>The insert's token names log, table, bucket, bucket length and part, and carries a digest of the rows. The digest matters when
 * a job is drained in the middle of a bucket and continued later: the rest of that bucket is another insert, not a
 * repetition.
 *
 * <p><b>State:</b> the rows of open buckets, cleared when the bucket is given on. The log is read in order by one
 * source, so about two buckets are open at a time, whatever the log's length.
 */
public final class BatchRows extends KeyedProcessFunction<Tuple2<String, Long>, TableRow, InsertBatch> {

    /**
     * From this size on a bucket is given on in several inserts, to bound the memory of each. A position's rows stay together:
     * rollups add up one insert at a time.
     */
    static final int MAX_BODY_BYTES = 16 << 20;

    private static final long serialVersionUID = 1;

    private final Buckets buckets;
    private transient ListState<TableRow> rows;
    /** Those with a row since the start; one that was restored counts from its next row on. */
    private transient Set<Tuple2<String, Long>> open;

    public BatchRows(Buckets buckets) {
        this.buckets = buckets;
    }

    @Override
    public void open(OpenContext context) {
        rows = getRuntimeContext().getListState(new ListStateDescriptor<>("rows", TableRow.class));
        open = new HashSet<>();
        getRuntimeContext().getMetricGroup().gauge("openBuckets", open::size);
    }

    @Override
    public void processElement(TableRow row, Context context, Collector<InsertBatch> out) throws Exception {
        long end = buckets.end(context.getCurrentKey().f1);
        if (end <= context.timerService().currentWatermark()) {
            throw new IllegalStateException("expected no row at position " + row.position() + " of table " + row.table()
                    + " after watermark " + context.timerService().currentWatermark() + ": its bucket is written");
        }
        rows.add(row);
        open.add(context.getCurrentKey());
        context.timerService().registerEventTimeTimer(end);
    }

    @Override
    public void onTimer(long end, OnTimerContext context, Collector<InsertBatch> out) throws Exception {
        List<TableRow> sorted = new ArrayList<>();
        rows.get().forEach(sorted::add);
        rows.clear();
        open.remove(context.getCurrentKey());
        sorted.sort(BatchRows::compare);
        var body = new ByteArrayOutputStream();
        int part = 0;
        int from = 0;
        for (int i = 0; i < sorted.size(); i++) {
            boolean nextPosition =
                    i > from && sorted.get(i).position() != sorted.get(i - 1).position();
            if (nextPosition && body.size() > MAX_BODY_BYTES) {
                out.collect(batch(context.getCurrentKey(), part++, sorted.subList(from, i), body));
                from = i;
                body.reset();
            }
            body.writeBytes(sorted.get(i).row());
        }
        out.collect(batch(context.getCurrentKey(), part, sorted.subList(from, sorted.size()), body));
    }

    private static int compare(TableRow one, TableRow other) {
        int byPosition = Long.compare(one.position(), other.position());
        return byPosition != 0 ? byPosition : Arrays.compareUnsigned(one.row(), other.row());
    }

    private InsertBatch batch(Tuple2<String, Long> key, int part, List<TableRow> batch, ByteArrayOutputStream body) {
        byte[] bytes = body.toByteArray();
        long last = batch.get(batch.size() - 1).position();
        return new InsertBatch(key.f0, batch.size(), last, token(buckets, key, part, bytes), bytes);
    }

    /** A pure function of the log, the table, the bucket and its rows. */
    static String token(Buckets buckets, Tuple2<String, Long> key, int part, byte[] body) {
        String name = buckets.logId() + '\0' + key.f0 + '\0' + key.f1 + '\0' + buckets.positions() + '\0' + part + '\0';
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
