/** Tables that others exported from a chain, read by ClickHouse and written as the JSON-RPC answers that blocks are read from. */
@NullMarked
package io.mevstream.jobs.io.tables;

import org.jspecify.annotations.NullMarked;
