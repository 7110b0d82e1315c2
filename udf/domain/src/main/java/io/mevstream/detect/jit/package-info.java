/** Liquidity that is there for the trades of others only. */
@NullMarked
package io.mevstream.detect.jit;

import org.jspecify.annotations.NullMarked;
