/** What is stored: one record for each row that a block, a log or a pool gives, with where it came from. */
@NullMarked
package io.mevstream.fact;

import org.jspecify.annotations.NullMarked;
