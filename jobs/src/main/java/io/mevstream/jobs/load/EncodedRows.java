package io.mevstream.jobs.load;

import static io.mevstream.jobs.stream.Steps.step;

import io.mevstream.detect.DetectionFact;
import io.mevstream.jobs.io.clickhouse.TableRow;
import io.mevstream.jobs.io.clickhouse.rows.DetectionPartRows;
import io.mevstream.jobs.io.clickhouse.rows.RowMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Encodes facts as rows, a step for each table, and collects the rows of them all. */
final class EncodedRows {

    private static final TypeInformation<TableRow> ROW = TypeInformation.of(TableRow.class);
    private final List<DataStream<TableRow>> rows = new ArrayList<>();

    /** As parallel as what gives the facts, so that the two are chained and facts are never serialised for this. */
    <F> Consumer<DataStream<F>> as(String id, RowMapper<F> mapper) {
        return facts -> add(id, facts, facts.map(mapper, ROW));
    }

    /** The same for the parts of findings. */
    Consumer<DataStream<DetectionFact>> parts(String id, DetectionPartRows<?> mapper) {
        return findings -> add(id, findings, findings.flatMap(mapper, ROW));
    }

    private void add(String id, DataStream<?> facts, SingleOutputStreamOperator<TableRow> operator) {
        var encoded = operator.setParallelism(facts.getParallelism());
        int most = facts.getTransformation().getMaxParallelism();
        // Where no bound was set, Flink says -1 and does not take it back.
        rows.add(step(id, most > 0 ? encoded.setMaxParallelism(most) : encoded));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    DataStream<TableRow> union() {
        DataStream<TableRow>[] rest = rows.subList(1, rows.size()).toArray(new DataStream[0]);
        return rows.get(0).union(rest);
    }
}
