/** Pools of the Uniswap V4 manager: the ticks of V3, fees in two parts, and hooks. */
@NullMarked
package io.mevstream.amm.v4;

import org.jspecify.annotations.NullMarked;
