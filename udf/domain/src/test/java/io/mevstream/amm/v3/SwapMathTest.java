package io.mevstream.amm.v3;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.amm.v3.SwapMath.Step;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The step equals a naive twin over {@code BigInteger} that follows the contract line by line. */
class SwapMathTest {

    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
    private static final BigInteger Q96 = BigInteger.ONE.shiftLeft(96);

    /** A step's five arguments. */
    record Case(BigInteger current, BigInteger target, BigInteger liquidity, BigInteger remaining, int feePips) {}

    @Provide
    Arbitrary<Case> cases() {
        return Arbitraries.randomValue(SwapMathTest::anyCase);
    }

    /** Half of the amounts are within a few units of what the target takes, where the branches meet. */
    private static Case anyCase(Random random) {
        int tick = random.nextInt(1_700_000) - 850_000;
        int distance = 1 + random.nextInt(random.nextBoolean() ? 10 : 20_000);
        int other = random.nextBoolean() ? tick + distance : tick - distance;
        BigInteger current = TickMath.getSqrtRatioAtTick(tick).toBigInteger();
        BigInteger target = TickMath.getSqrtRatioAtTick(Math.max(-887272, Math.min(887272, other)))
                .toBigInteger();
        if (random.nextInt(4) == 0) {
            target = current.add(BigInteger.valueOf(random.nextInt(7) - 3));
        }
        BigInteger liquidity = new BigInteger(1 + random.nextInt(128), random);
        int feePips = new int[] {0, 100, 500, 3000, 10000, 999_999}[random.nextInt(6)];
        boolean down = current.compareTo(target) >= 0;
        BigInteger amount;
        if (random.nextBoolean()) {
            BigInteger in =
                    down ? amount0(target, current, liquidity, true) : amount1(current, target, liquidity, true);
            BigInteger withFee = ceil(in.multiply(MILLION), MILLION.subtract(BigInteger.valueOf(feePips)));
            BigInteger out =
                    down ? amount1(target, current, liquidity, false) : amount0(current, target, liquidity, false);
            BigInteger near = random.nextBoolean() ? withFee : out.negate();
            amount = near.add(BigInteger.valueOf(random.nextInt(7) - 3));
        } else {
            amount = new BigInteger(1 + random.nextInt(200), random);
            amount = random.nextBoolean() ? amount : amount.negate();
        }
        return new Case(current, target, liquidity, amount, feePips);
    }

    @Property(tries = 100_000)
    void equalsTheNaiveTwin(@ForAll("cases") Case c) {
        BigInteger[] expected = twin(c);
        Step step = SwapMath.computeSwapStep(
                UInt256.of(c.current()),
                UInt256.of(c.target()),
                UInt256.of(c.liquidity()),
                Int256.of(c.remaining()),
                c.feePips());
        assertThat(new BigInteger[] {
                    step.sqrtRatioNextX96().toBigInteger(),
                    step.amountIn().toBigInteger(),
                    step.amountOut().toBigInteger(),
                    step.feeAmount().toBigInteger()
                })
                .isEqualTo(expected);
    }

    /** From the contract's own tests: an exact input capped at the price target, one for zero. */
    @Test
    void capsAnExactInputAtTheTarget() {
        UInt256 price = UInt256.ONE.shiftLeft(96);
        UInt256 target = UInt256.of(new BigInteger("79623317895830914510639640423"));
        UInt256 liquidity = UInt256.of(2_000_000_000_000_000_000L);
        Step step = SwapMath.computeSwapStep(price, target, liquidity, Int256.of(1_000_000_000_000_000_000L), 600);
        assertThat(step)
                .isEqualTo(new Step(
                        target,
                        UInt256.of(9_975_124_224_178_055L),
                        UInt256.of(9_925_619_580_021_728L),
                        UInt256.of(5_988_667_735_148L)));
    }

    private static BigInteger[] twin(Case c) {
        boolean down = c.current().compareTo(c.target()) >= 0;
        boolean exactIn = c.remaining().signum() >= 0;
        BigInteger asked = c.remaining().abs();
        BigInteger fee = BigInteger.valueOf(c.feePips());
        BigInteger next;
        BigInteger in = BigInteger.ZERO;
        BigInteger out = BigInteger.ZERO;
        if (exactIn) {
            BigInteger lessFee = asked.multiply(MILLION.subtract(fee)).divide(MILLION);
            in = in(c.current(), c.target(), c.liquidity(), down);
            next = lessFee.compareTo(in) >= 0 ? c.target() : nextFromInput(c.current(), c.liquidity(), lessFee, down);
        } else {
            out = out(c.current(), c.target(), c.liquidity(), down);
            next = asked.compareTo(out) >= 0 ? c.target() : nextFromOutput(c.current(), c.liquidity(), asked, down);
        }
        boolean max = next.equals(c.target());
        in = max && exactIn ? in : in(c.current(), next, c.liquidity(), down);
        out = max && !exactIn ? out : out(c.current(), next, c.liquidity(), down);
        out = !exactIn && out.compareTo(asked) > 0 ? asked : out;
        BigInteger feeAmount = exactIn && !max ? asked.subtract(in) : ceil(in.multiply(fee), MILLION.subtract(fee));
        return new BigInteger[] {next, in, out, feeAmount};
    }

    private static BigInteger in(BigInteger from, BigInteger to, BigInteger liquidity, boolean down) {
        return down ? amount0(to, from, liquidity, true) : amount1(from, to, liquidity, true);
    }

    private static BigInteger out(BigInteger from, BigInteger to, BigInteger liquidity, boolean down) {
        return down ? amount1(to, from, liquidity, false) : amount0(from, to, liquidity, false);
    }

    private static BigInteger nextFromInput(BigInteger price, BigInteger liquidity, BigInteger amount, boolean down) {
        if (!down) {
            return price.add(amount.shiftLeft(96).divide(liquidity));
        }
        BigInteger numerator = liquidity.shiftLeft(96);
        // The contract's fallback, where amount times price exceeds 256 bits, rounds otherwise.
        BigInteger denominator = numerator.add(amount.multiply(price));
        return amount.multiply(price).bitLength() <= 256 && denominator.bitLength() <= 256
                ? ceil(numerator.multiply(price), denominator)
                : ceil(numerator, numerator.divide(price).add(amount));
    }

    private static BigInteger nextFromOutput(BigInteger price, BigInteger liquidity, BigInteger amount, boolean down) {
        if (down) {
            return price.subtract(ceil(amount.shiftLeft(96), liquidity));
        }
        BigInteger numerator = liquidity.shiftLeft(96);
        return ceil(numerator.multiply(price), numerator.subtract(amount.multiply(price)));
    }

    private static BigInteger amount0(BigInteger lower, BigInteger upper, BigInteger liquidity, boolean up) {
        BigInteger product = liquidity.shiftLeft(96).multiply(upper.subtract(lower));
        return up ? ceil(ceil(product, upper), lower) : product.divide(upper).divide(lower);
    }

    private static BigInteger amount1(BigInteger lower, BigInteger upper, BigInteger liquidity, boolean up) {
        BigInteger product = liquidity.multiply(upper.subtract(lower));
        return up ? ceil(product, Q96) : product.shiftRight(96);
    }

    private static BigInteger ceil(BigInteger a, BigInteger b) {
        BigInteger[] both = a.divideAndRemainder(b);
        return both[1].signum() == 0 ? both[0] : both[0].add(BigInteger.ONE);
    }
}
