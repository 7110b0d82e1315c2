/** A trade of a given size over many routes at once. */
@NullMarked
package io.mevstream.search.split;

import org.jspecify.annotations.NullMarked;
