/** Curve's stable pools. Their versions differ in rounding: {@link io.mevstream.amm.curve.StableSwapRules} says how. */
@NullMarked
package io.mevstream.amm.curve;

import org.jspecify.annotations.NullMarked;
