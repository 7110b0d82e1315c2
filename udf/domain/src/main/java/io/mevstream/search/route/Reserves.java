package io.mevstream.search.route;

import io.mevstream.amm.QuotablePool;
import io.mevstream.amm.ScreeningRate;
import io.mevstream.amm.balancer.StablePool;
import io.mevstream.amm.balancer.WeightedPool;
import io.mevstream.amm.curve.StableSwapPool;
import io.mevstream.amm.solidly.SolidlyPool;
import io.mevstream.amm.v2.PairFee;
import io.mevstream.amm.v2.PairPool;
import io.mevstream.amm.v3.ConcentratedPool;
import io.mevstream.amm.v3.Direction;
import io.mevstream.amm.v3.PoolPrice;
import io.mevstream.amm.v4.ManagedPool;
import io.mevstream.num.UInt256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pool seen as a constant product of two reserves: {@code kept * out * x / (in + kept * x)} for an input of x. Exactly so for pairs; for a pool
 * with ticks as far as its liquidity reaches; for others as a first guess.
 *
 * @param kept the part of the input that counts
 * @param form how far that is what the pool computes
 */
record Reserves(double in, double out, double kept, Form form) {

    enum Form {
        /** For every trade. */
        EXACT,
        /** Until the next tick; beyond, the slope after the trade is exact. */
        WITHIN_RANGE,
        /** Not, but the slope after the trade is exact. */
        EXACT_SLOPE,
        /** Not, and what is taken for the slope after the trade is near it. */
        GUESS
    }

    private static final double ALL_PIPS = 1e6;

    /** Null where the pool gives nothing now. */
    static @Nullable Reserves of(QuotablePool pool, int in, int out) {
        Reserves reserves;
        if (pool instanceof PairPool pair) {
            reserves = of(pair, in);
        } else if (pool instanceof ConcentratedPool ticks) {
            reserves = of(ticks.price(), in, ticks.tier().feePips());
        } else if (pool instanceof ManagedPool managed) {
            Direction direction = in == 0 ? Direction.ZERO_FOR_ONE : Direction.ONE_FOR_ZERO;
            reserves = of(managed.price(), in, managed.fees().pips(direction));
        } else {
            reserves = byRate(pool, in, out);
        }
        return reserves != null && reserves.in > 0 && reserves.out > 0 ? reserves : null;
    }

    private static Reserves of(PairPool pair, int in) {
        PairFee fee = in == 0 ? pair.fee0() : pair.fee1();
        double first = Magnitude.of(pair.reserve0());
        double second = Magnitude.of(pair.reserve1());
        return new Reserves(
                in == 0 ? first : second,
                in == 0 ? second : first,
                (double) fee.numerator() / fee.denominator(),
                Form.EXACT);
    }

    private static Reserves of(PoolPrice price, int in, int feePips) {
        double root = Magnitude.of(price.sqrtPriceX96()) * 0x1p-96;
        double liquidity = Magnitude.of(price.liquidity());
        return new Reserves(
                in == 0 ? liquidity / root : liquidity * root,
                in == 0 ? liquidity * root : liquidity / root,
                1 - feePips / ALL_PIPS,
                Form.WITHIN_RANGE);
    }

    private static @Nullable Reserves byRate(QuotablePool pool, int in, int out) {
        ScreeningRate rate = SmallTrade.marginalRate(pool, in, out);
        if (rate == null) {
            return null;
        }
        UInt256 balance = balance(pool, in);
        double reserve = balance == null ? 1e6 : Magnitude.of(balance);
        Form form = Form.GUESS;
        if (pool instanceof SolidlyPool pair && pair.curve() == null) {
            double kept = 1 - (double) pair.feeParts() / pair.feeBase();
            return new Reserves(reserve, reserve * rate.outPerIn() / kept, kept, Form.EXACT);
        }
        if (pool instanceof SolidlyPool) {
            form = Form.EXACT_SLOPE;
        }
        return new Reserves(reserve, reserve * rate.outPerIn(), 1, form);
    }

    private static @Nullable UInt256 balance(QuotablePool pool, int token) {
        if (pool instanceof SolidlyPool pair) {
            return token == 0 ? pair.reserve0() : pair.reserve1();
        }
        List<UInt256> balances = pool instanceof WeightedPool weighted
                ? weighted.balances()
                : pool instanceof StablePool stable
                        ? stable.balances()
                        : pool instanceof StableSwapPool curve ? curve.balances() : null;
        return balances == null ? null : balances.get(token);
    }
}
