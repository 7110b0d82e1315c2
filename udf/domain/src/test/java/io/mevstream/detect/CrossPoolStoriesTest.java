package io.mevstream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.detect.Detection.Caveat;
import io.mevstream.detect.Detection.Kind;
import io.mevstream.detect.Detection.Part;
import io.mevstream.detect.Detection.Role;
import io.mevstream.detect.Profit.TokenDelta;
import io.mevstream.num.Int256;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sandwiches of which no one pool shows both halves. */
class CrossPoolStoriesTest {

    private static final long DEEP = 1_000_000_000;
    private static final long BOUGHT = 90_661_089;

    private static Story front() {
        return new Story()
                .pair("pool", DEEP, DEEP)
                .sends("attacker", "bot")
                .buys("bot", "pool", "dai", "weth", 100_000_000);
    }

    private static Story victim(Story story) {
        return story.sends("victim", "router").buys("victim", "pool", "dai", "weth", 50_000_000);
    }

    private static Story soldElsewhere(Story story, long sold, long got) {
        return story.sends("attacker", "bot").swaps("bot", "elsewhere", "dai", sold, "weth", got);
    }

    @Test
    void whatWasBoughtMayBeSoldInAnotherPool() {
        List<Detection> found =
                soldElsewhere(victim(front()), BOUGHT, 104_000_000).inspected();
        assertThat(found).hasSize(1);
        Detection sandwich = found.get(0);
        assertThat(sandwich.kind()).isEqualTo(Kind.SANDWICH);
        assertThat(sandwich.caveats()).contains(Caveat.CLOSED_ELSEWHERE);
        assertThat(sandwich.parts()).extracting(Part::role).containsExactly(Role.FRONT, Role.VICTIM, Role.BACK);
        assertThat(sandwich.legs()).hasSize(3);
        assertThat(sandwich.profit().grossRaw())
                .containsExactly(new TokenDelta(Story.address("weth"), Int256.of(4_000_000)));
        assertThat(sandwich.victims().get(0).lossRaw()).isEqualTo(Int256.of(8_059_966));
    }

    @Test
    void soldForLessItIsTwoTrades() {
        assertThat(soldElsewhere(victim(front()), BOUGHT, 99_000_000).inspected())
                .isEmpty();
    }

    @Test
    void halfOfItSoldElsewhereIsTwoTrades() {
        assertThat(soldElsewhere(victim(front()), BOUGHT / 2, 60_000_000).inspected())
                .isEmpty();
    }

    @Test
    void aStrangerWhoSellsElsewhereIsNobodysBack() {
        Story story = victim(front())
                .sends("stranger", "router")
                .swaps("stranger", "elsewhere", "dai", BOUGHT - 1_000, "weth", 104_000_000);
        assertThat(story.inspected()).isEmpty();
    }

    @Test
    void withoutAVictimItIsNone() {
        assertThat(soldElsewhere(front(), BOUGHT, 104_000_000).inspected()).isEmpty();
    }

    /** In each of the two pools more or less than half of it was bought; together it is what was sold. */
    @Test
    void boughtInTwoPoolsAndSoldInOneOfThemIsOneSandwich() {
        Story story = front().pair("other pool", DEEP, DEEP).buys("bot", "other pool", "dai", "weth", 100_000_000);
        victim(story).sends("attacker", "bot").swaps("bot", "pool", "dai", 2 * BOUGHT, "weth", 215_000_000);
        List<Detection> found = story.inspected();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).legs()).hasSize(4);
        assertThat(found.get(0).profit().grossRaw())
                .containsExactly(new TokenDelta(Story.address("weth"), Int256.of(15_000_000)));
    }

    /**
     * The figures of two trades in mainnet block 13699765 that are labelled a sandwich elsewhere, with a loss of 0.44 ether: one
     * trader sold 2.6 times what it had bought, for less than that had cost, and the one in between gained by it.
     */
    @Test
    void twoTradesOfOneMarketMakerAreNone() {
        assertThat(new Story()
                        .sends("maker", "bot")
                        .swaps("bot", "pool", "weth", 188_147_969_924L, "usdc", 751_864_283_801L)
                        .sends("searcher", "other bot")
                        .swaps("other bot", "pool", "weth", 149_756_129_874L, "usdc", 598_633_542_409L)
                        .sends("maker", "bot")
                        .swaps("bot", "pool", "usdc", 1_957_841_600_000L, "weth", 488_799_232_410L)
                        .inspected())
                .isEmpty();
    }
}
