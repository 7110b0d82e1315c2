package io.mevstream.detect.trace;

import static io.mevstream.detect.trace.TraceStory.address;
import static io.mevstream.detect.trace.TraceStory.uint;
import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Bytes;
import io.mevstream.decode.Calldata;
import io.mevstream.detect.Action;
import io.mevstream.detect.SwapContext;
import io.mevstream.pool.PoolState;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the calls of a pair show of its reserves. */
class PairTracesTest {

    private static final String SWAP = "swap(uint256 amount0Out, uint256 amount1Out, address to, bytes data)";

    private static SwapContext context(TraceStory story) {
        return story.read().actions().transactions().get(0).actions().stream()
                .filter(Action.Swapped.class::isInstance)
                .map(action -> ((Action.Swapped) action).context())
                .findFirst()
                .orElseThrow();
    }

    private static TraceStory bought(String token, String with) {
        return new TraceStory()
                .sends("user", "router")
                .transfers(with, "pair", 1_000)
                .calls("pair", SWAP, uint(1_900), uint(0), address("user"), Bytes.EMPTY)
                .transfers(token, "user", 1_900)
                .balance(token, 198_100)
                .balance(with, 101_000)
                .returns();
    }

    @Test
    void whatAPairHoldsAfterBeingPaidInEtherShowsWhatItHeldBefore() {
        SwapContext context = context(bought("dai", "weth"));
        PoolState before = context.before();
        assertThat(before.reserve0Raw()).isEqualTo(uint(200_000));
        assertThat(before.reserve1Raw()).isEqualTo(uint(100_000));
        assertThat(context.after().reserve1Raw()).isEqualTo(uint(101_000));
    }

    /** Of another token less may have arrived than was sent. */
    @Test
    void paidInAnotherTokenItShowsNothing() {
        assertThat(context(bought("dai", "usdc")).before()).isNull();
    }

    /** As a searcher's transaction of block 13234998 pays a pair: wrapped ether ignores what stands beside an address. */
    @Test
    void whatStandsBesideAnAddressIsNotReadByTokensAndNotHere() {
        byte[] dirty = Calldata.of("transfer(address to, uint256 amount)", address("pair"), uint(1_000))
                .array()
                .clone();
        dirty[13] = (byte) 0xc9;
        TraceReading read = new TraceStory()
                .sends("searcher", "bot")
                .callsBytes("weth", new Bytes(dirty))
                .returns("(bool ok)", true)
                .callsBytes("weth", new Bytes(Arrays.copyOf(dirty, 60)))
                .returns("(bool ok)", true)
                .read();
        assertThat(read.actions().transactions().get(0).actions())
                .singleElement()
                .satisfies(
                        action -> assertThat(((Action.Transferred) action).to()).isEqualTo(address("pair")));
        assertThat(read.unread()).containsExactly(Map.entry(new UnreadCall("erc20", UnreadCall.Reason.ARGUMENTS), 1));
    }

    @Test
    void whatAPairAnswersIsWhatItHeld() {
        TraceStory story = new TraceStory()
                .sends("user", "router")
                .calls("pair", "getReserves()")
                .returns("(uint112 a, uint112 b, uint32 c)", uint(200_000), uint(100_000), uint(7))
                .transfers("usdc", "pair", 1_000)
                .calls("pair", SWAP, uint(1_900), uint(0), address("user"), Bytes.EMPTY)
                .transfers("dai", "user", 1_900)
                .balance("dai", 198_100)
                .balance("usdc", 100_990)
                .returns();
        Action.Swapped swap = story.read().actions().transactions().get(0).actions().stream()
                .filter(Action.Swapped.class::isInstance)
                .map(Action.Swapped.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(swap.amountInRaw()).isEqualTo(uint(990));
        assertThat(swap.context().before().reserve0Raw()).isEqualTo(uint(200_000));
        assertThat(story.read().actions().transactions().get(0).actions())
                .filteredOn(Action.Asked.class::isInstance)
                .hasSize(1);
    }
}
