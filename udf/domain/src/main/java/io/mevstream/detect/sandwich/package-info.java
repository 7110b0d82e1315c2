/** Trades around the trades of others, at their expense. */
@NullMarked
package io.mevstream.detect.sandwich;

import org.jspecify.annotations.NullMarked;
