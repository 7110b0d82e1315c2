package io.mevstream.search.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.amm.QuotablePool;
import io.mevstream.amm.curve.StableSwapFees;
import io.mevstream.amm.curve.StableSwapPool;
import io.mevstream.amm.curve.StableSwapRules;
import io.mevstream.amm.solidly.SolidlyPool;
import io.mevstream.amm.v2.PairFee;
import io.mevstream.amm.v2.PairPool;
import io.mevstream.amm.v3.ConcentratedPool;
import io.mevstream.amm.v3.FeeTier;
import io.mevstream.amm.v3.PoolPrice;
import io.mevstream.amm.v3.TickMath;
import io.mevstream.amm.v3.TickTable;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SizerTest {

    private static final UInt256 MILLION = UInt256.of(1_000_000);
    private static final UInt256 ETHER = UInt256.of(1_000_000_000_000_000_000L);

    private static UInt256[] best(int feePips, QuotablePool... pools) {
        return Sizer.best(path(pools), new Price(feePips));
    }

    private static PoolPath path(QuotablePool... pools) {
        List<Hop> hops = new ArrayList<>();
        for (int i = 0; i < pools.length; i++) {
            hops.add(new Hop(i, 0, 1, i, (i + 1) % pools.length));
        }
        return PoolPath.of(new Route(hops), slot -> pools[slot]);
    }

    private static PairPool pair(long in, long out) {
        return PairPool.of(UInt256.of(in), UInt256.of(out), PairFee.UNISWAP);
    }

    private static ConcentratedPool ticks(int tick, long liquidity) {
        UInt256 amount = UInt256.of(liquidity);
        TickTable table = TickTable.EMPTY
                .with(tick - 60, tick + 60, Int256.ofExact(amount))
                .with(tick - 6000, tick + 6000, Int256.ofExact(amount));
        return ConcentratedPool.of(
                new PoolPrice(TickMath.getSqrtRatioAtTick(tick), amount.shiftLeft(1), tick),
                table,
                new FeeTier(500, 10));
    }

    /** A pool whose price stands between its two ranges. */
    private static ConcentratedPool gap() {
        UInt256 amount = UInt256.of(2_000_000);
        TickTable table =
                TickTable.EMPTY.with(-6000, -600, Int256.ofExact(amount)).with(600, 6000, Int256.ofExact(amount));
        return ConcentratedPool.of(
                new PoolPrice(TickMath.getSqrtRatioAtTick(0), UInt256.ZERO, 0), table, new FeeTier(500, 10));
    }

    private static void assertBest(int feePips, QuotablePool... pools) {
        PoolPath path = path(pools);
        Price price = new Price(feePips);
        UInt256[] found = best(feePips, pools);
        assertThat(found).isNotNull();
        long most = 0;
        for (long input = 1; input < 20_000; input++) {
            UInt256 given = path.give(UInt256.of(input));
            most = Math.max(
                    most,
                    given == null ? 0 : price.gain(UInt256.of(input), given).longValueExact());
        }
        assertThat(most).isPositive();
        assertThat(most - price.gain(found[0], found[found.length - 1]).longValueExact())
                .isBetween(0L, 2L * pools.length);
        assertThat(path.amounts(found[0])).isEqualTo(found);
    }

    @Test
    void findsTheBestOfAllInputs() {
        assertBest(0, pair(100_000, 110_000), pair(100_000, 100_000));
        assertBest(500, pair(100_000, 110_000), pair(100_000, 100_000));
        assertBest(0, pair(100_000, 110_000), ticks(0, 500_000));
        assertBest(0, ticks(100, 100_000), ticks(200, 70_000), pair(90_000, 100_000));
        assertBest(0, SolidlyPool.ofStable(MILLION, MILLION, MILLION, MILLION, 5), pair(100_000, 110_000));
        assertBest(0, curve(), pair(100_000, 105_000), ticks(100, 300_000));
        assertBest(0, gap(), pair(100_000, 125_000));
    }

    private static StableSwapPool curve() {
        return new StableSwapPool(
                StableSwapRules.PRECISE,
                List.of(MILLION, MILLION),
                List.of(ETHER.mul(MILLION).mul(MILLION), ETHER.mul(MILLION).mul(MILLION)),
                UInt256.of(20_000),
                StableSwapFees.constant(4_000_000, 5_000_000_000L));
    }

    @Test
    void paysNoMoreThanTheStepCosts() {
        // The middle token has six decimals: every input of a step gives the same, and the least of them is worth
        // paying.
        PairPool there = PairPool.of(ETHER.mul(UInt256.of(1000)), MILLION.mul(UInt256.of(1000)), PairFee.UNISWAP);
        PairPool back = PairPool.of(MILLION.mul(UInt256.of(1000)), ETHER.mul(UInt256.of(1050)), PairFee.UNISWAP);
        UInt256[] found = best(0, there, back);

        assertThat(path(there, back).give(found[0].sub(UInt256.ONE), 0, 1)).isLessThan(found[1]);
    }

    @Test
    void findsNothingWhereNothingGains() {
        assertThat(best(0, pair(100_000, 100_000), pair(100_000, 100_000))).isNull();
        assertThat(best(50_000, pair(100_000, 103_000), pair(100_000, 100_000))).isNull();
        assertThat(best(0, pair(100_000, 100_600), pair(1_000, 1_000))).isNull();
    }
}
