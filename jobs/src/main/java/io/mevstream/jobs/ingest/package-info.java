/** The process in front of a chain's log: what nodes show of a chain and of its pending transactions, put into one order. */
@NullMarked
package io.mevstream.jobs.ingest;

import org.jspecify.annotations.NullMarked;
