package io.mevstream.search;

import io.mevstream.num.UInt256;

/**
 * A swap that somebody else is about to make.
 *
 * @param slot the pool's slot in the graph
 * @param positionIn where in the pool's order the token stands that is paid in
 * @param positionOut and the one that is paid out
 * @param amountIn raw units paid in
 */
public record PendingSwap(int slot, int positionIn, int positionOut, UInt256 amountIn) {}
