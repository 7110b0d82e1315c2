package io.mevstream.detect.trace;

import static io.mevstream.detect.trace.TraceStory.address;
import static io.mevstream.detect.trace.TraceStory.uint;
import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Bytes;
import io.mevstream.detect.Detection;
import io.mevstream.detect.Detection.Kind;
import io.mevstream.detect.Detection.Role;
import io.mevstream.detect.EtherPrices;
import io.mevstream.detect.Inspector;
import io.mevstream.detect.Profit.TokenDelta;
import io.mevstream.num.Int256;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Liquidity just in time through Uniswap's position manager, which calls the pool and owns everybody's positions. */
class JitTracesTest {

    private static final String MINT =
            "mint(address recipient, int24 tickLower, int24 tickUpper, uint128 amount, bytes data)";
    private static final String BURN = "burn(int24 tickLower, int24 tickUpper, uint128 amount)";
    private static final String COLLECT =
            "collect(address recipient, int24 tickLower, int24 tickUpper, uint128 amount0Requested, uint128 amount1Requested)";
    private static final String SWAP =
            "swap(address recipient, bool zeroForOne, int256 amountSpecified, uint160 sqrtPriceLimitX96, bytes data)";
    private static final Int256 LOWER = Int256.of(-60);
    private static final Int256 UPPER = Int256.of(60);

    /** Only the second of the pool's tokens goes in, so that the pool asks for the balance of that one alone. */
    private static TraceStory added(TraceStory story) {
        return story.sends("provider", "bot")
                .calls("positions", "mint(bytes parameters)", Bytes.EMPTY)
                .calls("pool", MINT, address("positions"), LOWER, UPPER, uint(1_000_000), Bytes.EMPTY)
                .calls("weth", "balanceOf(address account)", address("pool"))
                .returns("(uint256 balance)", uint(5))
                .calls(
                        "positions",
                        "uniswapV3MintCallback(uint256 a, uint256 b, bytes c)",
                        uint(0),
                        uint(9_000),
                        Bytes.EMPTY)
                .transfersFrom("weth", "bot", "pool", 9_000)
                .returns()
                .returns("(uint256 amount0, uint256 amount1)", uint(0), uint(9_000))
                .returns();
    }

    private static TraceStory traded(TraceStory story) {
        return story.sends("user", "router")
                .calls("pool", SWAP, address("user"), true, Int256.of(6_500), uint(5), Bytes.EMPTY)
                .transfers("weth", "user", 3_600)
                .calls("ape", "balanceOf(address account)", address("pool"))
                .returns("(uint256 balance)", uint(5))
                .calls(
                        "router",
                        "uniswapV3SwapCallback(int256 a, int256 b, bytes c)",
                        Int256.of(6_500),
                        Int256.of(-3_600),
                        Bytes.EMPTY)
                .transfersFrom("ape", "user", "pool", 6_500)
                .returns()
                .returns("(int256 amount0, int256 amount1)", Int256.of(6_500), Int256.of(-3_600));
    }

    private static TraceStory removed(TraceStory story) {
        return story.sends("provider", "bot")
                .calls("positions", "decreaseLiquidity(bytes parameters)", Bytes.EMPTY)
                .calls("pool", BURN, LOWER, UPPER, uint(1_000_000))
                .returns("(uint256 amount0, uint256 amount1)", uint(2_400), uint(7_600))
                .returns()
                .calls("positions", "collect(bytes parameters)", Bytes.EMPTY)
                .calls("pool", BURN, LOWER, UPPER, uint(0))
                .returns("(uint256 amount0, uint256 amount1)", uint(0), uint(0))
                .calls("pool", COLLECT, address("bot"), LOWER, UPPER, uint(99_999), uint(99_999))
                .transfers("ape", "bot", 2_407)
                .transfers("weth", "bot", 7_600)
                .returns("(uint128 amount0, uint128 amount1)", uint(2_407), uint(7_600))
                .returns();
    }

    private static List<Detection> inspect(TraceStory story) {
        return new Inspector().inspect(story.read().actions(), EtherPrices.NONE);
    }

    @Test
    void aPositionOfOneTokenHasItsAmountsAndItsFees() {
        List<Detection> found = inspect(removed(traded(added(new TraceStory()))));
        assertThat(found).hasSize(1);
        Detection jit = found.get(0);
        assertThat(jit.kind()).isEqualTo(Kind.JIT);
        assertThat(jit.parts()).extracting(Detection.Part::role).containsExactly(Role.FRONT, Role.VICTIM, Role.BACK);
        assertThat(jit.jit().owner()).isEqualTo(address("positions"));
        assertThat(jit.jit().addedRaw()).containsExactly(new TokenDelta(address("weth"), Int256.of(9_000)));
        assertThat(jit.jit().removedRaw())
                .containsExactly(
                        new TokenDelta(address("ape"), Int256.of(2_407)),
                        new TokenDelta(address("weth"), Int256.of(7_600)));
        assertThat(jit.jit().feesRaw()).containsExactly(new TokenDelta(address("ape"), Int256.of(7)));
        assertThat(jit.profit().grossRaw())
                .containsExactlyInAnyOrder(
                        new TokenDelta(address("ape"), Int256.of(2_407)),
                        new TokenDelta(address("weth"), Int256.of(-1_400)));
    }

    /** Removed now and collected later: nothing that moves names the tokens, but the trade did. */
    @Test
    void whatIsOwedAndNotYetCollectedIsWhatCameOut() {
        TraceStory story = traded(added(new TraceStory()))
                .sends("provider", "bot")
                .calls("pool", BURN, LOWER, UPPER, uint(1_000_000));
        story.returns("(uint256 amount0, uint256 amount1)", uint(2_400), uint(7_600));
        assertThat(inspect(story)).isEmpty(); // another owner: the manager's position is not the bot's
        TraceStory own = traded(added(new TraceStory()))
                .sends("provider", "bot")
                .calls("positions", "decreaseLiquidity(bytes parameters)", Bytes.EMPTY)
                .calls("pool", BURN, LOWER, UPPER, uint(1_000_000))
                .returns("(uint256 amount0, uint256 amount1)", uint(2_400), uint(7_600));
        assertThat(inspect(own)).singleElement().satisfies(jit -> {
            assertThat(jit.jit().removedRaw())
                    .containsExactly(
                            new TokenDelta(address("ape"), Int256.of(2_400)),
                            new TokenDelta(address("weth"), Int256.of(7_600)));
            assertThat(jit.jit().feesRaw()).isNull();
        });
    }

    @Test
    void removingBeforeAddingIsARebalancing() {
        assertThat(inspect(added(traded(removed(new TraceStory()))))).isEmpty();
    }

    @Test
    void nothingIsUnread() {
        assertThat(removed(traded(added(new TraceStory()))).read().unread()).isEmpty();
    }
}
