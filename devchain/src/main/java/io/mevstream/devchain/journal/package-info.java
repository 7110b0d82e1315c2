/** The actor journal: for each block, which transaction was what, by what its actor meant and its receipt says. */
@NullMarked
package io.mevstream.devchain.journal;

import org.jspecify.annotations.NullMarked;
