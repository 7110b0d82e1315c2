/**
 * ClickHouse: the embedded engine, migrations, tables and their row encoding, the deduplicating bulk sink, and reads.
 *
 * <p>Bulk writes go through {@code client-v2}, reads through {@code clickhouse-jdbc}; both over HTTP, to the embedded
 * engine and to an external server alike.
 */
package io.mevstream.jobs.io.clickhouse;
