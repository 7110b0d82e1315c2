/** Tokens and pools as a graph in contiguous arrays, with what a search for cycles needs kept up to date. */
@NullMarked
package io.mevstream.search.graph;

import org.jspecify.annotations.NullMarked;
