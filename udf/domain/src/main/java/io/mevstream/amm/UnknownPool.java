package io.mevstream.amm;

import io.mevstream.amm.Quote.Reason;
import io.mevstream.num.UInt256;
import org.jspecify.annotations.Nullable;

/** A pool of whose state nothing is known: it is on the list and quotes nothing. */
public record UnknownPool(PoolMaths maths, int tokenCount) implements QuotablePool {

    @Override
    public Completeness completeness() {
        return Completeness.UNKNOWN;
    }

    @Override
    public Quote quoteExactIn(int tokenIn, int tokenOut, UInt256 amountIn) {
        return Quote.refused(Reason.STATE_UNKNOWN);
    }

    @Override
    public Quote quoteExactOut(int tokenIn, int tokenOut, UInt256 amountOut) {
        return Quote.refused(Reason.STATE_UNKNOWN);
    }

    @Override
    public @Nullable ScreeningRate screeningRate(int tokenIn, int tokenOut) {
        return null;
    }
}
