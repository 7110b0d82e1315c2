package io.mevstream.search.route;

import io.mevstream.amm.QuotablePool;
import io.mevstream.amm.Quote;
import io.mevstream.amm.ScreeningRate;
import io.mevstream.amm.curve.StableSwapPool;
import io.mevstream.num.UInt256;
import org.jspecify.annotations.Nullable;

/**
 * The rate of a trade that is small beside the pool and large beside a raw unit: where the maths offers no marginal rate, or one that a unit's
 * rounding swallows.
 */
public final class SmallTrade {

    private static final UInt256 FEW = UInt256.of(1024);
    private static final int PART_BITS = 20;

    private SmallTrade() {}

    /** The marginal rate; of Curve's pools by a small trade. Null where there is none. */
    static @Nullable ScreeningRate marginalRate(QuotablePool pool, int in, int out) {
        if (!(pool instanceof StableSwapPool stable)) {
            return pool.screeningRate(in, out);
        }
        UInt256 little = amount(stable, in);
        return stable.quoteExactIn(in, out, little) instanceof Quote.Filled filled
                ? ScreeningRate.ratio(filled.amountOut(), little)
                : null;
    }

    /**
     * The most that a pool of Curve gives for a unit, as a natural logarithm: the rate of a small trade, four times by how much the next such trade is worse, and
     * two units for rounding. Negative infinity where it gives nothing.
     */
    public static double mostLog(StableSwapPool pool, int in, int out) {
        UInt256 little = amount(pool, in);
        if (!(pool.quoteExactIn(in, out, little) instanceof Quote.Filled one)) {
            return Double.NEGATIVE_INFINITY;
        }
        double first = Magnitude.of(one.amountOut());
        double second = one.after().quoteExactIn(in, out, little) instanceof Quote.Filled other
                ? Magnitude.of(other.amountOut())
                : first / 2;
        return Math.log(first / Magnitude.of(little)) + 4 * Math.max(0, Math.log(first / second)) + 2 / first;
    }

    private static UInt256 amount(StableSwapPool pool, int in) {
        UInt256 balance = pool.balances().get(in);
        return balance.shiftRight(PART_BITS).max(balance.shiftRight(4).min(FEW)).max(UInt256.ONE);
    }
}
