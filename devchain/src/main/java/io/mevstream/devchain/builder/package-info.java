/** Who decides what a block holds: the public mempool, bundles, their simulation, the merge, and the rivals. */
@NullMarked
package io.mevstream.devchain.builder;

import org.jspecify.annotations.NullMarked;
