package io.mevstream.search.graph;

import io.mevstream.amm.ScreeningRate;
import io.mevstream.amm.v2.PairFee;
import io.mevstream.amm.v2.PairPool;
import io.mevstream.num.UInt256;
import java.util.Arrays;

/**
 * By hop, what a pair gives as floating point: {@code rate x / (1 + bend x)} for an input of x. Not a number where the pool is not a constant
 * product.
 */
public final class Curves {

    private static final double MARGIN = 1e-9;

    private double[] rates = new double[0];
    private double[] bends = new double[0];

    Curves() {}

    Curves copy() {
        Curves copy = new Curves();
        copy.rates = rates.clone();
        copy.bends = bends.clone();
        return copy;
    }

    /**
     * The most that a cycle of hops can gain, whatever its input; infinite where one of them is not a constant product. No input gains more by the pools'
     * integers, which only round down.
     *
     * @param start which hop the cycle begins with
     * @param price what a unit of input costs
     */
    public double mostGain(int[] hops, int length, int start, double price) {
        double rate = 1;
        double bend = 0;
        for (int i = 0; i < length; i++) {
            int at = start + i;
            int hop = hops[at < length ? at : at - length];
            bend += bends[hop] * rate;
            rate *= rates[hop];
        }
        // (sqrt(rate) - sqrt(price))^2 / bend, without losing the digits that matter where both are nearly equal.
        double root = (rate - price) / (Math.sqrt(rate) + Math.sqrt(price));
        double gain = root * root / bend * (1 + MARGIN);
        return gain >= 0 ? gain : Double.POSITIVE_INFINITY;
    }

    void fit(int hops) {
        if (rates.length < hops) {
            int from = rates.length;
            rates = Arrays.copyOf(rates, Math.max(hops, from + from / 2));
            bends = Arrays.copyOf(bends, rates.length);
            Arrays.fill(rates, from, rates.length, Double.NaN);
        }
    }

    void clear(int leg) {
        rates[2 * leg] = Double.NaN;
        rates[2 * leg + 1] = Double.NaN;
    }

    /**
     * Sets both hops of a pair's leg: the logarithm of token1 for token0, before fees.
     *
     * @param up the hop that pays token0 in
     */
    double set(int up, PairPool pair) {
        double reserve0 = ScreeningRate.ratio(pair.reserve0(), UInt256.ONE).outPerIn();
        double reserve1 = ScreeningRate.ratio(pair.reserve1(), UInt256.ONE).outPerIn();
        set(up, reserve0, reserve1, pair.fee0());
        set(up ^ 1, reserve1, reserve0, pair.fee1());
        return reserve0 > 0 && reserve1 > 0 ? Math.log(reserve1 / reserve0) : Double.NaN;
    }

    private void set(int hop, double in, double out, PairFee fee) {
        double kept = (double) fee.numerator() / fee.denominator();
        rates[hop] = kept * (out / in);
        bends[hop] = kept / in;
    }

    long bytes() {
        return 8L * (rates.length + bends.length);
    }
}
