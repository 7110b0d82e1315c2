/** Proofs: claims about the whole that can fail, run at CI size by the tests and in full by {@code ./mevstream verify}. */
@NullMarked
package io.mevstream.verify;

import org.jspecify.annotations.NullMarked;
