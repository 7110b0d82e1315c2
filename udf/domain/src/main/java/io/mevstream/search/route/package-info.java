/** Routes through pools: what they give by the pools' own integers, and the input at which they give most. */
@NullMarked
package io.mevstream.search.route;

import org.jspecify.annotations.NullMarked;
