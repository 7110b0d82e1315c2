/** HTTP as relays speak it, and as they fail at it. */
@NullMarked
package io.mevstream.devchain.wire;

import org.jspecify.annotations.NullMarked;
