package io.mevstream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.detect.Detection.Caveat;
import io.mevstream.detect.Detection.Kind;
import io.mevstream.detect.Detection.Part;
import io.mevstream.detect.Detection.Role;
import io.mevstream.detect.Detection.VictimLoss;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.List;
import org.junit.jupiter.api.Test;

class SandwichStoriesTest {

    private static final long DEEP = 1_000_000_000;
    private static final long FRONT_BUYS = 90_661_089;

    private static Story pool() {
        return new Story().pair("pool", DEEP, DEEP);
    }

    private static Story front(Story story) {
        return story.sends("attacker", "bot").buys("bot", "pool", "dai", "weth", 100_000_000);
    }

    private static Story victim(Story story, String name, long amount) {
        return story.sends(name, "router").buys(name, "pool", "dai", "weth", amount);
    }

    private static Story back(Story story) {
        return story.sends("attacker", "bot").sells("bot", "pool", "dai", FRONT_BUYS, "weth");
    }

    private static Detection only(List<Detection> found) {
        assertThat(found).hasSize(1);
        assertThat(found.get(0).kind()).isEqualTo(Kind.SANDWICH);
        return found.get(0);
    }

    private static List<Integer> indexes(Detection sandwich, Role role) {
        return sandwich.parts().stream()
                .filter(part -> part.role() == role)
                .map(Part::transactionIndex)
                .toList();
    }

    @Test
    void buyingBeforeAnotherAndSellingAfterIsASandwich() {
        Detection sandwich =
                only(back(victim(front(pool()), "victim", 50_000_000)).inspected());
        assertThat(indexes(sandwich, Role.FRONT)).containsExactly(0);
        assertThat(indexes(sandwich, Role.VICTIM)).containsExactly(1);
        assertThat(indexes(sandwich, Role.BACK)).containsExactly(2);
        assertThat(sandwich.profit().grossRaw()).hasSize(1);
        assertThat(sandwich.profit().gasWei()).isEqualTo(UInt256.of(2_000_000));
    }

    /** The literals are the pair's formula worked by hand, with the front and without it. */
    @Test
    void aVictimLosesWhatItsInputWouldHaveBoughtWithoutTheFront() {
        Detection sandwich = only(back(victim(victim(front(pool()), "alice", 50_000_000), "bob", 30_000_000))
                .inspected());
        assertThat(sandwich.victims())
                .extracting(VictimLoss::gotRaw)
                .containsExactly(UInt256.of(39_423_007), UInt256.of(22_051_838));
        assertThat(sandwich.victims())
                .extracting(VictimLoss::wouldHaveGotRaw)
                .containsExactly(UInt256.of(47_482_973), UInt256.of(26_381_628));
        assertThat(sandwich.victims())
                .extracting(VictimLoss::lossRaw)
                .containsExactly(Int256.of(8_059_966), Int256.of(4_329_790));
    }

    @Test
    void theLossIsUnknownWhereThePoolIs() {
        Detection sandwich = only(new Story()
                .sends("attacker", "bot")
                .swaps("bot", "pool", "weth", 1_000, "dai", 2_000)
                .sends("victim", "router")
                .swaps("victim", "pool", "weth", 1_000, "dai", 1_800)
                .sends("attacker", "bot")
                .swaps("bot", "pool", "dai", 2_000, "weth", 1_100)
                .inspected());
        assertThat(sandwich.victims()).hasSize(1);
        assertThat(sandwich.victims().get(0).lossRaw()).isNull();
        assertThat(sandwich.victims().get(0).wouldHaveGotRaw()).isNull();
    }

    /** A fork of no factory we know: its own swaps show what it takes. */
    @Test
    void theFeeOfAPairIsShownByItsSwaps() {
        Story story = pool().withUnknownFees();
        Detection sandwich = only(back(victim(victim(front(story), "alice", 50_000_000), "bob", 30_000_000))
                .inspected());
        assertThat(sandwich.victims())
                .extracting(VictimLoss::lossRaw)
                .containsExactly(Int256.of(8_059_966), Int256.of(4_329_790));
    }

    @Test
    void whoLostNothingIsNoVictim() {
        Story story = victim(victim(front(pool()), "victim", 50_000_000), "crumb", 2);
        Detection sandwich = only(back(story).inspected());
        assertThat(indexes(sandwich, Role.VICTIM)).containsExactly(1);
        assertThat(sandwich.victims()).hasSize(1);
        Story crumbs = victim(front(pool()), "crumb", 2)
                .sends("whale", "router")
                .swaps("whale", "pool b", "weth", 2, "usdc", 3);
        assertThat(back(crumbs).inspected()).isEmpty();
    }

