package io.mevstream.jobs.inspect;

import io.mevstream.chain.ChainRecord;
import io.mevstream.detect.Detection;
import io.mevstream.detect.DetectionFact;
import io.mevstream.detect.trace.UnreadCall;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts what was found by kind, {@code detections.<kind>}, what an undo took back, {@code detections.retracted}, and calls
 * that had a selector we know and were made into nothing, {@code calls.unread.<reason>}.
 */
final class DetectionCounters {

    private final Counter retracted;
    private final Map<Detection.Kind, Counter> byKind = new EnumMap<>(Detection.Kind.class);

    private final Map<UnreadCall.Reason, Counter> unread = new EnumMap<>(UnreadCall.Reason.class);

    DetectionCounters(MetricGroup operator) {
        MetricGroup detections = operator.addGroup("detections");
        retracted = detections.counter("retracted");
        for (Detection.Kind kind : Detection.Kind.values()) {
            byKind.put(kind, detections.counter(kind.name().toLowerCase(Locale.ROOT)));
        }
        MetricGroup calls = operator.addGroup("calls").addGroup("unread");
        for (UnreadCall.Reason reason : UnreadCall.Reason.values()) {
            unread.put(reason, calls.counter(reason.name().toLowerCase(Locale.ROOT)));
        }
    }

    void count(UnreadCall call, int times) {
        unread.get(call.reason()).inc(times);
    }

    void count(DetectionFact fact) {
        if (fact.origin().kind() == ChainRecord.Kind.UNDO) {
            retracted.inc();
        } else {
            byKind.get(fact.detection().kind()).inc();
        }
    }
}
