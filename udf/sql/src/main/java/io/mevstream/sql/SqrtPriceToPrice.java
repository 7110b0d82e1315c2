package io.mevstream.sql;

import io.mevstream.amm.v3.SqrtPrice;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.apache.flink.table.functions.ScalarFunction;

/**
 * {@code SQRT_PRICE_TO_PRICE(sqrt_price_x96, decimals0, decimals1)}: what one whole token0 costs in whole token1, exactly, as
 * text, because a DECIMAL of 38 digits cannot hold it. The root is text of decimal digits of up to 160 bits, decimals are 0
 * to 255; null for anything else.
 */
public final class SqrtPriceToPrice extends ScalarFunction {

    private static final long serialVersionUID = 1;

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,49}");

    public String eval(String sqrtPriceX96, Integer decimals0, Integer decimals1) {
        if (sqrtPriceX96 == null
                || !DIGITS.matcher(sqrtPriceX96).matches()
                || !isByte(decimals0)
                || !isByte(decimals1)) {
            return null;
        }
        BigInteger root = new BigInteger(sqrtPriceX96);
        return root.bitLength() > 160
                ? null
                : SqrtPrice.price(UInt256.of(root), decimals0, decimals1).toPlainString();
    }

    private static boolean isByte(Integer decimals) {
        return decimals != null && decimals >= 0 && decimals <= 255;
    }
}
