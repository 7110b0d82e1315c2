/** EVM nodes: JSON-RPC over HTTP and WebSocket, several endpoints at once, of which none is believed. */
@NullMarked
package io.mevstream.jobs.io.node;

import org.jspecify.annotations.NullMarked;
