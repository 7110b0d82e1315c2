package io.mevstream.amm.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mevstream.amm.PoolMaths;
import io.mevstream.amm.Quote;
import io.mevstream.amm.Quote.Reason;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class PairPoolTest {

    /** WBTC and WETH on mainnet, with the amounts that its router gave. */
    private static final PairPool MAINNET =
            PairPool.of(UInt256.of(10732489743L), number("2056834999904002274711"), PairFee.UNISWAP);

    @Test
    void quotesAsTheRouterDidOnMainnet() {
        Quote in = MAINNET.quoteExactIn(1, 0, number("1000000000000000000"));
        Quote out = MAINNET.quoteExactOut(1, 0, UInt256.of(5199789));

        assertThat(filled(in).amountOut()).isEqualTo(UInt256.of(5199789));
        assertThat(filled(out).amountIn()).isEqualTo(number("999999992817074189"));
    }

    @Test
    void standsAfterATradeWhereItsReservesAre() {
        Quote.Filled trade = filled(MAINNET.quoteExactIn(1, 0, number("1000000000000000000")));

        assertThat(trade.after())
                .isEqualTo(MAINNET.synced(UInt256.of(10732489743L - 5199789), number("2057834999904002274711")));
    }

    @Test
    void followsLiquidityThatComesAndGoes() {
        PairPool more = MAINNET.minted(UInt256.of(100), UInt256.of(7));

        assertThat(more).isNotEqualTo(MAINNET);
        assertThat(more.burned(UInt256.of(100), UInt256.of(7))).isEqualTo(MAINNET);
    }

    @Test
    void refusesWhatThePairWouldNotDo() {
        assertThat(MAINNET.quoteExactIn(0, 1, UInt256.ZERO)).isEqualTo(Quote.refused(Reason.ZERO_AMOUNT));
        assertThat(MAINNET.quoteExactIn(0, 0, UInt256.ONE)).isEqualTo(Quote.refused(Reason.UNSUPPORTED));
        assertThat(MAINNET.quoteExactIn(1, 0, UInt256.ONE)).isEqualTo(Quote.refused(Reason.ZERO_OUTPUT));
        assertThat(MAINNET.quoteExactIn(0, 1, UInt256.ONE.shiftLeft(112))).isEqualTo(Quote.refused(Reason.REVERTS));
        assertThat(MAINNET.quoteExactOut(1, 0, UInt256.of(10732489743L)))
                .isEqualTo(Quote.refused(Reason.INSUFFICIENT_LIQUIDITY));
    }

    @Test
    void takesTheFeeOfTheTokenThatIsPaid() {
        PairFee dear = new PairFee(99000, 100000);
        PairPool directional = new PairPool(
                PoolMaths.CONSTANT_PRODUCT, UInt256.of(1_000_000), UInt256.of(1_000_000), PairFee.UNISWAP, dear);

        assertThat(filled(directional.quoteExactIn(0, 1, UInt256.of(1000))).amountOut())
                .isEqualTo(UInt256.of(996));
        assertThat(filled(directional.quoteExactIn(1, 0, UInt256.of(1000))).amountOut())
                .isEqualTo(UInt256.of(989));
    }

    @Test
    void screensNearWhatItQuotes() {
        UInt256 in = number("1000000000000000");
        double quoted = filled(MAINNET.quoteExactIn(1, 0, in))
                        .amountOut()
                        .toBigInteger()
                        .doubleValue()
                / 1e15;

        assertThat(MAINNET.screeningRate(1, 0).outPerIn()).isCloseTo(quoted, within(quoted / 1000));
    }

    private static Quote.Filled filled(Quote quote) {
        assertThat(quote).isInstanceOf(Quote.Filled.class);
        return (Quote.Filled) quote;
    }

    private static UInt256 number(String digits) {
        return UInt256.of(new BigInteger(digits));
    }
}
