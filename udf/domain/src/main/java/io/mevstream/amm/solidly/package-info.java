/** Pairs of Solidly and its descendants: Aerodrome, Velodrome, and Camelot's stable ones. */
@NullMarked
package io.mevstream.amm.solidly;

import org.jspecify.annotations.NullMarked;
