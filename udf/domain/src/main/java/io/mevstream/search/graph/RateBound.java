package io.mevstream.search.graph;

import io.mevstream.amm.Completeness;
import io.mevstream.amm.QuotablePool;
import io.mevstream.amm.ScreeningRate;
import io.mevstream.amm.curve.StableSwapPool;
import io.mevstream.amm.v2.PairFee;
import io.mevstream.amm.v3.ConcentratedPool;
import io.mevstream.amm.v3.Direction;
import io.mevstream.amm.v4.ManagedPool;
import io.mevstream.search.route.SmallTrade;
import org.jspecify.annotations.Nullable;

/**
 * The most that a pool gives for what it is paid, whatever the size, as a natural logarithm: its marginal rate now and a margin.
 *
 * <p>It bounds every trade's rate, rounding aside, because pools give less for more. The margin of 1e-9 is a million times what the
 * floating point of a rate and its logarithm can be off by. Where the price stands in a gap without liquidity, it bounds as well: a trade only moves it
 * to the worse. Curve's rate is that of a small trade, with a margin by how it bends ({@link SmallTrade}).
 *
 * <p>What is not bounded is rounding in the trader's favour: a fee rounded down to nothing, a balance found one unit off. That is less than
 * a raw unit of each hop.
 */
final class RateBound {

    private static final double MARGIN = 1e-9;
    private static final double UNISWAP_KEPT = Math.log(0.997);

    private RateBound() {}

    /** Negative infinity where the pool does not trade these. */
    static double logOf(QuotablePool pool, int tokenIn, int tokenOut) {
        if (pool.completeness() == Completeness.UNKNOWN) {
            return Rates.NONE;
        }
        if (pool instanceof StableSwapPool stable) {
            return SmallTrade.mostLog(stable, tokenIn, tokenOut) + MARGIN;
        }
        ScreeningRate rate = pool.screeningRate(tokenIn, tokenOut);
        if (rate == null) {
            rate = inGap(pool, tokenIn);
        }
        if (rate == null || !(rate.outPerIn() > 0) || Double.isInfinite(rate.outPerIn())) {
            return Rates.NONE;
        }
        return Math.log(rate.outPerIn()) + MARGIN;
    }

    /** The rate of a pair's trade that pays this fee, by the logarithm of its price. */
    static double logOf(double spotLog, PairFee fee) {
        double kept =
                fee.equals(PairFee.UNISWAP) ? UNISWAP_KEPT : Math.log((double) fee.numerator() / fee.denominator());
        return Double.isNaN(spotLog) ? Rates.NONE : spotLog + kept + MARGIN;
    }

    private static @Nullable ScreeningRate inGap(QuotablePool pool, int tokenIn) {
        if (pool instanceof ConcentratedPool concentrated) {
            return ConcentratedPool.rate(
                    concentrated.price().sqrtPriceX96(),
                    tokenIn,
                    concentrated.tier().feePips());
        }
        if (pool instanceof ManagedPool managed) {
            Direction direction = tokenIn == 0 ? Direction.ZERO_FOR_ONE : Direction.ONE_FOR_ZERO;
            return ConcentratedPool.rate(
                    managed.price().sqrtPriceX96(), tokenIn, managed.fees().pips(direction));
        }
        return null;
    }
}
