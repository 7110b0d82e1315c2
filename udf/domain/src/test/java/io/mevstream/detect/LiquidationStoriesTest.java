package io.mevstream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.detect.Detection.Kind;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiquidationStoriesTest {

    @Test
    void theProfitCountsTheLoanTheDebtAndTheSale() {
        List<Detection> found = new Story()
                .sends("liquidator", "bot")
                .borrows("lender", "bot", "dai", 20_000)
                .liquidates("bot", "borrower", "dai", 20_000, "link", 1_100)
                .swaps("bot", "pool a", "link", 1_100, "dai", 21_500)
                .pays("dai", "bot", "lender", 20_018)
                .inspected();
        assertThat(found).hasSize(1);
        Detection liquidation = found.get(0);
        assertThat(liquidation.kind()).isEqualTo(Kind.LIQUIDATION);
        assertThat(liquidation.profit().grossRaw())
                .containsExactly(new Profit.TokenDelta(Story.address("dai"), Int256.of(1_482)));
        assertThat(liquidation.liquidation().borrower()).isEqualTo(Story.address("borrower"));
        assertThat(liquidation.liquidation().debtRepaidRaw()).isEqualTo(UInt256.of(20_000));
        assertThat(liquidation.liquidation().collateralSeizedRaw()).isEqualTo(UInt256.of(1_100));
        assertThat(liquidation.evidence()).hasSize(2);
    }

    @Test
    void collateralThatIsKeptIsGainedAndTheDebtIsLost() {
        Profit profit = new Story()
                .sends("liquidator", "market")
                .liquidates("liquidator", "borrower", "dai", 20_000, "link", 1_100)
                .inspected()
                .get(0)
                .profit();
        assertThat(profit.grossRaw())
                .containsExactlyInAnyOrder(
                        new Profit.TokenDelta(Story.address("dai"), Int256.of(-20_000)),
                        new Profit.TokenDelta(Story.address("link"), Int256.of(1_100)));
        assertThat(profit.grossWei()).isNull();
    }

    @Test
    void aPriceThatIsProvenGivesTheBonus() {
        Story story = new Story()
                .sends("liquidator", "market")
                .liquidates("liquidator", "borrower", "dai", 20_000, "weth", 11);
        EtherPrices daiAtTwoThousand =
                (token, amount) -> token.equals(Story.address("dai")) ? amount.div(Int256.of(2_000)) : null;
        Detection liquidation =
                new Inspector().inspect(story.told(), daiAtTwoThousand).get(0);
        assertThat(liquidation.liquidation().bonusRaw()).isEqualTo(UInt256.of(1));
        assertThat(liquidation.profit().grossWei()).isEqualTo(Int256.of(1));
    }

    @Test
    void severalInOneTransactionHaveOneProfitTogether() {
        List<Detection> found = new Story()
                .sends("liquidator", "bot")
                .liquidates("bot", "ann", "weth", 10, "link", 100)
                .liquidates("bot", "bob", "weth", 10, "link", 100)
                .swaps("bot", "pool a", "link", 200, "weth", 23)
                .inspected();
        assertThat(found).hasSize(2);
        assertThat(found.get(0).profit().grossWei()).isEqualTo(Int256.of(3));
        assertThat(found.get(1).profit().grossRaw()).isEmpty();
        assertThat(found.get(1).profit().completeness()).isEqualTo(Profit.Completeness.UNKNOWN);
    }

    @Test
    void aCycleOfTradesAroundALiquidationIsNotCountedOnceMore() {
        List<Detection> found = new Story()
                .sends("liquidator", "bot")
                .swaps("bot", "pool a", "weth", 10, "dai", 20_000)
                .swaps("bot", "pool b", "dai", 20_000, "weth", 11)
                .liquidates("bot", "borrower", "weth", 5, "link", 60)
                .swaps("bot", "pool c", "link", 60, "weth", 6)
                .inspected();
        assertThat(found).extracting(Detection::kind).containsExactly(Kind.LIQUIDATION);
        assertThat(found.get(0).profit().grossWei()).isEqualTo(Int256.of(2));
    }

    @Test
    void anArbitrageThatRevertedIsAnAttemptThatCostItsGas() {
        List<Detection> found = new Story()
                .asTraced()
                .sends("searcher", "bot")
                .reverting()
                .swaps("bot", "pool a", "weth", 10_000, "dai", 20_000)
                .swaps("bot", "pool b", "dai", 20_000, "weth", 9_900)
                .reverts()
                .inspected();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).kind()).isEqualTo(Kind.REVERTED_ATTEMPT);
        assertThat(found.get(0).attempted()).isEqualTo(Kind.ARBITRAGE);
        assertThat(found.get(0).profit().grossRaw()).isEmpty();
        assertThat(found.get(0).profit().netUpperBoundWei()).isEqualTo(Int256.of(-1_000_000));
        assertThat(found.get(0).profit().completeness()).isEqualTo(Profit.Completeness.EXACT);
    }

    @Test
    void anAttemptThatFailedMidwayStillHasItsRoute() {
        List<Detection> found = new Story()
                .asTraced()
                .sends("searcher", "bot")
                .reverting()
                .swaps("bot", "pool a", "weth", 10_000, "dai", 20_000)
                .swaps("bot", "pool b", "dai", 20_100, "weth", 11_000)
                .swaps("bot", "pool c", "dai", 20_000, "weth", 3_000)
                .reverts()
                .inspected();
        assertThat(found).extracting(Detection::attempted).containsExactly(Kind.ARBITRAGE);
        assertThat(found.get(0).legs()).hasSize(2);
    }

    @Test
    void aReturnThatPassesOnAnotherAmountIsNoRoute() {
        assertThat(new Story()
                        .asTraced()
                        .sends("user", "router")
                        .reverting()
                        .swaps("user", "pool a", "weth", 10_000, "dai", 20_000)
                        .swaps("user", "pool b", "dai", 5_000, "weth", 2_500)
                        .reverts()
                        .inspected())
                .isEmpty();
    }

    @Test
    void aLiquidationThatRevertedIsAnAttempt() {
        List<Detection> found = new Story()
                .asTraced()
                .sends("searcher", "bot")
                .reverting()
                .liquidates("bot", "borrower", "dai", 20_000, "link", 1_100)
                .inspected();
        assertThat(found).extracting(Detection::kind).containsExactly(Kind.REVERTED_ATTEMPT);
        assertThat(found.get(0).attempted()).isEqualTo(Kind.LIQUIDATION);
    }

    @Test
    void aUsersTradeThatRevertedIsNone() {
        assertThat(new Story()
                        .asTraced()
                        .sends("user", "router")
                        .reverting()
                        .swaps("user", "pool a", "weth", 10_000, "dai", 20_000)
                        .swaps("user", "pool b", "dai", 20_000, "usdc", 20_000)
                        .reverts()
                        .inspected())
                .isEmpty();
    }

    @Test
    void aTryThatRevertedWithinAnArbitrageThatPaidIsNoAttempt() {
        assertThat(new Story()
                        .asTraced()
                        .sends("searcher", "bot")
                        .swaps("bot", "pool a", "weth", 10_000, "dai", 20_000)
                        .swaps("bot", "pool b", "dai", 20_000, "weth", 11_000)
                        .reverting()
                        .swaps("bot", "pool a", "weth", 10_000, "dai", 20_000)
                        .swaps("bot", "pool b", "dai", 20_000, "weth", 9_000)
                        .inspected())
                .extracting(Detection::kind)
                .containsExactly(Kind.ARBITRAGE);
    }
}
