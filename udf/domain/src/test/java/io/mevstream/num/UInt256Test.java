package io.mevstream.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

/** Every operation equals its naive twin over {@code BigInteger}, or refuses exactly where the twin leaves the range. */
@Domain(Adversarial.class)
@Domain(DomainContext.Global.class)
class UInt256Test {

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    @Property(tries = 100_000)
    void addsAndSubtracts(@ForAll UInt256 a, @ForAll UInt256 b) {
        checked(a, b, a::add, a::addWrapping, "add", BigInteger::add);
        checked(a, b, a::sub, a::subWrapping, "sub", BigInteger::subtract);
    }

    @Property(tries = 100_000)
    void multiplies(@ForAll UInt256 a, @ForAll UInt256 b) {
        checked(a, b, a::mul, a::mulWrapping, "mul", BigInteger::multiply);
    }

    @Property(tries = 100_000)
    void dividesWithRemainder(@ForAll UInt256 a, @ForAll UInt256 b) {
        if (b.isZero()) {
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> a.div(b));
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> a.mod(b));
            return;
        }
        BigInteger[] twin = a.toBigInteger().divideAndRemainder(b.toBigInteger());
        equal(a.div(b), twin[0], a, b);
        equal(a.mod(b), twin[1], a, b);
        equal(FullMath.divRoundingUp(a, b), twin[1].signum() == 0 ? twin[0] : twin[0].add(BigInteger.ONE), a, b);
    }

    @Property(tries = 100_000)
    void shifts(@ForAll UInt256 a, @ForAll @IntRange(max = 300) int bits) {
        BigInteger left = a.toBigInteger().shiftLeft(bits);
        equal(a.shiftLeftWrapping(bits), left.mod(MODULUS), a, a);
        equal(a.shiftRight(bits), a.toBigInteger().shiftRight(bits), a, a);
        if (left.compareTo(MODULUS) < 0) {
            equal(a.shiftLeft(bits), left, a, a);
        } else {
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> a.shiftLeft(bits))
                    .withMessageContaining("shiftLeft");
        }
    }

    @Property(tries = 100_000)
    void comparesAndCombinesBits(@ForAll UInt256 a, @ForAll UInt256 b) {
        BigInteger x = a.toBigInteger();
        BigInteger y = b.toBigInteger();
        if (a.compareTo(b) != x.compareTo(y) || a.bitLength() != x.bitLength()) {
            throw new AssertionError(a + " and " + b + " compare otherwise than their twins");
        }
        equal(a.min(b), x.min(y), a, b);
        equal(a.max(b), x.max(y), a, b);
        equal(a.and(b), x.and(y), a, b);
        equal(a.or(b), x.or(y), a, b);
    }

    @Property(tries = 100_000)
    void takesTheSquareRoot(@ForAll UInt256 a) {
        equal(a.isqrt(), a.toBigInteger().sqrt(), a, a);
    }

    @Test
    void namesTheOperationThatOverflowed() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> UInt256.MAX.add(UInt256.ONE))
                .withMessage("add leaves 0 to 2^256 - 1: " + UInt256.MAX + ", 1");
    }

    private static void checked(
            UInt256 a,
            UInt256 b,
            UnaryOperator<UInt256> exact,
            UnaryOperator<UInt256> wrapping,
            String name,
            BinaryOperator<BigInteger> twin) {
        BigInteger expected = twin.apply(a.toBigInteger(), b.toBigInteger());
        equal(wrapping.apply(b), expected.mod(MODULUS), a, b);
        if (expected.signum() >= 0 && expected.compareTo(MODULUS) < 0) {
            equal(exact.apply(b), expected, a, b);
        } else {
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> exact.apply(b))
                    .withMessageContaining(name);
        }
    }

    /** Compares without building a message for the cases that agree: there are hundreds of thousands. */
    static void equal(UInt256 actual, BigInteger expected, Object a, Object b) {
        if (!actual.toBigInteger().equals(expected)) {
            assertThat(actual.toBigInteger()).as("%s, %s", a, b).isEqualTo(expected);
        }
    }
}
