/** The development chain: a real EVM with real contracts, started by one command. */
@NullMarked
package io.mevstream.devchain;

import org.jspecify.annotations.NullMarked;
