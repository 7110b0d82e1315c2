package io.mevstream.jobs.io.clickhouse.rows;

import io.mevstream.detect.DetectionFact;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One of the things a finding consists of.
 *
 * @param ordinal its place among those of its sort, from 0
 */
record DetectionPart<T>(DetectionFact of, int ordinal, T value) {

    static <T> List<DetectionPart<T>> all(DetectionFact of, Function<DetectionFact, List<T>> values) {
        List<DetectionPart<T>> parts = new ArrayList<>();
        for (T value : values.apply(of)) {
            parts.add(new DetectionPart<>(of, parts.size(), value));
        }
        return parts;
    }
}
