package io.mevstream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.detect.Detection.Kind;
import io.mevstream.detect.Profit.Completeness;
import io.mevstream.num.Int256;
import org.junit.jupiter.api.Test;

/** Makers, resolvers and fillers trade for their users: what they keep of it is a margin, and no arbitrage. */
class FillStoriesTest {

    private static final long ETHER = 1_000_000_000;

    @Test
    void aMakersQuoteTakenByAUserIsNone() {
        assertThat(new Story()
                        .sends("user", "exchange proxy")
                        .fills("user", "maker", "dai", 20_000, "weth", 10 * ETHER)
                        .inspected())
                .isEmpty();
    }

    @Test
    void aRouteOverAMakerAndAPoolIsNone() {
        assertThat(new Story()
                        .sends("user", "aggregator")
                        .pays("dai", "user", "aggregator", 40_000)
                        .fills("aggregator", "maker", "dai", 20_000, "weth", 10 * ETHER)
                        .swaps("aggregator", "pool a", "dai", 20_000, "weth", 9 * ETHER)
                        .pays("weth", "aggregator", "user", 19 * ETHER)
                        .inspected())
                .isEmpty();
    }

    /** As the fillers of UniswapX and the resolvers of 1inch do it. */
    @Test
    void aFillerWhoTradesForAUserAndKeepsAMarginIsNone() {
        assertThat(new Story()
                        .sends("filler", "reactor")
                        .pays("dai", "user", "filler contract", 20_000)
                        .swaps("filler contract", "pool a", "dai", 20_000, "usdc", 20_100)
                        .swaps("filler contract", "pool b", "usdc", 20_100, "weth", 10 * ETHER)
                        .pays("weth", "filler contract", "user", 9 * ETHER)
                        .inspected())
                .isEmpty();
    }

    @Test
    void aFillerOfTwoOppositeOrdersIsNone() {
        assertThat(new Story()
                        .sends("filler", "reactor")
                        .pays("dai", "ann", "filler contract", 20_000)
                        .pays("weth", "bob", "filler contract", 6 * ETHER)
                        .swaps("filler contract", "pool a", "dai", 20_000, "weth", 10 * ETHER)
                        .swaps("filler contract", "pool a", "weth", 6 * ETHER, "dai", 11_900)
                        .pays("weth", "filler contract", "ann", 10 * ETHER - 5)
                        .pays("dai", "filler contract", "bob", 11_890)
                        .inspected())
                .isEmpty();
    }

    /** Nobody's order but a maker's, filled from a pool: the taker chose both sides, and keeps what is between them. */
    @Test
    void takingAMakersOrderAndSellingToAPoolIsAnArbitrage() {
        assertThat(new Story()
                        .sends("searcher", "bot")
                        .fills("bot", "maker", "dai", 20_000, "weth", 10 * ETHER)
                        .swaps("bot", "pool a", "weth", 10 * ETHER, "dai", 20_300)
                        .inspected())
                .extracting(Detection::kind)
                .containsExactly(Kind.ARBITRAGE);
    }

    /** Calls say what was sent; of a taxed token less arrives, so that what seems to be left of it may not be there. */
    @Test
    void whatSeemsToBeLeftOfATaxedTokenMakesTheNetABound() {
        Story story = new Story()
                .asTraced()
                .sends("searcher", "bot")
                .swaps("bot", "pool a", "weth", 10 * ETHER, "tax", 20_000)
                .pays("tax", "bot", "pool b", 950)
                .swaps("bot", "pool b", "tax", 18_050, "weth", 11 * ETHER);
        EtherPrices oneWei = (token, amount) -> amount;
        Profit profit = new Inspector().inspect(story.told(), oneWei).get(0).profit();
        assertThat(profit.grossWei()).isEqualTo(Int256.of(ETHER + 1_000));
        assertThat(profit.completeness()).isEqualTo(Completeness.UPPER_BOUND);
    }
}
