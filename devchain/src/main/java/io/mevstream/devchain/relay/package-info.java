/** The relays: their JSON-RPC methods, their differences, the public node beside them, and the knobs for tests. */
@NullMarked
package io.mevstream.devchain.relay;

import org.jspecify.annotations.NullMarked;
