/** What logs mean: one record for each thing that can happen to a token, a pool, a feed or a loan. */
@NullMarked
package io.mevstream.event;

import org.jspecify.annotations.NullMarked;
