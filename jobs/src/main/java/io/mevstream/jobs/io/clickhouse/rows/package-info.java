/** From facts to ClickHouse rows: one mapper for each table, which is also that table's list of columns. */
@NullMarked
package io.mevstream.jobs.io.clickhouse.rows;

import org.jspecify.annotations.NullMarked;
