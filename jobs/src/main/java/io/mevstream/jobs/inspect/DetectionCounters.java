package io.mevstream.jobs.inspect;

import io.mevstream.chain.ChainRecord;
import io.mevstream.detect.Detection;
import io.mevstream.detect.DetectionFact;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts what was found by kind, {@code detections.<kind>}, and what an undo took back, {@code detections.retracted}. */
final class DetectionCounters {

    private final Counter retracted;
    private final Map<Detection.Kind, Counter> byKind = new EnumMap<>(Detection.Kind.class);

    DetectionCounters(MetricGroup operator) {
        MetricGroup detections = operator.addGroup("detections");
        retracted = detections.counter("retracted");
        for (Detection.Kind kind : Detection.Kind.values()) {
            byKind.put(kind, detections.counter(kind.name().toLowerCase(Locale.ROOT)));
        }
    }

    void count(DetectionFact fact) {
        if (fact.origin().kind() == ChainRecord.Kind.UNDO) {
            retracted.inc();
        } else {
            byKind.get(fact.detection().kind()).inc();
        }
    }
}
