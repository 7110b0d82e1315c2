package io.mevstream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.detect.Detection.Kind;
import io.mevstream.detect.Detection.Role;
import io.mevstream.num.Int256;
import java.util.List;
import org.junit.jupiter.api.Test;

class JitStoriesTest {

    private static Story added() {
        return new Story().sends("provider", "bot").adds("bot", "pool", -60, 60, 1_000_000);
    }

    private static Story user(Story story, String name) {
        return story.sends(name, "router").swaps(name, "pool", "dai", 1_000, "weth", 990);
    }

    @Test
    void liquidityAroundTheSwapsOfOthersIsJustInTime() {
        Story story = user(user(added(), "ann"), "bob")
                .sends("provider", "bot")
                .removes("bot", "pool", -60, 60, 1_000_000, 3, 0);
        List<Detection> found = story.inspected();
        assertThat(found).hasSize(1);
        Detection jit = found.get(0);
        assertThat(jit.kind()).isEqualTo(Kind.JIT);
        assertThat(jit.parts())
                .extracting(Detection.Part::role)
                .containsExactly(Role.FRONT, Role.VICTIM, Role.VICTIM, Role.BACK);
        assertThat(jit.jit().feesRaw()).containsExactly(new Profit.TokenDelta(Story.address("dai"), Int256.of(3)));
        assertThat(jit.jit().tickLower()).isEqualTo(-60);
    }

    @Test
    void liquidityThatNobodyTradedWithIsNot() {
        Story story = added().sends("user", "router")
                .swaps("user", "another pool", "dai", 1_000, "weth", 990)
                .sends("provider", "bot")
                .removes("bot", "pool", -60, 60, 1_000_000, 0, 0);
        assertThat(story.inspected()).isEmpty();
    }

    @Test
    void liquidityThatStaysIsNot() {
        assertThat(user(added(), "ann").inspected()).isEmpty();
    }

    @Test
    void anotherRangeOrAnotherOwnersAmountIsAnotherPosition() {
        assertThat(user(added(), "ann")
                        .sends("provider", "bot")
                        .removes("bot", "pool", -120, 60, 1_000_000, 3, 0)
                        .inspected())
                .isEmpty();
        assertThat(user(added(), "ann")
                        .sends("provider", "bot")
                        .removes("bot", "pool", -60, 120, 1_000_000, 3, 0)
                        .inspected())
                .isEmpty();
        assertThat(user(added(), "ann")
                        .sends("someone", "bot")
                        .removes("bot", "pool", -60, 60, 999_999, 3, 0)
                        .inspected())
                .isEmpty();
    }

    @Test
    void liquidityAddedAndRemovedInOneTransactionIsNot() {
        assertThat(user(added().removes("bot", "pool", -60, 60, 1_000_000, 3, 0), "ann")
                        .inspected())
                .isEmpty();
    }

    @Test
    void liquidityWithinASandwichIsATermOfIt() {
        Story story = new Story().pair("pool", 1_000_000_000, 1_000_000_000);
        story.sends("attacker", "bot")
                .buys("bot", "pool", "dai", "weth", 100_000_000)
                .adds("bot", "pool", -60, 60, 1_000_000)
                .sends("victim", "router")
                .buys("victim", "pool", "dai", "weth", 50_000_000)
                .sends("attacker", "bot")
                .removes("bot", "pool", -60, 60, 1_000_000, 0, 5)
                .sells("bot", "pool", "dai", 90_661_089, "weth");
        List<Detection> found = story.inspected();
        assertThat(found).extracting(Detection::kind).containsExactly(Kind.SANDWICH);
        assertThat(found.get(0).jit()).isNotNull();
    }
}
