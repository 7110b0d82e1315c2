/** Debt repaid for collateral, and what came of it. */
@NullMarked
package io.mevstream.detect.liquidation;

import org.jspecify.annotations.NullMarked;
