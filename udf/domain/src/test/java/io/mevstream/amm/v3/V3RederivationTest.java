package io.mevstream.amm.v3;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.amm.v3.V3Rederivation.Trade;
import io.mevstream.amm.v3.V3Rederivation.Verdict;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class V3RederivationTest {

    private static final String MAX_WORD =
            "115792089237316195423570985008687907853269984665640564039457584007913129639935";

    private static final FeeTier TIER = new FeeTier(3000, 60);
    private static final UInt256 LIQUIDITY = UInt256.of(new BigInteger("1517882343751509868544"));

    /** One word is 256 ticks of the spacing: from tick 10 down to -20,000 there are two boundaries, and a stop at each. */
    @Test
    void roundsAtEveryWordBoundaryOnTheWay() {
        PoolPrice before = at(10);
        int[] stops = {0, -15360, -20000};
        UInt256 in = UInt256.ZERO;
        UInt256 out = UInt256.ZERO;
        UInt256 price = before.sqrtPriceX96();
        for (int stop : stops) {
            UInt256 target = TickMath.getSqrtRatioAtTick(stop);
            SwapMath.Step step = SwapMath.computeSwapStep(
                    price, target, LIQUIDITY, Int256.ofExact(UInt256.MAX.shiftRight(1)), TIER.feePips());
            in = in.add(step.amountIn()).add(step.feeAmount());
            out = out.add(step.amountOut());
            price = target;
        }
        SwapMath.Step atOnce = SwapMath.computeSwapStep(
                before.sqrtPriceX96(), price, LIQUIDITY, Int256.ofExact(UInt256.MAX.shiftRight(1)), TIER.feePips());
        UInt256 inAtOnce = atOnce.amountIn().add(atOnce.feeAmount());

        assertThat(in).isNotEqualTo(inAtOnce);
        assertThat(verdict(before, new Trade(Direction.ZERO_FOR_ONE, in, out), at(-20000)))
                .isEqualTo(Verdict.EXACT);
        assertThat(verdict(before, new Trade(Direction.ZERO_FOR_ONE, inAtOnce, atOnce.amountOut()), at(-20000)))
                .isEqualTo(Verdict.BEYOND_KNOWN_TICKS);
    }

    @Test
    void aPriceExactlyOnAStopMayStandOneTickBelow() {
        PoolPrice before = at(10);
        UInt256 stop = TickMath.getSqrtRatioAtTick(0);
        SwapMath.Step step = SwapMath.computeSwapStep(
                before.sqrtPriceX96(), stop, LIQUIDITY, Int256.ofExact(UInt256.MAX.shiftRight(1)), TIER.feePips());
        Trade trade = new Trade(Direction.ZERO_FOR_ONE, step.amountIn().add(step.feeAmount()), step.amountOut());
        assertThat(verdict(before, trade, new PoolPrice(stop, LIQUIDITY, -1))).isEqualTo(Verdict.EXACT);
    }

    @Property(tries = 20_000)
    void reproducesWhatAStepComputes(
            @ForAll @IntRange(min = -800_000, max = 800_000) int word,
            @ForAll @IntRange(min = 1, max = 254) int offset,
            @ForAll @BigRange(min = "1", max = "340282366920938463463374607431768211455") BigInteger liquidity,
            @ForAll @BigRange(min = "1", max = "340282366920938463463374607431768211455") BigInteger amount,
            @ForAll boolean down,
            @ForAll boolean exactIn) {
        int tick = Math.floorDiv(word, 256) * 256 + offset;
        PoolPrice before = new PoolPrice(TickMath.getSqrtRatioAtTick(tick), UInt256.of(liquidity), tick);
        Direction direction = down ? Direction.ZERO_FOR_ONE : Direction.ONE_FOR_ZERO;
        int edge = TickBitmap.nextTickOfEmptyWord(tick, 1, direction);
        Int256 asked = Int256.of(exactIn ? amount : amount.negate());
        UInt256 target = TickMath.getSqrtRatioAtTick(edge);
        SwapMath.Step step = SwapMath.computeSwapStep(before.sqrtPriceX96(), target, before.liquidity(), asked, 100);
        if (step.sqrtRatioNextX96().equals(target)) {
            return;
        }
        UInt256 in = step.amountIn().add(step.feeAmount());
        PoolPrice after = new PoolPrice(
                step.sqrtRatioNextX96(),
                before.liquidity(),
                step.sqrtRatioNextX96().equals(before.sqrtPriceX96())
                        ? tick
                        : TickMath.getTickAtSqrtRatio(step.sqrtRatioNextX96()));
        assertThat(V3Rederivation.of(before, new Trade(direction, in, step.amountOut()), after, new FeeTier(100, 1)))
                .isEqualTo(Verdict.EXACT);
    }

    /** A position from tick -600 to 600 is left at -600; without knowing that, nothing is said. */
    @Test
    void followsTheLiquidityThroughKnownTicks() {
        UInt256 narrow = UInt256.of(1_000_000_000_000_000L);
        InitializedTicks ticks = position(-600, 600, narrow);
        PoolPrice before = at(10);
        UInt256 edge = TickMath.getSqrtRatioAtTick(-600);
        UInt256 end = TickMath.getSqrtRatioAtTick(-700);
        UInt256 rest = LIQUIDITY.sub(narrow);
        UInt256 zero = TickMath.getSqrtRatioAtTick(0);
        Int256 all = Int256.ofExact(UInt256.MAX.shiftRight(1));
        SwapMath.Step toWord = SwapMath.computeSwapStep(before.sqrtPriceX96(), zero, LIQUIDITY, all, TIER.feePips());
        SwapMath.Step toTick = SwapMath.computeSwapStep(zero, edge, LIQUIDITY, all, TIER.feePips());
        SwapMath.Step toEnd = SwapMath.computeSwapStep(edge, end, rest, all, TIER.feePips());
        UInt256 in = UInt256.ZERO;
        UInt256 out = UInt256.ZERO;
        for (SwapMath.Step step : new SwapMath.Step[] {toWord, toTick, toEnd}) {
            in = in.add(step.amountIn()).add(step.feeAmount());
            out = out.add(step.amountOut());
        }
        Trade trade = new Trade(Direction.ZERO_FOR_ONE, in, out);
        PoolPrice after = new PoolPrice(end, rest, -700);

        assertThat(V3Rederivation.of(before, trade, after, TIER, ticks)).isEqualTo(Verdict.EXACT);
        assertThat(verdict(before, trade, after)).isEqualTo(Verdict.BEYOND_KNOWN_TICKS);
        assertThat(V3Rederivation.of(before, trade, after, TIER, position(-600, 600, UInt256.ONE)))
                .isEqualTo(Verdict.DIFFERENT);
    }

    @Property(tries = 20_000)
    void hasAVerdictForAnyFigures(
            @ForAll @IntRange(min = -887_272, max = 887_271) int from,
            @ForAll @IntRange(min = -3000, max = 3000) int ticks,
            @ForAll @BigRange(min = "0", max = "340282366920938463463374607431768211455") BigInteger liquidity,
            @ForAll @BigRange(min = "0", max = MAX_WORD) BigInteger in,
            @ForAll @BigRange(min = "0", max = MAX_WORD) BigInteger out) {
        int to = Math.max(TickMath.MIN_TICK, Math.min(TickMath.MAX_TICK - 1, from + ticks));
        PoolPrice before = new PoolPrice(TickMath.getSqrtRatioAtTick(from), UInt256.of(liquidity), from);
        PoolPrice after = new PoolPrice(TickMath.getSqrtRatioAtTick(to), UInt256.of(liquidity), to);
        Direction direction = ticks < 0 ? Direction.ZERO_FOR_ONE : Direction.ONE_FOR_ZERO;
        Trade trade = new Trade(direction, UInt256.of(in), UInt256.of(out));
        for (FeeTier tier : FeeTier.STANDARD) {
            assertThat(V3Rederivation.of(before, trade, after, tier)).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void figuresNoPoolCanHaveAreDifferent(Direction direction) {
        PoolPrice impossible = new PoolPrice(UInt256.MAX, UInt256.MAX, Integer.MAX_VALUE);
        Trade huge = new Trade(direction, UInt256.MAX, UInt256.MAX);
        assertThat(verdict(impossible, huge, impossible)).isEqualTo(Verdict.DIFFERENT);
        assertThat(verdict(at(0), huge, at(0))).isEqualTo(Verdict.DIFFERENT);
        assertThat(V3Rederivation.of(at(0), huge, at(0), new FeeTier(1_000_000, 60)))
                .isEqualTo(Verdict.DIFFERENT);
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void aPoolWithoutLiquidityGivesNothing(Direction direction) {
        PoolPrice empty = new PoolPrice(TickMath.getSqrtRatioAtTick(0), UInt256.ZERO, 0);
        assertThat(verdict(empty, new Trade(direction, UInt256.ONE, UInt256.ONE), empty))
                .isEqualTo(Verdict.DIFFERENT);
    }

    private static InitializedTicks position(int lower, int upper, UInt256 liquidity) {
        return new InitializedTicks() {
            @Override
            public int next(int tick, int edge, Direction direction) {
                if (direction == Direction.ZERO_FOR_ONE) {
                    int found = tick >= upper ? upper : tick >= lower ? lower : edge;
                    return Math.max(found, edge);
                }
                int found = tick < lower ? lower : tick < upper ? upper : edge;
                return Math.min(found, edge);
            }

            @Override
            public Int256 liquidityNet(int tick) {
                Int256 net = Int256.ofExact(liquidity);
                return tick == lower ? net : tick == upper ? net.negate() : Int256.ZERO;
            }
        };
    }

    private static Verdict verdict(PoolPrice before, Trade trade, PoolPrice after) {
        return V3Rederivation.of(before, trade, after, TIER);
    }

    private static PoolPrice at(int tick) {
        return new PoolPrice(TickMath.getSqrtRatioAtTick(tick), LIQUIDITY, tick);
    }
}
