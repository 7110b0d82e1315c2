package io.mevstream.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Every operation equals its naive twin over {@code BigInteger}, or refuses exactly where the twin leaves the range. */
@Domain(Adversarial.class)
@Domain(DomainContext.Global.class)
class Int256Test {

    @Property(tries = 100_000)
    void addsSubtractsAndNegates(@ForAll Int256 a, @ForAll Int256 b) {
        BigInteger x = a.toBigInteger();
        BigInteger y = b.toBigInteger();
        checked(() -> a.add(b), x.add(y), "add");
        checked(() -> a.sub(b), x.subtract(y), "sub");
        checked(a::negate, x.negate(), "sub");
        equal(a.addWrapping(b), wrap(x.add(y)));
        equal(a.subWrapping(b), wrap(x.subtract(y)));
    }

    @Property(tries = 100_000)
    void multiplies(@ForAll Int256 a, @ForAll Int256 b) {
        BigInteger product = a.toBigInteger().multiply(b.toBigInteger());
        checked(() -> a.mul(b), product, "mul");
        equal(a.mulWrapping(b), wrap(product));
    }

    @Property(tries = 100_000)
    void dividesTowardZero(@ForAll Int256 a, @ForAll Int256 b) {
        if (b.signum() == 0) {
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> a.div(b));
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> a.mod(b));
            return;
        }
        checked(() -> a.div(b), a.toBigInteger().divide(b.toBigInteger()), "div");
        equal(a.mod(b), a.toBigInteger().remainder(b.toBigInteger()));
    }

    @Property(tries = 100_000)
    void shiftsComparesAndTakesTheMagnitude(@ForAll Int256 a, @ForAll Int256 b, @ForAll @IntRange(max = 300) int bits) {
        BigInteger x = a.toBigInteger();
        equal(a.shiftRight(bits), x.shiftRight(bits));
        equal(a.min(b), x.min(b.toBigInteger()));
        equal(a.max(b), x.max(b.toBigInteger()));
        if (a.signum() != x.signum()
                || a.compareTo(b) != x.compareTo(b.toBigInteger())
                || !a.abs().toBigInteger().equals(x.abs())) {
            throw new AssertionError(a + " and " + b + " compare otherwise than their twins");
        }
    }

    private static void checked(Supplier<Int256> exact, BigInteger expected, String name) {
        if (expected.bitLength() <= 255) {
            equal(exact.get(), expected);
        } else {
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(exact::get)
                    .withMessageContaining(name);
        }
    }

    private static BigInteger wrap(BigInteger value) {
        BigInteger low = value.mod(BigInteger.ONE.shiftLeft(256));
        return low.testBit(255) ? low.subtract(BigInteger.ONE.shiftLeft(256)) : low;
    }

    private static void equal(Int256 actual, BigInteger expected) {
        if (!actual.toBigInteger().equals(expected)) {
            assertThat(actual.toBigInteger()).isEqualTo(expected);
        }
    }
}
