/** Balancer V2: weighted and stable pools, by ports of their fixed-point libraries under their own names. */
@NullMarked
package io.mevstream.amm.balancer;

import org.jspecify.annotations.NullMarked;