    @Test
    void fourVictimsAreFour() {
        Story story = front(pool());
        for (String name : List.of("ann", "bob", "cyd", "dan")) {
            victim(story, name, 20_000_000);
        }
        Detection sandwich = only(back(story).inspected());
        assertThat(indexes(sandwich, Role.VICTIM)).containsExactly(1, 2, 3, 4);
        assertThat(sandwich.victims())
                .allMatch(loss -> loss.lossRaw() != null && loss.lossRaw().signum() > 0);
    }

    @Test
    void anAttackerMaySendFromAnotherAccountThroughAnotherContractThatHoldsTheTokens() {
        Story story = victim(front(pool()), "victim", 50_000_000)
                .sends("second account", "second contract")
                .sells("bot", "pool", "dai", FRONT_BUYS, "weth");
        Detection sandwich = only(story.inspected());
        assertThat(sandwich.caveats()).contains(Caveat.LINKED_BY_TOKENS);
    }

    @Test
    void anAttackerMayHandTheTokensOver() {
        Story story = victim(front(pool()), "victim", 50_000_000)
                .sends("second account", "second contract")
                .pays("dai", "bot", "second contract", FRONT_BUYS)
                .sells("second contract", "pool", "dai", FRONT_BUYS - 1, "weth");
        assertThat(only(story.inspected()).caveats()).contains(Caveat.LINKED_BY_TOKENS);
    }

    @Test
    void anAttackerMayHandTheTokensOverInATransactionOfItsOwn() {
        Story story = victim(front(pool()), "victim", 50_000_000)
                .sends("attacker", "bot")
                .pays("dai", "bot", "second contract", FRONT_BUYS)
                .sends("second account", "second contract")
                .sells("second contract", "pool", "dai", FRONT_BUYS - 1, "weth");
        assertThat(only(story.inspected()).caveats()).contains(Caveat.LINKED_BY_TOKENS);
    }

    @Test
    void sellingATenthOfWhatWasBoughtIsNoSandwich() {
        Story story = victim(front(pool()), "victim", 50_000_000)
                .sends("attacker", "bot")
                .sells("bot", "pool", "dai", FRONT_BUYS / 10, "weth");
        assertThat(story.inspected()).isEmpty();
    }

    @Test
    void severalPoolsInOnePairOfTransactionsAreOneSandwich() {
        Story story =
                front(pool().pair("other pool", DEEP, DEEP)).buys("bot", "other pool", "usdc", "weth", 100_000_000);
        victim(story, "victim", 50_000_000)
                .sends("second victim", "router")
                .buys("second victim", "other pool", "usdc", "weth", 50_000_000);
        back(story).sells("bot", "other pool", "usdc", FRONT_BUYS, "weth");
        Detection sandwich = only(story.inspected());
        assertThat(indexes(sandwich, Role.VICTIM)).containsExactly(1, 2);
        assertThat(sandwich.legs()).hasSize(6);
    }

    @Test
    void severalFrontsMayShareABack() {
        Story story = front(pool());
        victim(story, "ann", 50_000_000);
        story.sends("attacker", "bot").buys("bot", "pool", "dai", "weth", 10_000_000);
        victim(story, "bob", 50_000_000);
        story.sends("attacker", "bot").sells("bot", "pool", "dai", FRONT_BUYS + 7_400_000, "weth");
        Detection sandwich = only(story.inspected());
        assertThat(indexes(sandwich, Role.FRONT)).containsExactly(0, 2);
        assertThat(indexes(sandwich, Role.VICTIM)).containsExactly(1, 3);
    }

    @Test
    void aBackMayBeSplit() {
        Story story = victim(front(pool()), "victim", 90_000_000);
        story.sends("attacker", "bot").sells("bot", "pool", "dai", FRONT_BUYS / 2, "weth");
        story.sends("attacker", "bot").sells("bot", "pool", "dai", FRONT_BUYS / 2, "weth");
        assertThat(indexes(only(story.inspected()), Role.BACK)).containsExactly(2, 3);
    }

    @Test
    void twoAttackersAroundOneVictimAreTwoSandwichesAndNoVictims() {
        Story story = front(pool());
        story.sends("rival", "rival bot").buys("rival bot", "pool", "dai", "weth", 20_000_000);
        victim(story, "victim", 90_000_000);
        story.sends("rival", "rival bot").sells("rival bot", "pool", "dai", 16_419_000, "weth");
        List<Detection> found = back(story).inspected();
        assertThat(found).hasSize(2);
        assertThat(found)
                .allSatisfy(each -> assertThat(indexes(each, Role.VICTIM)).containsExactly(2));
    }

