/** What trades with pools give, one folder a family: {@link io.mevstream.amm.PoolMaths} lists them with their evidence. */
@NullMarked
package io.mevstream.amm;

import org.jspecify.annotations.NullMarked;
