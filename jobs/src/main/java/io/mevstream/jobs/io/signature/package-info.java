/** Signatures, by a native library. */
@NullMarked
package io.mevstream.jobs.io.signature;

import org.jspecify.annotations.NullMarked;