    @Test
    void theOtherDirectionIsASandwichAsWell() {
        Story story = pool().sends("attacker", "bot")
                .sells("bot", "pool", "dai", 100_000_000, "weth")
                .sends("victim", "router")
                .sells("victim", "pool", "dai", 50_000_000, "weth")
                .sends("attacker", "bot")
                .buys("bot", "pool", "dai", "weth", FRONT_BUYS);
        Profit profit = only(story.inspected()).profit();
        assertThat(profit.grossRaw()).hasSize(1);
        assertThat(profit.grossRaw().get(0).token()).isEqualTo(Story.address("dai"));
    }

    @Test
    void aBackThatRevertedLeavesNoSandwich() {
        Story story = victim(front(pool()), "victim", 50_000_000)
                .sends("attacker", "bot")
                .reverts();
        assertThat(story.inspected()).isEmpty();
    }

    @Test
    void nobodyInBetweenIsNoSandwich() {
        assertThat(back(front(pool())).inspected()).isEmpty();
    }

    @Test
    void aSpoofedSwapIsNoVictim() {
        assertThat(new Story()
                        .sends("attacker", "bot")
                        .swaps("bot", "pool", "weth", 1_000, "dai", 2_000)
                        .sends("liar", "fake")
                        .pretendsToSwap("liar", "pool", "weth", 1_000, "dai", 1_800)
                        .sends("attacker", "bot")
                        .swaps("bot", "pool", "dai", 2_000, "weth", 1_100)
                        .inspected())
                .isEmpty();
    }

    @Test
    void whoTradesTheOtherWayInBetweenIsNoVictim() {
        Story story = front(pool()).sends("seller", "router").sells("seller", "pool", "dai", 50_000_000, "weth");
        assertThat(back(story).inspected()).isEmpty();
    }

    @Test
    void oneRouterDoesNotMakeTwoUsersOneAttacker() {
        Story story = pool().sends("ann", "router").buys("ann", "pool", "dai", "weth", 100_000_000);
        victim(story, "bob", 50_000_000)
                .sends("cyd", "router")
                .sells("cyd", "pool", "dai", FRONT_BUYS + 1_000_000, "weth");
        assertThat(story.inspected()).isEmpty();
    }

    @Test
    void sellingWhatWasJustBoughtForSomethingElseIsNoBack() {
        Story story = pool().sends("ann", "router").buys("ann", "pool", "dai", "weth", 100_000_000);
        victim(story, "bob", 50_000_000)
                .sends("ann", "router")
                .swaps("ann", "elsewhere", "usdc", 120_000_000, "dai", FRONT_BUYS)
                .sells("ann", "pool", "dai", FRONT_BUYS, "weth");
        assertThat(story.inspected()).isEmpty();
    }

    @Test
    void twoArbitragesThroughOnePoolAreNotASandwich() {
        Story story = front(pool()).swaps("bot", "elsewhere", "dai", FRONT_BUYS, "weth", 101_000_000);
        victim(story, "victim", 50_000_000)
                .sends("attacker", "bot")
                .swaps("bot", "elsewhere", "weth", 90_000_000, "dai", FRONT_BUYS)
                .sells("bot", "pool", "dai", FRONT_BUYS, "weth");
        assertThat(story.inspected()).extracting(Detection::kind).containsOnly(Kind.ARBITRAGE);
    }

    @Test
    void whatATokenSellsOfItsTaxBesideTheBackIsNotTheAttackers() {
        Story story = victim(front(pool()), "victim", 90_000_000)
                .sends("attacker", "bot")
                .sells("dai", "pool", "dai", FRONT_BUYS, "weth")
                .sells("bot", "pool", "dai", FRONT_BUYS, "weth");
        assertThat(story.inspected()).isEmpty();
        Story paying = victim(front(pool()), "victim", 300_000_000)
                .sends("attacker", "bot")
                .sells("dai", "pool", "dai", FRONT_BUYS, "weth")
                .sells("bot", "pool", "dai", FRONT_BUYS, "weth");
        assertThat(only(paying.inspected()).legs()).hasSize(3);
    }

    @Test
    void unrelatedTransactionsInBetweenChangeNeitherPartsNorLosses() {
        Detection alone = only(back(victim(front(pool()), "victim", 50_000_000)).inspected());
        Story story = front(pool()).sends("other", "friend").pays("usdc", "other", "friend", 5);
        victim(story, "victim", 50_000_000).sends("third", "router").swaps("third", "pool z", "weth", 5, "usdc", 6);
        Detection among = only(back(story).inspected());
        assertThat(among.profit()).isEqualTo(alone.profit());
        assertThat(among.victims().get(0).lossRaw())
                .isEqualTo(alone.victims().get(0).lossRaw());
        assertThat(Int256.ZERO.compareTo(among.victims().get(0).lossRaw())).isNegative();
    }
}
