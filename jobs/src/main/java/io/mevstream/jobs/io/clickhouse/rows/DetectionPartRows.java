package io.mevstream.jobs.io.clickhouse.rows;

import io.mevstream.detect.Detection;
import io.mevstream.detect.DetectionFact;
import io.mevstream.fact.Origin;
import io.mevstream.jobs.io.clickhouse.TableRow;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Turns each finding into a row for each of its parts of one sort. */
public abstract class DetectionPartRows<T> extends RowMapper<DetectionPart<T>>
        implements FlatMapFunction<DetectionFact, TableRow> {

    DetectionPartRows(String tableName) {
        super(tableName);
    }

    /** The finding's parts. */
    abstract List<T> parts(Detection detection);

    /** Adds the table's own columns, behind the finding's name and kind. */
    abstract void describeParts(RowShape<DetectionPart<T>> columns);

    @Override
    public final void flatMap(DetectionFact fact, Collector<TableRow> out) {
        for (DetectionPart<T> part : DetectionPart.all(fact, each -> parts(each.detection()))) {
            out.collect(map(part));
        }
    }

    @Override
    final Origin origin(DetectionPart<T> part) {
        return part.of().origin();
    }

    @Override
    final String key(DetectionPart<T> part) {
        return part.of().detection().key() + '|' + part.ordinal();
    }

    @Override
    final void describe(RowShape<DetectionPart<T>> columns) {
        describeParts(columns.text("detection", part -> part.of().detection().key())
                .constant("kind", part -> part.of().detection().kind()));
    }
}
