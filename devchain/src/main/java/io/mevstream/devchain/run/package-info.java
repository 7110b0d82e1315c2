/** The market in motion: slots of virtual time, blocks built from what the actors sent, reorgs, and what is recorded of it. */
@NullMarked
package io.mevstream.devchain.run;

import org.jspecify.annotations.NullMarked;
