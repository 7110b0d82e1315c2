package io.mevstream.amm.v3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.amm.Completeness;
import io.mevstream.amm.Quote;
import io.mevstream.amm.Quote.Reason;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import org.junit.jupiter.api.Test;

class ConcentratedPoolTest {

    private static final FeeTier TIER = new FeeTier(3000, 60);
    private static final UInt256 ETHER = UInt256.of(1_000_000_000_000_000_000L);

    /** One position around the price, and one above it behind a gap. */
    private static ConcentratedPool pool() {
        PoolPrice start = new PoolPrice(TickMath.getSqrtRatioAtTick(0), UInt256.ZERO, 0);
        return ConcentratedPool.of(start, TickTable.EMPTY, TIER)
                .moved(-600, 600, Int256.ofExact(ETHER))
                .moved(6000, 12000, Int256.ofExact(ETHER));
    }

    @Test
    void takesUpAndGivesBackLiquidity() {
        ConcentratedPool emptied = pool().moved(-600, 600, Int256.ofExact(ETHER).negate())
                .moved(6000, 12000, Int256.ofExact(ETHER).negate());

        assertThat(pool().price().liquidity()).isEqualTo(ETHER);
        assertThat(emptied.price().liquidity()).isEqualTo(UInt256.ZERO);
        assertThat(emptied.ticks().size()).isZero();
        assertThatThrownBy(() -> emptied.moved(0, 60, Int256.of(-1))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void crossesAGapWithoutLiquidity() {
        Quote quote = pool().quoteExactIn(1, 0, ETHER.shiftRight(4));

        ConcentratedPool after = (ConcentratedPool) ((Quote.Filled) quote).after();
        assertThat(after.price().tick()).isBetween(6000, 11999);
        assertThat(after.price().liquidity()).isEqualTo(ETHER);
    }

    @Test
    void refusesMoreThanThereIs() {
        assertThat(pool().quoteExactIn(1, 0, ETHER.shiftLeft(10)))
                .isEqualTo(Quote.refused(Reason.INSUFFICIENT_LIQUIDITY));
        assertThat(pool().quoteExactOut(1, 0, ETHER)).isEqualTo(Quote.refused(Reason.INSUFFICIENT_LIQUIDITY));
    }

    @Test
    void quotesNothingBeyondTheTicksThatAreKnown() {
        ConcentratedPool whole = pool();
        ConcentratedPool part =
                new ConcentratedPool(whole.maths(), whole.price(), whole.ticks().knownWithin(-300, 300), TIER);
        UInt256 little = UInt256.of(1_000_000_000_000_000L);

        assertThat(part.completeness()).isEqualTo(Completeness.PARTIAL);
        assertThat(((Quote.Filled) part.quoteExactIn(1, 0, little)).amountOut())
                .isEqualTo(((Quote.Filled) whole.quoteExactIn(1, 0, little)).amountOut());
        assertThat(part.quoteExactIn(1, 0, ETHER.shiftRight(5))).isEqualTo(Quote.refused(Reason.BEYOND_KNOWN_TICKS));
        assertThat(part.quoteExactOut(1, 0, ETHER.shiftRight(5))).isEqualTo(Quote.refused(Reason.BEYOND_KNOWN_TICKS));
        assertThat(part.quoteExactIn(0, 1, ETHER.shiftRight(5))).isEqualTo(Quote.refused(Reason.BEYOND_KNOWN_TICKS));
    }

    @Test
    void stopsAtAPriceLimit() {
        UInt256 limit = TickMath.getSqrtRatioAtTick(100);

        TickWalk.Swapped swapped = pool().swap(Direction.ONE_FOR_ZERO, Int256.ofExact(ETHER), limit);

        assertThat(swapped.after().sqrtPriceX96()).isEqualTo(limit);
        assertThat(swapped.amountIn()).isLessThan(ETHER);
    }
}
