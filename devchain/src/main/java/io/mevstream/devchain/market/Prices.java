package io.mevstream.devchain.market;

import io.mevstream.amm.v3.TickMath;
import io.mevstream.devchain.market.Deployment.Token;
import io.mevstream.num.UInt256;
import java.math.BigInteger;

/** First prices of pools, from the tokens' prices in US dollars. */
final class Prices {

    private Prices() {}

    /** The square root of token1 per token0 in smallest units, in Q64.96, rounded down. */
    static BigInteger sqrtX96(Token token0, Token token1) {
        BigInteger one = BigInteger.TEN.pow(token1.decimals()).multiply(BigInteger.valueOf(token0.priceUsd8()));
        BigInteger zero = BigInteger.TEN.pow(token0.decimals()).multiply(BigInteger.valueOf(token1.priceUsd8()));
        return one.shiftLeft(192).divide(zero).sqrt();
    }

    /** The tick of the price, rounded down to a multiple of the spacing. */
    static int tick(BigInteger sqrtX96, int spacing) {
        return Math.floorDiv(TickMath.getTickAtSqrtRatio(UInt256.of(sqrtX96)), spacing) * spacing;
    }

    /** The liquidity of a range that would hold the amount of token0 if the price stood below it. */
    static BigInteger liquidity(BigInteger amount0, int lower, int upper) {
        BigInteger low = TickMath.getSqrtRatioAtTick(lower).toBigInteger();
        BigInteger high = TickMath.getSqrtRatioAtTick(upper).toBigInteger();
        return amount0.multiply(low).multiply(high).shiftRight(96).divide(high.subtract(low));
    }

    /** The tick rounded down to a multiple of the spacing. */
    static int floor(int tick, int spacing) {
        return Math.floorDiv(tick, spacing) * spacing;
    }
}
