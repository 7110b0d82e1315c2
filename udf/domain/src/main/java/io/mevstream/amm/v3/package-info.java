/** Concentrated liquidity: ports of the Uniswap V3 libraries under their own names, which V4 and the forks share. */
@NullMarked
package io.mevstream.amm.v3;

import org.jspecify.annotations.NullMarked;
