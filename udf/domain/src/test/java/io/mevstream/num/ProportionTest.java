package io.mevstream.num;

import static io.mevstream.num.UInt256Test.equal;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

@Domain(Adversarial.class)
class ProportionTest {

    @Property(tries = 400_000)
    void equalsItsNaiveTwin(@ForAll UInt256 y, @ForAll UInt256 x, @ForAll UInt256 d) {
        UInt256 divisor = half(d).or(new UInt256(0, 0, Math.max(1, d.w2() >>> (int) (d.w3() & 63)), 0));
        UInt256 smaller = half(x).mod(divisor);
        BigInteger twin =
                half(y).toBigInteger().multiply(smaller.toBigInteger()).divide(divisor.toBigInteger());
        equal(
                Proportion.of(y.w1(), y.w0(), smaller.w1(), smaller.w0(), divisor.w1(), divisor.w0()),
                twin,
                half(y) + " * " + smaller,
                divisor);
    }

    /** Products a little above and below a multiple of the divisor, where the estimates of the quotient are nearly wrong. */
    @Property(tries = 400_000)
    void findsTheQuotientItWasMadeFrom(@ForAll UInt256 y, @ForAll UInt256 d) {
        UInt256 divisor = new UInt256(0, 0, d.w1() == 0 ? 1 : d.w1(), d.w0());
        for (UInt256 smaller : new UInt256[] {
            divisor.subWrapping(UInt256.ONE), divisor.shiftRight(1), new UInt256(0, 0, divisor.w1(), 0).mod(divisor)
        }) {
            BigInteger twin =
                    half(y).toBigInteger().multiply(smaller.toBigInteger()).divide(divisor.toBigInteger());
            equal(
                    Proportion.of(y.w1(), y.w0(), smaller.w1(), smaller.w0(), divisor.w1(), divisor.w0()),
                    twin,
                    half(y) + " * " + smaller,
                    divisor);
        }
    }

    private static UInt256 half(UInt256 value) {
        return new UInt256(0, 0, value.w1(), value.w0());
    }
}
