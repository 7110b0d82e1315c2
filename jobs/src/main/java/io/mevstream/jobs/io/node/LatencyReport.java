package io.mevstream.jobs.io.node;

/** How long something took, in microseconds; the percentiles are of the latest thousand. */
public record LatencyReport(long count, long p50Micros, long p99Micros, long mostMicros) {}
