package io.mevstream.amm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mevstream.amm.Quote.Reason;
import io.mevstream.amm.curve.StableSwapFees;
import io.mevstream.amm.curve.StableSwapPool;
import io.mevstream.amm.curve.StableSwapRules;
import io.mevstream.amm.solidly.SolidlyPool;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Families whose contracts quote inputs only. */
class LeastInputPoolsTest {

    private static final UInt256 E18 = UInt256.of(1_000_000_000_000_000_000L);
    private static final UInt256 MILLION = UInt256.of(1_000_000_000_000L);

    private static final List<QuotablePool> POOLS = List.of(
            SolidlyPool.ofVolatile(E18, MILLION, 30),
            SolidlyPool.ofStable(MILLION.mul(MILLION), MILLION, E18, UInt256.of(1_000_000), 5),
            curve(StableSwapRules.CLASSIC, 2000),
            curve(StableSwapRules.PRECISE, 200_000),
            curve(StableSwapRules.NG, 200_000));

    private static StableSwapPool curve(StableSwapRules rules, long amplification) {
        UInt256 rate = E18.mul(MILLION);
        return new StableSwapPool(
                rules,
                List.of(MILLION.mul(MILLION), MILLION),
                List.of(E18, rate),
                UInt256.of(amplification),
                new StableSwapFees(UInt256.of(4_000_000), UInt256.of(5_000_000_000L), UInt256.of(20_000_000_000L)));
    }

    @Test
    void costsTheLeastInputThatReachesAnOutput() {
        for (QuotablePool pool : POOLS) {
            UInt256 wanted = UInt256.of(123_456_789);
            Quote.Filled exact = filled(pool.quoteExactOut(0, 1, wanted));
            UInt256 less = exact.amountIn().sub(UInt256.ONE);

            assertThat(exact.amountOut()).isEqualTo(wanted);
            assertThat(filled(pool.quoteExactIn(0, 1, exact.amountIn())).amountOut())
                    .isGreaterThanOrEqualTo(wanted);
            assertThat(filled(pool.quoteExactIn(0, 1, less)).amountOut()).isLessThan(wanted);
        }
    }

    @Test
    void neverGivesBackMoreThanWasPaid() {
        for (QuotablePool pool : POOLS) {
            UInt256 paid = UInt256.of(7_777_777_777L);
            Quote.Filled there = filled(pool.quoteExactIn(1, 0, paid));
            Quote.Filled back = filled(there.after().quoteExactIn(0, 1, there.amountOut()));

            assertThat(back.amountOut()).isLessThan(paid);
        }
    }

    @Test
    void screensNearWhatItQuotes() {
        for (QuotablePool pool : POOLS) {
            UInt256 in = UInt256.of(1_000_000);
            double quoted = filled(pool.quoteExactIn(1, 0, in))
                            .amountOut()
                            .toBigInteger()
                            .doubleValue()
                    / 1e6;

            assertThat(pool.screeningRate(1, 0).outPerIn()).isCloseTo(quoted, within(quoted / 1000));
        }
    }

    @Test
    void chargesMoreWhereTheBalancesAreApart() {
        StableSwapPool apart =
                curve(StableSwapRules.NG, 200_000).at(List.of(MILLION.mul(MILLION), UInt256.of(50_000_000_000L)));
        StableSwapPool flat = new StableSwapPool(
                apart.rules(),
                apart.balances(),
                apart.rates(),
                apart.amplification(),
                StableSwapFees.constant(4_000_000, 5_000_000_000L));

        assertThat(filled(apart.quoteExactIn(0, 1, E18)).amountOut())
                .isLessThan(filled(flat.quoteExactIn(0, 1, E18)).amountOut());
    }

    @Test
    void keepsTheAdminsShareOutOfTheBalances() {
        StableSwapPool pool = curve(StableSwapRules.CLASSIC, 2000);
        UInt256 in = E18.mul(UInt256.of(1000));
        Quote.Filled trade = filled(pool.quoteExactIn(0, 1, in));
        StableSwapPool after = (StableSwapPool) trade.after();
        BigInteger admin = pool.balances()
                .get(1)
                .sub(trade.amountOut())
                .sub(after.balances().get(1))
                .toBigInteger();

        assertThat(after.balances().get(0)).isEqualTo(pool.balances().get(0).add(in));
        // Half of four hundredths of a percent of a thousand.
        assertThat(admin.longValueExact()).isBetween(199_000L, 201_000L);
        assertThat(pool.added(pool.balances(), List.of(UInt256.ZERO, UInt256.ZERO))
                        .removed(pool.balances()))
                .isEqualTo(pool);
    }

    @Test
    void refusesAllThereIsAndNothing() {
        for (QuotablePool pool : POOLS) {
            assertThat(pool.quoteExactOut(0, 1, MILLION)).isEqualTo(Quote.refused(Reason.INSUFFICIENT_LIQUIDITY));
            assertThat(pool.quoteExactIn(0, 1, UInt256.ZERO)).isEqualTo(Quote.refused(Reason.ZERO_AMOUNT));
            assertThat(pool.quoteExactIn(0, 2, E18)).isEqualTo(Quote.refused(Reason.UNSUPPORTED));
        }
    }

    private static Quote.Filled filled(Quote quote) {
        assertThat(quote).isInstanceOf(Quote.Filled.class);
        return (Quote.Filled) quote;
    }
}
