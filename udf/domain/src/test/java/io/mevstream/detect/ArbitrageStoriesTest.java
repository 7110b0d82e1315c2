package io.mevstream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.detect.Detection.Caveat;
import io.mevstream.detect.Detection.Kind;
import io.mevstream.detect.Profit.Completeness;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArbitrageStoriesTest {

    private static final long ETHER = 1_000_000_000;

    private static Detection only(List<Detection> found) {
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static Story buysAndSells() {
        return new Story()
                .sends("searcher", "bot")
                .swaps("bot", "pool a", "weth", 10 * ETHER, "dai", 20_000)
                .swaps("bot", "pool b", "dai", 20_000, "weth", 11 * ETHER);
    }

    @Test
    void buyingInOnePoolAndSellingInAnotherIsAnArbitrage() {
        Detection arbitrage = only(buysAndSells().inspected());
        assertThat(arbitrage.kind()).isEqualTo(Kind.ARBITRAGE);
        assertThat(arbitrage.legs()).hasSize(2);
        assertThat(arbitrage.searcher()).isEqualTo(Story.address("searcher"));
        assertThat(arbitrage.profit().grossRaw())
                .containsExactly(new Profit.TokenDelta(Story.address("weth"), Int256.of(ETHER)));
    }

    @Test
    void logsGiveAnUpperBoundOfTheNetAndTracesTheNetItself() {
        Profit logged = only(buysAndSells().inspected()).profit();
        assertThat(logged.netUpperBoundWei()).isEqualTo(Int256.of(ETHER - 1_000_000));
        assertThat(logged.completeness()).isEqualTo(Completeness.UPPER_BOUND);
        assertThat(logged.priorityFeeWei()).isEqualTo(UInt256.of(600_000));
        Profit traced = only(buysAndSells()
                        .asTraced()
                        .pays("ether", "bot", "builder", ETHER / 2)
                        .inspected())
                .profit();
        assertThat(traced.grossWei()).isEqualTo(Int256.of(ETHER));
        assertThat(traced.builderPaymentWei()).isEqualTo(UInt256.of(ETHER / 2));
        assertThat(traced.netUpperBoundWei()).isEqualTo(Int256.of(ETHER / 2 - 1_000_000));
        assertThat(traced.completeness()).isEqualTo(Completeness.EXACT);
    }

    @Test
    void gasThatIsNotKnownIsNotFree() {
        Profit profit = only(buysAndSells().withUnknownGas().inspected()).profit();
        assertThat(profit.grossWei()).isEqualTo(Int256.of(ETHER));
        assertThat(profit.netUpperBoundWei()).isNull();
        assertThat(profit.completeness()).isEqualTo(Completeness.UNKNOWN);
    }

    @Test
    void profitInATokenWithoutAPriceHasNoWorthInEther() {
        Profit profit = only(new Story()
                        .sends("searcher", "bot")
                        .swaps("bot", "pool a", "dai", 20_000, "weth", 10 * ETHER)
                        .swaps("bot", "pool b", "weth", 10 * ETHER, "dai", 22_000)
                        .inspected())
                .profit();
        assertThat(profit.grossRaw()).containsExactly(new Profit.TokenDelta(Story.address("dai"), Int256.of(2_000)));
        assertThat(profit.grossWei()).isNull();
        assertThat(profit.completeness()).isEqualTo(Completeness.UNKNOWN);
    }

    @Test
    void aFlashLoanThatIsRepaidIsNoProfit() {
        Detection arbitrage = only(new Story()
                .sends("searcher", "bot")
                .borrows("lender", "bot", "weth", 10 * ETHER)
                .swaps("bot", "pool a", "weth", 10 * ETHER, "dai", 20_000)
                .swaps("bot", "pool b", "dai", 20_000, "usdc", 20_100)
                .swaps("bot", "pool c", "usdc", 20_100, "weth", 11 * ETHER)
                .pays("weth", "bot", "lender", 10 * ETHER + 7)
                .inspected());
        assertThat(arbitrage.legs()).hasSize(3);
        assertThat(arbitrage.evidence()).hasSize(1);
        assertThat(arbitrage.profit().grossWei()).isEqualTo(Int256.of(ETHER - 7));
    }

    @Test
    void aSplitRouteThatComesBackTogetherIsOneArbitrage() {
        Detection arbitrage = only(new Story()
                .sends("searcher", "bot")
                .swaps("bot", "pool a", "weth", 6 * ETHER, "dai", 12_000)
                .swaps("bot", "pool b", "weth", 4 * ETHER, "dai", 8_000)
                .swaps("bot", "pool c", "dai", 20_000, "weth", 11 * ETHER)
                .inspected());
        assertThat(arbitrage.legs()).hasSize(3);
        assertThat(arbitrage.profit().grossWei()).isEqualTo(Int256.of(ETHER));
    }

    @Test
    void whatIsLeftOverOfATokenPassedOnIsPricedByTheTradesThemselves() {
        Profit profit = only(new Story()
                        .sends("searcher", "bot")
                        .swaps("bot", "pool a", "weth", 10 * ETHER, "dai", 20_001)
                        .swaps("bot", "pool b", "dai", 20_000, "weth", 11 * ETHER)
                        .asTraced()
                        .inspected())
                .profit();
        assertThat(profit.grossRaw()).hasSize(2);
        assertThat(profit.grossWei()).isEqualTo(Int256.of(ETHER + 10 * ETHER / 20_001));
        assertThat(profit.completeness()).isEqualTo(Completeness.UPPER_BOUND);
    }

    /** It was gas, at a price that is not known. */
    @Test
    void burntGasTokensAreNoLossAndLeaveTheNetABound() {
        Profit profit = only(buysAndSells()
                        .asTraced()
                        .pays("chi", "bot", "zero", 5)
                        .inspected())
                .profit();
        assertThat(profit.grossRaw()).containsExactly(new Profit.TokenDelta(Story.address("weth"), Int256.of(ETHER)));
        assertThat(profit.completeness()).isEqualTo(Completeness.UPPER_BOUND);
        assertThat(buysAndSells().pays("chi", "bot", "friend", 5).inspected()).isEmpty();
    }

    @Test
    void aTokenThatTaxesItsTransfersIsNettedByWhatArrived() {
        Detection arbitrage = only(new Story()
                .sends("searcher", "bot")
                .swaps("bot", "pool a", "weth", 10 * ETHER, "tax", 20_000)
                .pays("tax", "bot", "tax wallet", 1_000)
                .swaps("bot", "pool b", "tax", 19_000, "weth", 11 * ETHER)
                .inspected());
        assertThat(arbitrage.profit().grossRaw())
                .containsExactly(new Profit.TokenDelta(Story.address("weth"), Int256.of(ETHER)));
    }

    @Test
    void theProfitMayGoToAnAccountThatTookNoPart() {
        Detection arbitrage =
                only(buysAndSells().pays("weth", "bot", "cold wallet", ETHER).inspected());
        assertThat(arbitrage.caveats()).contains(Caveat.PAID_OUT);
        assertThat(arbitrage.beneficiaries()).contains(Story.address("cold wallet"));
        assertThat(arbitrage.profit().grossWei()).isEqualTo(Int256.of(ETHER));
    }

    @Test
    void fillingAnOrderFromAPoolIsAnArbitrage() {
        Detection arbitrage = only(new Story()
                .sends("searcher", "bot")
                .swaps("bot", "pool a", "weth", 10 * ETHER, "dai", 20_000)
                .fills("bot", "maker", "dai", 20_000, "weth", 11 * ETHER)
                .inspected());
        assertThat(arbitrage.profit().grossWei()).isEqualTo(Int256.of(ETHER));
    }

    @Test
    void aSpoofedSwapClosesNoCycle() {
        assertThat(new Story()
                        .sends("searcher", "bot")
                        .swaps("bot", "pool a", "weth", 10 * ETHER, "dai", 20_000)
                        .pretendsToSwap("bot", "pool b", "dai", 20_000, "weth", 11 * ETHER)
                        .inspected())
                .isEmpty();
    }

    @Test
    void aUserOfARouterOverSeveralPoolsIsNone() {
        assertThat(new Story()
                        .sends("user", "router")
                        .pays("dai", "user", "router", 20_000)
                        .swaps("router", "pool a", "dai", 20_000, "usdc", 20_000)
                        .swaps("router", "pool b", "usdc", 20_000, "weth", 9 * ETHER)
                        .unwraps("router", 9 * ETHER)
                        .inspected())
                .isEmpty();
    }

    @Test
    void aRouteThatTouchesATokenTwiceIsNoneForItsUserPaysForIt() {
        assertThat(new Story()
                        .sends("user", "aggregator")
                        .pays("dai", "user", "aggregator", 20_000)
                        .swaps("aggregator", "pool a", "dai", 20_000, "weth", 10 * ETHER)
                        .swaps("aggregator", "pool b", "weth", 5 * ETHER, "usdc", 10_000)
                        .swaps("aggregator", "pool c", "usdc", 10_000, "weth", 6 * ETHER)
                        .pays("weth", "aggregator", "user", 11 * ETHER)
                        .inspected())
                .isEmpty();
    }

    @Test
    void aRoundTripThatLosesIsNone() {
        assertThat(new Story()
                        .sends("user", "router")
                        .swaps("user", "pool a", "weth", 10 * ETHER, "dai", 20_000)
                        .swaps("user", "pool b", "dai", 20_000, "weth", 9 * ETHER)
                        .inspected())
                .isEmpty();
    }

    @Test
    void aZapThatSwapsHalfAndAddsLiquidityIsNone() {
        assertThat(new Story()
                        .sends("user", "zapper")
                        .pays("ether", "user", "zapper", 22 * ETHER)
                        .wraps("zapper", 11 * ETHER)
                        .swaps("zapper", "pool a", "weth", 11 * ETHER, "wbtc", 3_387_662)
                        .pays("wbtc", "zapper", "pool a", 3_387_662)
                        .pays("weth", "zapper", "pool a", 10 * ETHER)
                        .pays("shares", "nobody", "user", 5)
                        .inspected())
                .isEmpty();
    }

    @Test
    void wrappingAndUnwrappingEtherIsNone() {
        assertThat(new Story()
                        .asTraced()
                        .sends("user", "weth")
                        .pays("ether", "user", "weth", ETHER)
                        .wraps("user", ETHER)
                        .sends("user", "weth")
                        .unwraps("user", ETHER)
                        .pays("ether", "weth", "user", ETHER)
                        .inspected())
                .isEmpty();
    }

    @Test
    void etherWrappedOnTheWayIsNotSpent() {
        Story story = new Story()
                .asTraced()
                .sends("searcher", "bot")
                .pays("ether", "bot", "weth", 10 * ETHER)
                .wraps("bot", 10 * ETHER)
                .swaps("bot", "pool a", "weth", 10 * ETHER, "dai", 20_000)
                .swaps("bot", "pool b", "dai", 20_000, "weth", 11 * ETHER);
        assertThat(only(story.inspected()).profit().grossWei()).isEqualTo(Int256.of(ETHER));
    }

    @Test
    void settlingOthersOrdersIsNone() {
        assertThat(new Story()
                        .sends("solver", "settlement")
                        .pays("dai", "alice", "settlement", 20_100)
                        .swaps("settlement", "pool a", "dai", 20_000, "weth", 10 * ETHER)
                        .pays("weth", "settlement", "alice", 10 * ETHER)
                        .pays("weth", "bob", "settlement", 5 * ETHER + 7)
                        .swaps("settlement", "pool b", "weth", 5 * ETHER, "dai", 9_900)
                        .pays("dai", "settlement", "bob", 9_900)
                        .inspected())
                .isEmpty();
    }

    @Test
    void aTokenThatSellsItsTaxDuringAPurchaseMakesNoCycle() {
        assertThat(new Story()
                        .sends("user", "router")
                        .swaps("tax", "pool a", "tax", 500, "weth", ETHER)
                        .swaps("user", "pool a", "weth", 10 * ETHER, "tax", 5_000)
                        .inspected())
                .isEmpty();
    }

    @Test
    void aTransactionThatRevertedDidNothing() {
        assertThat(new Story().sends("searcher", "bot").reverts().inspected()).isEmpty();
    }

    @Test
    void unrelatedTransactionsChangeNothing() {
        Story among = new Story()
                .sends("searcher", "bot")
                .swaps("bot", "pool a", "weth", 10 * ETHER, "dai", 20_000)
                .swaps("bot", "pool b", "dai", 20_000, "weth", 11 * ETHER)
                .sends("user", "router")
                .swaps("user", "pool z", "weth", ETHER, "dai", 1_900)
                .sends("other", "friend")
                .pays("weth", "other", "friend", 3);
        Detection alone = only(buysAndSells().inspected());
        Detection found = only(among.inspected());
        assertThat(found).isEqualTo(alone);
    }
}
