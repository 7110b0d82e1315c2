/** Inspects each block of a chain's log for executed MEV. */
@NullMarked
package io.mevstream.jobs.inspect;

import org.jspecify.annotations.NullMarked;
