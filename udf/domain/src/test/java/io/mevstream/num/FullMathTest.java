package io.mevstream.num;

import static io.mevstream.num.UInt256Test.equal;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mevstream.num.Adversarial.Quotient;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

@Domain(Adversarial.class)
class FullMathTest {

    @Property(tries = 200_000)
    void mulDivEqualsItsNaiveTwin(@ForAll UInt256 a, @ForAll UInt256 b, @ForAll UInt256 d) {
        if (d.isZero()) {
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> FullMath.mulDiv(a, b, d));
            return;
        }
        BigInteger[] twin = a.toBigInteger().multiply(b.toBigInteger()).divideAndRemainder(d.toBigInteger());
        BigInteger up = twin[1].signum() == 0 ? twin[0] : twin[0].add(BigInteger.ONE);
        if (twin[0].bitLength() <= 256) {
            equal(FullMath.mulDiv(a, b, d, Rounding.DOWN), twin[0], a, b);
        } else {
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> FullMath.mulDiv(a, b, d))
                    .withMessageContaining("mulDiv");
        }
        if (up.bitLength() <= 256) {
            equal(FullMath.mulDiv(a, b, d, Rounding.UP), up, a, b);
        } else {
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> FullMath.mulDivRoundingUp(a, b, d))
                    .withMessageContaining("mulDiv");
        }
    }

    @Property(tries = 200_000)
    void divisionFindsTheQuotientADividendWasMadeFrom(@ForAll Quotient made) {
        BigInteger dividend = made.dividend();
        UInt256 low = UInt256.of(dividend.mod(BigInteger.ONE.shiftLeft(256)));
        UInt256 high = UInt256.of(dividend.shiftRight(256));
        equal(divide(high, low, made, Division.Want.FLOOR), made.quotient().toBigInteger(), made, "floor");
        equal(divide(high, low, made, Division.Want.REMAINDER), made.remainder(), made, "remainder");
    }

    private static UInt256 divide(UInt256 high, UInt256 low, Quotient made, Division.Want want) {
        return Division.divide(
                high.w3(),
                high.w2(),
                high.w1(),
                high.w0(),
                low.w3(),
                low.w2(),
                low.w1(),
                low.w0(),
                made.divisor(),
                want);
    }
}
