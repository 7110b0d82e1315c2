/** Loads a chain's facts into ClickHouse. */
@NullMarked
package io.mevstream.jobs.load;

import org.jspecify.annotations.NullMarked;
