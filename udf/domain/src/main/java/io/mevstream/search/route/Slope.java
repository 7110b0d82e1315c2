package io.mevstream.search.route;

import io.mevstream.amm.QuotablePool;
import io.mevstream.amm.Quote;
import io.mevstream.amm.ScreeningRate;
import io.mevstream.amm.v2.PairPool;
import io.mevstream.num.UInt256;

/** What the next unit gives after a trade of some size: the product of the hops' own marginal rates after it. */
final class Slope {

    private Slope() {}

    /** The natural logarithm of what the last unit of an input gave; NaN where a hop refuses the input. */
    static double logAt(PoolPath path, UInt256 amountIn) {
        double sum = 0;
        UInt256 amount = amountIn;
        for (int hop = 0; hop < path.length(); hop++) {
            QuotablePool pool = path.pool(hop);
            if (!(pool.quoteExactIn(path.in(hop), path.out(hop), amount) instanceof Quote.Filled filled)) {
                return Double.NaN;
            }
            ScreeningRate rate = SmallTrade.marginalRate(filled.after(), path.in(hop), path.out(hop));
            if (rate == null || !(rate.outPerIn() > 0)) {
                return Double.NEGATIVE_INFINITY;
            }
            sum += Math.log(rate.outPerIn() * ofFeeLeftInPool(pool, path.in(hop), amount));
            amount = filled.amountOut();
        }
        return sum;
    }

    /** A pair prices the next trade by reserves that hold the fee; the same trade made larger does not. */
    private static double ofFeeLeftInPool(QuotablePool pool, int in, UInt256 amount) {
        if (!(pool instanceof PairPool)) {
            return 1;
        }
        Reserves reserves = Reserves.of(pool, in, 1 - in);
        if (reserves == null) {
            return 1;
        }
        double input = Magnitude.of(amount);
        return (reserves.in() + input) / (reserves.in() + reserves.kept() * input);
    }
}
