package io.mevstream.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.amm.Completeness;
import io.mevstream.amm.Quote;
import io.mevstream.amm.Quote.Reason;
import io.mevstream.amm.v3.ConcentratedPool;
import io.mevstream.amm.v3.FeeTier;
import io.mevstream.amm.v3.PoolPrice;
import io.mevstream.amm.v3.TickMath;
import io.mevstream.amm.v3.TickTable;
import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.event.PoolFamily;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import io.mevstream.pool.PoolTracker.Snapshot;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Pools with ticks as a tracked state quotes them, beside the pool that made each move itself. */
class QuotableTicksTest {

    private static final FeeTier TIER = new FeeTier(3000, 60);
    private static final PoolKnowledge KNOWN = new PoolKnowledge(
            PoolId.of(Address.of("0x1000000000000000000000000000000000000001")),
            PoolFamily.UNISWAP_V3,
            List.of(
                    Address.of("0x2000000000000000000000000000000000000002"),
                    Address.of("0x3000000000000000000000000000000000000003")),
            3000,
            60,
            null,
            null,
            PoolKnowledge.Proof.FACTORY);

    @Property(tries = 100)
    void standsWhereThePoolStandsThatMadeEachMove(@ForAll long seed) {
        Random random = new Random(seed);
        ConcentratedPool naive = ConcentratedPool.of(
                new PoolPrice(TickMath.getSqrtRatioAtTick(7), UInt256.ZERO, 7), TickTable.EMPTY, TIER);
        TickMap map = TickMap.EMPTY;
        QuotableState state = null;
        for (int i = 0; i < 40; i++) {
            int lower = 60 * (random.nextInt(40) - 20);
            int upper = lower + 60 * (1 + random.nextInt(20));
            Int256 liquidity = Int256.of(1 + random.nextInt(1_000_000));
            TickMap without = random.nextBoolean() ? map.with(lower, upper, liquidity.negate()) : null;
            boolean removable = without != null
                    && without.ticks().stream()
                            .allMatch(tick -> tick.liquidityGross().bitLength() > 0)
                    && naive.price().liquidity().compareTo(liquidity.abs()) > 0;
            Int256 delta = removable ? liquidity.negate() : liquidity;
            map = map.with(lower, upper, delta);
            naive = naive.moved(lower, upper, delta);
            state = QuotableState.of(QuotableState.modelOf(KNOWN), snapshot(naive.price(), map), state);
            ConcentratedPool derived = (ConcentratedPool) state.pool();
            assertThat(derived.price()).isEqualTo(naive.price());
            assertSameTicks(derived.ticks(), naive.ticks());
        }
    }

    private static void assertSameTicks(TickTable derived, TickTable naive) {
        assertThat(derived.size()).isEqualTo(naive.size());
        for (int i = 0; i < naive.size(); i++) {
            assertThat(derived.tick(i)).isEqualTo(naive.tick(i));
            assertThat(derived.price(i)).isEqualTo(naive.price(i));
            assertThat(derived.gross(i)).isEqualTo(naive.gross(i));
            assertThat(derived.net(i)).isEqualTo(naive.net(i));
        }
    }

    /** Without ticks a trade is quoted as long as the price cannot have met one. */
    @Property(tries = 200)
    void quotesWithoutTicksAsWithThemOrNotAtAll(@ForAll long seed) {
        Random random = new Random(seed);
        int tick = random.nextInt(600) - 300;
        UInt256 price = TickMath.getSqrtRatioAtTick(tick).add(UInt256.of(random.nextInt(1000)));
        ConcentratedPool whole = ConcentratedPool.of(new PoolPrice(price, UInt256.ZERO, tick), TickTable.EMPTY, TIER)
                .moved(-600, 600, Int256.of(1L << 40))
                .moved(Math.floorDiv(tick, 60) * 60, 1200, Int256.of(1L << 42));
        ConcentratedPool part =
                (ConcentratedPool) QuotableState.of(QuotableState.modelOf(KNOWN), snapshot(whole.price(), null), null)
                        .pool();
        assertThat(part.completeness()).isEqualTo(Completeness.PARTIAL);
        UInt256 amount = UInt256.of(1L << random.nextInt(42));
        int in = random.nextInt(2);
        Quote quote = part.quoteExactIn(in, 1 - in, amount);
        if (quote instanceof Quote.Filled filled) {
            Quote.Filled same = (Quote.Filled) whole.quoteExactIn(in, 1 - in, amount);
            assertThat(filled.amountOut()).isEqualTo(same.amountOut());
            assertThat(((ConcentratedPool) filled.after()).price())
                    .isEqualTo(((ConcentratedPool) same.after()).price());
        } else {
            assertThat(((Quote.Refused) quote).reason()).isIn(Reason.BEYOND_KNOWN_TICKS, Reason.ZERO_OUTPUT);
        }
    }

    @Test
    void quotesSmallTradesWithoutTicks() {
        PoolPrice price = new PoolPrice(TickMath.getSqrtRatioAtTick(30), UInt256.of(1L << 60), 30);
        ConcentratedPool part =
                (ConcentratedPool) QuotableState.of(QuotableState.modelOf(KNOWN), snapshot(price, null), null)
                        .pool();

        assertThat(part.quoteExactIn(0, 1, UInt256.of(1_000_000))).isInstanceOf(Quote.Filled.class);
        assertThat(part.quoteExactIn(1, 0, UInt256.of(1_000_000))).isInstanceOf(Quote.Filled.class);
        assertThat(part.quoteExactIn(1, 0, UInt256.of(1L << 60))).isEqualTo(Quote.refused(Reason.BEYOND_KNOWN_TICKS));
    }

    private static Snapshot snapshot(PoolPrice price, TickMap ticks) {
        PoolState state =
                new PoolState(Completeness.PARTIAL, null, null, price.sqrtPriceX96(), price.liquidity(), price.tick());
        return new Snapshot(KNOWN, state, ticks);
    }
}
