package io.mevstream.jobs.io.clickhouse;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;

/** What a writer has done since it started: {@code rows}, {@code bytes}, {@code inserts}, {@code retries}, {@code lastPosition}. */
final class SinkMetrics {

    private final SinkWriterMetricGroup group;
    private final Counter rows;
    private final Counter bytes;
    private final Counter inserts;
    private final Counter retries;
    private volatile long lastPosition = -1;

    SinkMetrics(SinkWriterMetricGroup group) {
        this.group = group;
        this.rows = group.counter("rows");
        this.bytes = group.counter("bytes");
        this.inserts = group.counter("inserts");
        this.retries = group.counter("retries");
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
}
