/** How domain values are laid out in bytes between operators and in state, without Kryo. */
@NullMarked
package io.mevstream.jobs.stream.format;

import org.jspecify.annotations.NullMarked;
