package io.mevstream.jobs.io.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // Closing the harness may be interrupted; nobody does.
class BatchRowsTest {

    private static final Buckets FIVES = new Buckets("log-1", 5);
    private static final int MAX_PARALLELISM = 16;

    @Test
    void givesABucketOnOnceTheWatermarkHasReachedItsLastPosition() throws Exception {
        try (var rows = harness(0, 1)) {
            rows.open();
            rows.processElement(ToyTable.row(4, 0), 0);
            rows.processElement(ToyTable.row(0, 1), 0);
            rows.processElement(ToyTable.row(0, 0), 0);
            rows.processElement(ToyTable.row(5, 0), 0);

            rows.processWatermark(3);
            assertThat(rows.extractOutputValues()).isEmpty();
            rows.processWatermark(4);

            assertThat(rows.extractOutputValues()).hasSize(1);
            InsertBatch batch = rows.extractOutputValues().get(0);
            assertThat(batch.rows()).isEqualTo(3);
            assertThat(batch.lastPosition()).isEqualTo(4);
            assertThat(batch.body())
                    .isEqualTo(concatenated(ToyTable.row(0, 0), ToyTable.row(0, 1), ToyTable.row(4, 0)));
            rows.processWatermark(Long.MAX_VALUE);
            assertThat(rows.extractOutputValues()).hasSize(2);
            assertThat(rows.numKeyedStateEntries()).isZero();
            assertThat(rows.numEventTimeTimers()).isZero();
        }
    }

    @Test
    void makesTheSameInsertInWhateverOrderRowsCome() throws Exception {
        List<TableRow> inOrder = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            inOrder.add(ToyTable.row(i / 10, i % 10));
        }
        List<TableRow> shuffled = new ArrayList<>(inOrder);
        Collections.shuffle(shuffled, new Random(1));

        InsertBatch one = batchOf(inOrder);
        InsertBatch other = batchOf(shuffled);

        assertThat(other.token()).isEqualTo(one.token());
        assertThat(other.body()).isEqualTo(one.body());
    }

    @Test
    void takesTheRestOfADrainedBucketForAnotherInsert() throws Exception {
        InsertBatch first = batchOf(List.of(ToyTable.row(0, 0)));
        InsertBatch rest = batchOf(List.of(ToyTable.row(1, 0)));

        assertThat(rest.token()).isNotEqualTo(first.token());
    }

    @Test
    void bringsABucketTogetherAgainWhenRestoredAtAnotherParallelism() throws Exception {
        OperatorSubtaskState state;
        try (var rows = harness(0, 1)) {
            rows.open();
            for (int position = 0; position < 40; position++) {
                rows.processElement(ToyTable.row(position, 0), 0);
            }
            state = rows.snapshot(1, 1);
        }
        List<InsertBatch> batches = new ArrayList<>();
        for (int subtask = 0; subtask < 2; subtask++) {
            try (var rows = harness(subtask, 2)) {
                rows.setup();
                rows.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                        state, MAX_PARALLELISM, 1, 2, subtask));
                rows.open();
                rows.processWatermark(Long.MAX_VALUE);
                assertThat(rows.extractOutputValues()).isNotEmpty();
                batches.addAll(rows.extractOutputValues());
            }
        }
        assertThat(batches).hasSize(8).allMatch(batch -> batch.rows() == 5);
    }

    @Test
    void splitsALargeBucketBetweenPositionsOnly() throws Exception {
        byte[] large = new byte[BatchRows.MAX_BODY_BYTES / 2 + 1];
        List<TableRow> rows = List.of(
                new TableRow("toys", 0, large),
                new TableRow("toys", 0, large),
                new TableRow("toys", 0, new byte[1]),
                new TableRow("toys", 1, large));
        try (var harness = harness(0, 1)) {
            harness.open();
            for (TableRow row : rows) {
                harness.processElement(row, 0);
            }
            harness.processWatermark(4);

            assertThat(harness.extractOutputValues())
                    .extracting(InsertBatch::rows)
                    .containsExactly(3, 1);
            assertThat(harness.extractOutputValues())
                    .extracting(InsertBatch::token)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void refusesARowOfABucketThatIsWritten() throws Exception {
        try (var rows = harness(0, 1)) {
            rows.open();
            rows.processWatermark(4);

            assertThatThrownBy(() -> rows.processElement(ToyTable.row(3, 0), 0))
                    .hasStackTraceContaining("expected no row at position 3 of table toys after watermark 4");
        }
    }

    private static InsertBatch batchOf(List<TableRow> input) throws Exception {
        try (var rows = harness(0, 1)) {
            rows.open();
            for (TableRow row : input) {
                rows.processElement(row, 0);
            }
            rows.processWatermark(Long.MAX_VALUE);
            return rows.extractOutputValues().get(0);
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<Tuple2<String, Long>, TableRow, InsertBatch> harness(
            int subtask, int parallelism) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new BatchRows(FIVES)),
                FIVES,
                Buckets.KEY_TYPE,
                MAX_PARALLELISM,
                parallelism,
                subtask);
    }

    private static byte[] concatenated(TableRow... rows) {
        var all = new java.io.ByteArrayOutputStream();
        for (TableRow row : rows) {
            all.writeBytes(row.row());
        }
        return all.toByteArray();
    }
}
