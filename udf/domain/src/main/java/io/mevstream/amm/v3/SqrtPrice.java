package io.mevstream.amm.v3;

import io.mevstream.num.UInt256;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Square-root prices as prices that people read. */
public final class SqrtPrice {

    private static final BigDecimal TWO_TO_192 = new BigDecimal(BigInteger.ONE.shiftLeft(192));

    private SqrtPrice() {}

    /**
     * What one whole token0 costs in whole token1, exactly: a power of two divides it, so that its decimals end.
     *
     * @param sqrtPriceX96 the square root of raw token1 for raw token0, Q64.96
     * @param decimals0 token0's decimals
     */
    public static BigDecimal price(UInt256 sqrtPriceX96, int decimals0, int decimals1) {
        BigDecimal square = new BigDecimal(sqrtPriceX96.toBigInteger().pow(2));
        return square.divide(TWO_TO_192)
                .scaleByPowerOfTen(decimals0 - decimals1)
                .stripTrailingZeros();
    }
}
