package io.mevstream.jobs.chain;

import io.mevstream.decode.LogOutcome;
import io.mevstream.decode.RejectionReason;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts what became of logs: {@code logs.decoded}, {@code logs.ignored}, {@code logs.unknown} and, by reason,
 * {@code logs.rejected.<reason>}.
 */
final class LogCounters {

    private final Counter decoded;
    private final Counter ignored;
    private final Counter unknown;
    private final Map<RejectionReason, Counter> rejected = new EnumMap<>(RejectionReason.class);

    LogCounters(MetricGroup operator) {
        MetricGroup logs = operator.addGroup("logs");
        decoded = logs.counter("decoded");
        ignored = logs.counter("ignored");
        unknown = logs.counter("unknown");
        MetricGroup byReason = logs.addGroup("rejected");
        for (RejectionReason reason : RejectionReason.values()) {
            rejected.put(reason, byReason.counter(reason.name().toLowerCase(Locale.ROOT)));
        }
    }

    void count(LogOutcome outcome) {
        if (outcome instanceof LogOutcome.Decoded) {
            decoded.inc();
        } else if (outcome instanceof LogOutcome.Ignored) {
            ignored.inc();
        } else if (outcome instanceof LogOutcome.Rejected refusal) {
            rejected.get(refusal.reason()).inc();
        } else {
            unknown.inc();
        }
    }
}
