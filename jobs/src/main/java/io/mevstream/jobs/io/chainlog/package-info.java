/**
 * The chain log: its wire format, its writer and reader as files, and its Flink source. The formats are described byte
 * by byte in {@code docs/chain-log.md}.
 */
@NullMarked
package io.mevstream.jobs.io.chainlog;

import org.jspecify.annotations.NullMarked;
