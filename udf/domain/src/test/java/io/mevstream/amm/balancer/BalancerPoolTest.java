package io.mevstream.amm.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mevstream.amm.QuotablePool;
import io.mevstream.amm.Quote;
import io.mevstream.amm.Quote.Reason;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class BalancerPoolTest {

    private static final UInt256 NO_SCALING = number("1000000000000000000");
    private static final UInt256 PERCENT = number("10000000000000000");

    /** BAL at 80 %, WETH at 20 %, one percent taken. */
    private static final WeightedPool BAL_WETH = new WeightedPool(
            List.of(number("1000000000000000000000000"), number("4000000000000000000000000")),
            List.of(NO_SCALING, NO_SCALING),
            List.of(number("800000000000000000"), number("200000000000000000")),
            PERCENT,
            Powers.BY_LOGARITHM);

    /** A dollar of 18 decimals and one of 6, ten million of each. */
    private static final StablePool DOLLARS = new StablePool(
            List.of(number("10000000000000000000000000"), number("10000000000000")),
            List.of(NO_SCALING, number("1000000000000000000000000000000")),
            UInt256.of(200_000),
            number("400000000000000"));

    @Test
    void givesWhatTheWeightedPoolWasRecordedToGive() {
        assertThat(filled(BAL_WETH.quoteExactIn(1, 0, NO_SCALING)).amountOut()).isEqualTo(number("61874980427000000"));
        assertThat(filled(BAL_WETH.quoteExactOut(1, 0, number("100000000000000000000")))
                        .amountIn())
                .isEqualTo(number("1616565737428323232324"));
    }

    @Test
    void multipliesWholePowersOutWhereTheVersionDoes() {
        WeightedPool newer = new WeightedPool(
                BAL_WETH.balances(),
                List.of(NO_SCALING, NO_SCALING),
                List.of(number("800000000000000000"), number("200000000000000000")),
                PERCENT,
                Powers.MULTIPLIED_OUT);

        assertThat(filled(newer.quoteExactOut(1, 0, number("100000000000000000000")))
                        .amountIn())
                .isEqualTo(number("1616565737387907070708"));
    }

    @Test
    void refusesMoreThanAThirdOrSoOfABalance() {
        assertThat(BAL_WETH.quoteExactIn(0, 1, number("304000000000000000000000")))
                .isEqualTo(Quote.refused(Reason.ABOVE_LIMIT));
        assertThat(BAL_WETH.quoteExactOut(0, 1, number("1200000000000000000000001")))
                .isEqualTo(Quote.refused(Reason.ABOVE_LIMIT));
        assertThat(BAL_WETH.quoteExactOut(0, 1, number("1200000000000000000000000")))
                .isInstanceOf(Quote.Filled.class);
    }

    @Test
    void tradesDollarsOfDifferentDecimalsNearOne() {
        UInt256 out = filled(DOLLARS.quoteExactIn(0, 1, number("1000000000000000000000")))
                .amountOut();
        UInt256 in =
                filled(DOLLARS.quoteExactOut(0, 1, UInt256.of(999_599_000))).amountIn();

        assertThat(out.toBigInteger().longValueExact()).isBetween(999_590_000L, 999_600_000L);
        assertThat(in.toBigInteger()).isCloseTo(BigInteger.TEN.pow(21), within(BigInteger.TEN.pow(16)));
    }

    @Test
    void neverGivesBackMoreThanWasPaid() {
        for (long amount = 1_000; amount < 1_000_000_000_000L; amount *= 7) {
            Quote.Filled there = filled(DOLLARS.quoteExactIn(1, 0, UInt256.of(amount)));
            Quote.Filled back = filled(there.after().quoteExactIn(0, 1, there.amountOut()));

            assertThat(back.amountOut()).isLessThan(UInt256.of(amount));
        }
    }

    @Test
    void followsBalancesThatChange() {
        Quote.Filled trade = filled(BAL_WETH.quoteExactIn(1, 0, NO_SCALING));
        WeightedPool after = (WeightedPool) trade.after();
        BalancerPool undone = after.changed(List.of(
                Int256.ofExact(trade.amountOut()),
                Int256.ofExact(trade.amountIn()).negate()));

        assertThat(after.balances()).isNotEqualTo(BAL_WETH.balances());
        assertThat(undone.balances()).isEqualTo(BAL_WETH.balances());
    }

    @Test
    void screensNearWhatItQuotes() {
        assertScreens(BAL_WETH, 1, 0, "1000000000000000000");
        assertScreens(BAL_WETH, 0, 1, "1000000000000000000");
        assertScreens(DOLLARS, 0, 1, "1000000000000000000000");
        assertScreens(DOLLARS, 1, 0, "1000000000");
    }

    private static void assertScreens(QuotablePool pool, int in, int out, String amount) {
        double quoted = filled(pool.quoteExactIn(in, out, number(amount)))
                        .amountOut()
                        .toBigInteger()
                        .doubleValue()
                / new BigInteger(amount).doubleValue();
        assertThat(pool.screeningRate(in, out).outPerIn()).isCloseTo(quoted, within(quoted / 1000));
    }

    private static Quote.Filled filled(Quote quote) {
        assertThat(quote).isInstanceOf(Quote.Filled.class);
        return (Quote.Filled) quote;
    }

    private static UInt256 number(String digits) {
        return UInt256.of(new BigInteger(digits));
    }
}
