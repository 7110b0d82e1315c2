package io.mevstream.amm.v4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.amm.Completeness;
import io.mevstream.amm.Quote;
import io.mevstream.amm.Quote.Reason;
import io.mevstream.amm.v3.Direction;
import io.mevstream.amm.v3.PoolPrice;
import io.mevstream.amm.v3.TickMath;
import io.mevstream.amm.v3.TickTable;
import io.mevstream.chain.Address;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import org.junit.jupiter.api.Test;

class ManagedPoolTest {

    private static final UInt256 ETHER = UInt256.of(1_000_000_000_000_000_000L);

    private static ManagedPool pool(SwapFees fees, String hooks) {
        PoolPrice start = new PoolPrice(TickMath.getSqrtRatioAtTick(0), UInt256.ZERO, 0);
        return new ManagedPool(start, TickTable.EMPTY, fees, 60, Address.of(hooks))
                .moved(-600, 600, Int256.ofExact(ETHER));
    }

    @Test
    void addsTheProtocolsFeeOfTheDirection() {
        SwapFees fees = new SwapFees(3000, 500 | 1000 << 12);

        assertThat(fees.pips(Direction.ZERO_FOR_ONE)).isEqualTo(3499);
        assertThat(fees.pips(Direction.ONE_FOR_ZERO)).isEqualTo(3997);
    }

    @Test
    void quotesOnlyWhereHooksCannotTouchASwap() {
        SwapFees fees = new SwapFees(3000, 0);
        String zeros = "0x" + "0".repeat(36);

        for (String touching : new String[] {"0080", "0040", "0008", "0004"}) {
            ManagedPool hooked = pool(fees, zeros + touching);
            assertThat(hooked.quoteExactIn(0, 1, UInt256.of(1000))).isEqualTo(Quote.refused(Reason.HOOKED));
            assertThat(hooked.completeness()).isEqualTo(Completeness.UNKNOWN);
            assertThat(hooked.screeningRate(0, 1)).isNull();
        }
        assertThat(pool(fees, zeros + "3f33").quoteExactIn(0, 1, UInt256.of(1000)))
                .isInstanceOf(Quote.Filled.class);
    }

    @Test
    void doesNotGuessAFeeThatHooksSet() {
        ManagedPool dynamic = pool(new SwapFees(SwapFees.DYNAMIC, 0), "0x" + "0".repeat(40));

        assertThat(dynamic.quoteExactIn(0, 1, UInt256.of(1000))).isEqualTo(Quote.refused(Reason.DYNAMIC_FEE));
    }

    @Test
    void takesEverythingAtAFeeOfAll() {
        ManagedPool greedy = pool(new SwapFees(1_000_000, 0), "0x" + "0".repeat(40));

        assertThat(greedy.quoteExactOut(0, 1, UInt256.of(1000))).isEqualTo(Quote.refused(Reason.REVERTS));
        assertThat(greedy.quoteExactIn(0, 1, UInt256.of(1000))).isEqualTo(Quote.refused(Reason.ZERO_OUTPUT));
    }

    /** As the deployed manager answered: what a swapper pays is a negative number of 128 bits, which may be one larger. */
    @Test
    void takesOneMoreThanItCanGive() {
        ManagedPool greedy = pool(new SwapFees(1_000_000, 0), "0x" + "0".repeat(40));
        UInt256 limit = TickMath.getSqrtRatioAtTick(-60);
        Int256 most = Int256.ofExact(UInt256.ONE.shiftLeft(127));

        assertThat(greedy.swap(Direction.ZERO_FOR_ONE, most, limit).amountIn()).isEqualTo(most.abs());
        assertThatThrownBy(() -> greedy.swap(Direction.ZERO_FOR_ONE, most.add(Int256.of(1)), limit))
                .isInstanceOf(ArithmeticException.class);
    }
}
