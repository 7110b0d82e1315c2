/** Blocks made up for tests, proofs and benchmarks: honest headers over events encoded as contracts encode them. */
@NullMarked
package io.mevstream.synthetic;

import org.jspecify.annotations.NullMarked;
