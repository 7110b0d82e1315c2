package io.mevstream.amm.v3;

import io.mevstream.num.Int256;
import io.mevstream.num.Limbs;
import io.mevstream.num.UInt256;
import java.math.BigInteger;

/** Ticks and square-root prices: a port of the Uniswap V3 library of that name. Prices are Q64.96. */
public final class TickMath {

    public static final int MIN_TICK = -887272;
    public static final int MAX_TICK = 887272;
    public static final UInt256 MIN_SQRT_RATIO = UInt256.of(4295128739L);
    public static final UInt256 MAX_SQRT_RATIO =
            UInt256.of(new BigInteger("1461446703485210103287273052203988822378723970342"));

    /** {@code sqrt(1.0001)^-(2^i)} as Q128.128, upper word then lower. */
    private static final long[] POWERS = {
        0xfffcb933bd6fad37L, 0xaa2d162d1a594001L,
        0xfff97272373d4132L, 0x59a46990580e213aL,
        0xfff2e50f5f656932L, 0xef12357cf3c7fdccL,
        0xffe5caca7e10e4e6L, 0x1c3624eaa0941cd0L,
        0xffcb9843d60f6159L, 0xc9db58835c926644L,
        0xff973b41fa98c081L, 0x472e6896dfb254c0L,
        0xff2ea16466c96a38L, 0x43ec78b326b52861L,
        0xfe5dee046a99a2a8L, 0x11c461f1969c3053L,
        0xfcbe86c7900a88aeL, 0xdcffc83b479aa3a4L,
        0xf987a7253ac41317L, 0x6f2b074cf7815e54L,
        0xf3392b0822b70005L, 0x940c7a398e4b70f3L,
        0xe7159475a2c29b74L, 0x43b29c7fa6e889d9L,
        0xd097f3bdfd2022b8L, 0x845ad8f792aa5825L,
        0xa9f746462d870fdfL, 0x8a65dc1f90e061e5L,
        0x70d869a156d2a1b8L, 0x90bb3df62baf32f7L,
        0x31be135f97d08fd9L, 0x81231505542fcfa6L,
        0x09aa508b5b7a84e1L, 0xc677de54f3e99bc9L,
        0x005d6af8dedb8119L, 0x6699c329225ee604L,
        0x00002216e584f5faL, 0x1ea926041bedfe98L,
        0x00000000048a1703L, 0x91f7dc42444e8fa2L
    };

    /** {@code 255738958999603826347141 << 50}: log2 in 2^-14ths to log of sqrt(1.0001) in 2^-128ths. */
    private static final Int256 LOG_SQRT_10001 = Int256.of(new BigInteger("255738958999603826347141").shiftLeft(50));

    private static final Int256 ERROR_LOW = Int256.of(new BigInteger("3402992956809132418596140100660247210"));
    private static final Int256 ERROR_HIGH = Int256.of(new BigInteger("291339464771989622907027621153398088495"));

    private TickMath() {}

    /** The price at a tick; throws {@link IllegalArgumentException} beyond {@link #MIN_TICK} and {@link #MAX_TICK}. */
    public static UInt256 getSqrtRatioAtTick(int tick) {
        if (tick < MIN_TICK || tick > MAX_TICK) {
            throw new IllegalArgumentException("expected a tick of -887272 to 887272, found " + tick);
        }
        int bits = Math.abs(tick);
        if (bits == 0) {
            return new UInt256(0, 0, 1L << 32, 0);
        }
        int first = 2 * Integer.numberOfTrailingZeros(bits);
        long high = POWERS[first];
        long low = POWERS[first + 1];
        for (bits &= bits - 1; bits != 0; bits &= bits - 1) {
            int i = 2 * Integer.numberOfTrailingZeros(bits);
            // The upper two words of the product of two of two words.
            long powerHigh = POWERS[i];
            long powerLow = POWERS[i + 1];
            long middle = high * powerLow;
            long carry = Limbs.multiplyAddHigh(high, powerLow, Limbs.multiplyHigh(low, powerLow), 0);
            middle += Limbs.multiplyHigh(low, powerLow);
            long upper = Limbs.multiplyAddHigh(low, powerHigh, middle, 0);
            low = high * powerHigh + carry + upper;
            high = Limbs.multiplyAddHigh(high, powerHigh, carry, upper);
        }
        UInt256 ratio = new UInt256(0, 0, high, low);
        if (tick > 0) {
            ratio = UInt256.MAX.div(ratio);
        }
        UInt256 price = ratio.shiftRight(32);
        return (ratio.w0() & 0xffffffffL) == 0 ? price : price.addWrapping(UInt256.ONE);
    }

    /**
     * The greatest tick whose price is at most this; throws {@link IllegalArgumentException} below
     * {@link #MIN_SQRT_RATIO} and from {@link #MAX_SQRT_RATIO} on.
     */
    public static int getTickAtSqrtRatio(UInt256 sqrtPriceX96) {
        if (!isPrice(sqrtPriceX96)) {
            throw new IllegalArgumentException("expected a price from " + MIN_SQRT_RATIO + " to below " + MAX_SQRT_RATIO
                    + ", found " + sqrtPriceX96);
        }
        // Of Q128.128, thus 32 places up.
        int msb = sqrtPriceX96.bitLength() + 31;
        UInt256 ratio = sqrtPriceX96.shiftLeftWrapping(32);
        UInt256 r = msb >= 128 ? ratio.shiftRight(msb - 127) : ratio.shiftLeftWrapping(127 - msb);
        Int256 log = Int256.of(log2(msb, r.w1(), r.w0())).mulWrapping(LOG_SQRT_10001);
        int tickLow = (int) log.subWrapping(ERROR_LOW).w2();
        int tickHigh = (int) log.addWrapping(ERROR_HIGH).w2();
        return tickLow == tickHigh || getSqrtRatioAtTick(tickHigh).compareTo(sqrtPriceX96) > 0 ? tickLow : tickHigh;
    }

    /** Whether a pool can have this price. */
    public static boolean isPrice(UInt256 sqrtPriceX96) {
        return sqrtPriceX96.compareTo(MIN_SQRT_RATIO) >= 0 && sqrtPriceX96.compareTo(MAX_SQRT_RATIO) < 0;
    }

    /** The binary logarithm in 2^-14ths, of a mantissa of two words whose top bit is set: one bit each squaring. */
    private static long log2(int msb, long mantissaHigh, long mantissaLow) {
        long high = mantissaHigh;
        long low = mantissaLow;
        long log = msb - 128L;
        for (int i = 0; i < 14; i++) {
            long cross = high * low;
            long crossHigh = Limbs.multiplyHigh(high, low);
            long p1 = Limbs.multiplyHigh(low, low) + (cross << 1);
            long carry = Limbs.carry(cross << 1, p1 - (cross << 1), p1);
            long twice = crossHigh << 1 | cross >>> 63;
            long p2 = high * high + twice + carry;
            long p3 = Limbs.multiplyAddHigh(high, high, twice, carry) + (crossHigh >>> 63);
            log = log << 1 | p3 >>> 63;
            if (p3 < 0) {
                high = p3;
                low = p2;
            } else {
                high = p3 << 1 | p2 >>> 63;
                low = p2 << 1 | p1 >>> 63;
            }
        }
        return log;
    }
}
