package io.mevstream.amm;

import io.mevstream.num.UInt256;
import java.util.function.Supplier;

/** What a pool answers to a trade. */
public sealed interface Quote {

    /**
     * The trade goes through.
     *
     * @param amountIn what the pool takes, fee included, in raw token units
     * @param amountOut what the pool gives
     * @param after the pool as the trade leaves it
     */
    record Filled(UInt256 amountIn, UInt256 amountOut, QuotablePool after) implements Quote {}

    /** There is no such trade, or nothing is known of it. */
    record Refused(Reason reason) implements Quote {}

    /** Why a pool does not fill a trade. */
    enum Reason {
        /** Nothing is asked for. */
        ZERO_AMOUNT,
        /** The pool would give nothing: some contracts revert, and nobody asks for it. */
        ZERO_OUTPUT,
        /** The pool does not have as much, at any price. */
        INSUFFICIENT_LIQUIDITY,
        /** The contract limits a trade to a share of its balance. */
        ABOVE_LIMIT,
        /** The contract would revert in its arithmetic. */
        REVERTS,
        /** The state that the trade depends on is not known. */
        STATE_UNKNOWN,
        /** The trade leaves the ticks whose liquidity is known. */
        BEYOND_KNOWN_TICKS,
        /** A hook may change the trade. */
        HOOKED,
        /** The fee is decided during the trade. */
        DYNAMIC_FEE,
        /** No such pair of tokens, or a trade this maths does not cover. */
        UNSUPPORTED
    }

    static Quote refused(Reason reason) {
        return new Refused(reason);
    }

    /** The quote; {@link Reason#REVERTS} where computing it leaves what the contract's integers hold. */
    static Quote orReverts(Supplier<Quote> quote) {
        try {
            return quote.get();
        } catch (ArithmeticException e) {
            return new Refused(Reason.REVERTS);
        }
    }
}
