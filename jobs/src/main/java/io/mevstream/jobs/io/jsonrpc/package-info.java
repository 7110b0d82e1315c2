/** Blocks from files of JSON-RPC answers: what was read, what was refused and why. */
@NullMarked
package io.mevstream.jobs.io.jsonrpc;

import org.jspecify.annotations.NullMarked;
