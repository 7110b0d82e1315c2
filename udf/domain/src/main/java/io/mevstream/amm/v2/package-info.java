/** Constant-product pairs: Uniswap V2 and its forks, which differ in fee. */
@NullMarked
package io.mevstream.amm.v2;

import org.jspecify.annotations.NullMarked;
