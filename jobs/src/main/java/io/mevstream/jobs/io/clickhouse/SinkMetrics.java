package io.mevstream.jobs.io.clickhouse;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;

/**
 * What a writer has done since it started: {@code rows}, {@code bytes}, {@code inserts}, {@code retries},
 * {@code lookups} of acknowledged batches that were in doubt, {@code repairs} of those that were missing, {@code lastPosition}.
 */
class SinkMetrics {

    private final SinkWriterMetricGroup group;
    private final Counter rows;
    private final Counter bytes;
    private final Counter inserts;
    private final Counter retries;
    private final Counter lookups;
    private final Counter repairs;
    private volatile long lastPosition = -1;

    SinkMetrics(SinkWriterMetricGroup group) {
        this.group = group;
        this.rows = group.counter("rows");
        this.bytes = group.counter("bytes");
        this.inserts = group.counter("inserts");
        this.retries = group.counter("retries");
        this.lookups = group.counter("lookups");
        this.repairs = group.counter("repairs");
        group.gauge("lastPosition", () -> lastPosition);
    }

    void inserted(InsertBatch batch) {
        rows.inc(batch.rows());
        bytes.inc(batch.body().length);
        inserts.inc();
        group.getNumRecordsSendCounter().inc(batch.rows());
        group.getNumBytesSendCounter().inc(batch.body().length);
        lastPosition = Math.max(lastPosition, batch.lastPosition());
    }

    void retried() {
        retries.inc();
    }

    void lookedFor() {
        lookups.inc();
    }

    void repaired() {
        repairs.inc();
    }
}
