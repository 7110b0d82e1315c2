/** Turns a chain's log into facts. */
@NullMarked
package io.mevstream.jobs.chain;

import org.jspecify.annotations.NullMarked;
