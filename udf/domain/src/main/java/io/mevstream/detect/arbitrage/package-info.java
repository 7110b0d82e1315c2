/** Cycles of trades within one transaction that leave their trader with more than before. */
@NullMarked
package io.mevstream.detect.arbitrage;

import org.jspecify.annotations.NullMarked;
