/** The node as a child process, and what talks to it: JSON-RPC, accounts, transactions, blocks at chosen times. */
@NullMarked
package io.mevstream.devchain.node;

import org.jspecify.annotations.NullMarked;
