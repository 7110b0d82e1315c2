/** 256-bit integers as the EVM computes them, over four longs. */
@NullMarked
package io.mevstream.num;

import org.jspecify.annotations.NullMarked;
