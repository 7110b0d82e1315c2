/** The judge's record: every byte that a relay received and what it answered, in a file that shows when it was changed. */
@NullMarked
package io.mevstream.devchain.ledger;

import org.jspecify.annotations.NullMarked;
