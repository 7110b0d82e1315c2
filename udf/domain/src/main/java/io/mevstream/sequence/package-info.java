/** Which blocks, in which order, are the chain: for a set that is there, and for a stream that goes on. */
@NullMarked
package io.mevstream.sequence;

import org.jspecify.annotations.NullMarked;
