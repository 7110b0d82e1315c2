/** Who acts on the development chain's market: each decides by a seeded stream of its own and by what the chain shows. */
@NullMarked
package io.mevstream.devchain.actor;

import org.jspecify.annotations.NullMarked;
