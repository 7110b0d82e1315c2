package io.mevstream.amm;

import io.mevstream.num.UInt256;
import org.jspecify.annotations.Nullable;

/**
 * A pool in one state, as far as it is known: what a trade gives by the contract's own integers. Immutable; a trade or an
 * event gives another pool. Tokens are numbered from 0 in the pool's order, amounts are raw token units.
 */
public interface QuotablePool {

    PoolMaths maths();

    int tokenCount();

    Completeness completeness();

    /** What the pool gives for exactly this input. */
    Quote quoteExactIn(int tokenIn, int tokenOut, UInt256 amountIn);

    /**
     * What the pool takes for exactly this output, as its contract or its router asks; where neither offers that, the least
     * input that gives at least the output.
     */
    Quote quoteExactOut(int tokenIn, int tokenOut, UInt256 amountOut);

    /** Output per input of the next smallest trade, fee taken off: for screening only; null where it is not known. */
    @Nullable
    ScreeningRate screeningRate(int tokenIn, int tokenOut);

    /** Whether these are two different tokens of the pool. */
    default boolean trades(int tokenIn, int tokenOut) {
        return tokenIn != tokenOut && Math.min(tokenIn, tokenOut) >= 0 && Math.max(tokenIn, tokenOut) < tokenCount();
    }
}
