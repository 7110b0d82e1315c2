package io.mevstream.amm.v3;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.num.UInt256;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

class SqrtPriceTest {

    @Test
    void priceIsExact() {
        UInt256 one = UInt256.ONE.shiftLeft(96);
        assertThat(SqrtPrice.price(one, 18, 18)).isEqualByComparingTo("1");
        assertThat(SqrtPrice.price(one, 6, 18)).isEqualByComparingTo("0.000000000001");
        assertThat(SqrtPrice.price(one.shiftRight(1), 0, 0)).isEqualByComparingTo("0.25");
        BigDecimal smallest = SqrtPrice.price(UInt256.ONE, 0, 0);
        assertThat(smallest.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(192))))
                .isEqualByComparingTo("1");
    }

    /** The pool USDC/WETH 0.05 % in block 15547621: 1 USDC was 0.000706592... WETH, one ether 1415.2 dollars. */
    @Test
    void readsAMainnetPrice() {
        UInt256 sqrtPrice = UInt256.of(new BigInteger("2106027778069674942773068248695424"));
        BigDecimal price = SqrtPrice.price(sqrtPrice, 6, 18);
        assertThat(price.round(new MathContext(6))).isEqualByComparingTo("0.000706592");
    }
}
