/** Finds what pays among the pools of a graph: cycles, routes and splits, sized, verified by integers, net of their costs. */
@NullMarked
package io.mevstream.search;

import org.jspecify.annotations.NullMarked;
