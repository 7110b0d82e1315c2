package io.mevstream.jobs.io.clickhouse;

import java.io.Serializable;

/**
 * A column that rows are written to.
 *
 * @param type as ClickHouse spells it, such as {@code Nullable(UInt256)}
 */
public record Column(String name, String type) implements Serializable {}
