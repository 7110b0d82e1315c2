package io.mevstream.detect.trace;

import static io.mevstream.detect.trace.TraceStory.address;
import static io.mevstream.detect.trace.TraceStory.uint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.decode.Calldata;
import io.mevstream.decode.FunctionSignature;
import io.mevstream.detect.Action;
import io.mevstream.detect.Detection;
import io.mevstream.detect.Detection.Kind;
import io.mevstream.detect.EtherPrices;
import io.mevstream.detect.Inspector;
import io.mevstream.detect.Profit;
import io.mevstream.event.LiquidityChange;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Uniswap V4's PoolManager and Balancer V2's vault, where one contract holds all pools and settles at the end. */
class SingletonTracesTest {

    private static final String V4_SWAP =
            "swap((address,address,uint24,int24,address) key, (bool,int256,uint160) params, bytes hookData)";
    private static final String V4_MODIFY =
            "modifyLiquidity((address,address,uint24,int24,address) key, (int24,int24,int256,bytes32) params, bytes hookData)";
    private static final String BATCH_SWAP =
            "batchSwap(uint8 kind, (bytes32,uint256,uint256,uint256,bytes)[] swaps, address[] assets, (address,bool,address,bool) funds, int256[] limits, uint256 deadline)";
    private static final String ON_SWAP =
            "onSwap((uint8,address,address,uint256,bytes32,uint256,address,address,bytes) request, uint256 balanceTokenIn, uint256 balanceTokenOut)";
    private static final String TAKE = "take(address currency, address to, uint256 amount)";
    private static final String UNLOCK = "unlock(bytes data)";

    private static Int256 packed(long amount0, long amount1) {
        byte[] word = new byte[32];
        byte[] high = new byte[32];
        byte[] low = new byte[32];
        Int256.of(amount0).toBytes(high, 0);
        Int256.of(amount1).toBytes(low, 0);
        System.arraycopy(high, 16, word, 0, 16);
        System.arraycopy(low, 16, word, 16, 16);
        return Int256.fromBytes(word, 0);
    }

    private static List<Object> key(Address token0, Address token1) {
        return List.of(token0, token1, uint(500), Int256.of(10), Address.ZERO);
    }

    private static TraceStory swaps(TraceStory story, List<Object> key, boolean zeroForOne, long delta0, long delta1) {
        return story.calls("manager", V4_SWAP, key, List.of(zeroForOne, Int256.of(-1), uint(5)), Bytes.EMPTY)
                .returns("(int256 delta)", packed(delta0, delta1));
    }

    private static <A extends Action> List<A> actions(TraceReading read, Class<A> kind) {
        return read.actions().transactions().stream()
                .flatMap(transaction -> transaction.actions().stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** From the contracts' published interfaces. */
    @Test
    void selectorsAreThoseOfTheDeployedContracts() {
        assertThat(Stream.of(V4_SWAP, V4_MODIFY, BATCH_SWAP)
                        .map(each -> Integer.toHexString(
                                FunctionSignature.parse(each).selector())))
                .containsExactly("f3cd914c", "5a6bcfda", "945bcec9");
    }

    @Test
    void aSwapOfTheManagerIsWhatItReturned() {
        TraceStory story = new TraceStory().sends("user", "router").calls("manager", UNLOCK, Bytes.EMPTY);
        swaps(story, key(Address.ZERO, address("usdc")), true, -1_000, 2_500);
        assertThat(actions(story.read(), Action.Swapped.class)).singleElement().satisfies(swap -> {
            assertThat(swap.protocol()).isEqualTo("uniswap-v4");
            assertThat(swap.tokenIn()).isEqualTo(Address.ZERO);
            assertThat(swap.amountInRaw()).isEqualTo(uint(1_000));
            assertThat(swap.tokenOut()).isEqualTo(address("usdc"));
            assertThat(swap.amountOutRaw()).isEqualTo(uint(2_500));
            assertThat(swap.pool().manager()).isEqualTo(address("manager"));
            assertThat(swap.pool().isContract()).isFalse();
        });
    }

    @Test
    void theOtherDirectionTurnsTheTokensRound() {
        TraceStory story = new TraceStory().sends("user", "router").calls("manager", UNLOCK, Bytes.EMPTY);
        swaps(story, key(address("dai"), address("usdc")), false, 990, -1_000);
        assertThat(actions(story.read(), Action.Swapped.class)).singleElement().satisfies(swap -> {
            assertThat(swap.tokenIn()).isEqualTo(address("usdc"));
            assertThat(swap.amountInRaw()).isEqualTo(uint(1_000));
            assertThat(swap.tokenOut()).isEqualTo(address("dai"));
            assertThat(swap.amountOutRaw()).isEqualTo(uint(990));
        });
    }

    @Test
    void liquidityIsThePrincipalWithoutTheFees() {
        TraceReading read = new TraceStory()
                .sends("provider", "positions")
                .calls(
                        "manager",
                        V4_MODIFY,
                        key(address("dai"), address("usdc")),
                        List.of(Int256.of(-60), Int256.of(60), Int256.of(-777), Hash.ZERO),
                        Bytes.EMPTY)
                .returns("(int256 caller, int256 fees)", packed(1_010, 2_020), packed(10, 20))
                .read();
        assertThat(actions(read, Action.LiquidityMoved.class)).singleElement().satisfies(moved -> {
            assertThat(moved.kind()).isEqualTo(LiquidityChange.Kind.REMOVE);
            assertThat(moved.liquidityDelta()).isEqualTo(Int256.of(-777));
            assertThat(moved.tickLower()).isEqualTo(-60);
            assertThat(moved.poolGainedRaw()).containsExactly(Int256.of(-1_000), Int256.of(-2_000));
        });
    }

    /** Nothing moves between the swaps; only what is left over is taken. */
    @Test
    void aCycleThroughTheManagerMovesOnlyItsGain() {
        TraceStory story = new TraceStory().sends("searcher", "bot").calls("manager", UNLOCK, Bytes.EMPTY);
        story.calls("bot", "unlockCallback(bytes data)", Bytes.EMPTY);
        swaps(story, key(address("dai"), address("weth")), false, 20_000, -10_000);
        swaps(story, key(address("dai"), address("usdc")), true, -20_000, 20_100);
        swaps(story, key(address("usdc"), address("weth")), true, -20_100, 10_070);
        story.calls("manager", TAKE, address("weth"), address("bot"), uint(70))
                .transfers("weth", "bot", 70)
                .returns();
        List<Detection> found = new Inspector().inspect(story.read().actions(), EtherPrices.NONE);
        assertThat(found).extracting(Detection::kind).containsExactly(Kind.ARBITRAGE);
        assertThat(found.get(0).legs()).hasSize(3);
        assertThat(found.get(0).profit().grossRaw())
                .containsExactly(new Profit.TokenDelta(address("weth"), Int256.of(70)));
    }

    @Test
    void amountsNoSwapperHasAreCountedAndNoSwap() {
        TraceStory story = new TraceStory().sends("user", "router");
        swaps(story, key(address("dai"), address("usdc")), true, 5, 5);
        TraceReading read = story.read();
        assertThat(actions(read, Action.Swapped.class)).isEmpty();
        assertThat(read.unread())
                .containsExactly(Map.entry(new UnreadCall("uniswap-v4", UnreadCall.Reason.IMPOSSIBLE_VALUE), 1));
    }

    private static List<Object> request(UInt256 kind, String in, String out, long amount, Hash pool) {
        return List.of(
                kind,
                address(in),
                address(out),
                uint(amount),
                pool,
                uint(1),
                address("bot"),
                address("bot"),
                Bytes.EMPTY);
    }

    /** What a batch swaps is what the vault asks each pool for; the tokens move once, for all of it. */
    @Test
    void aBatchIsOneSwapForEachPoolAsked() {
        Hash first = new Hash(1, 2, 3, 4);
        Hash second = new Hash(5, 6, 7, 8);
        TraceStory story = new TraceStory()
                .sends("searcher", "bot")
                .calls(
                        "vault",
                        BATCH_SWAP,
                        uint(0),
                        List.of(
                                List.of(first, uint(0), uint(1), uint(1_000), Bytes.EMPTY),
                                List.of(second, uint(1), uint(0), uint(0), Bytes.EMPTY)),
                        List.of(address("weth"), address("dai")),
                        List.of(address("bot"), false, address("bot"), false),
                        List.of(Int256.of(0), Int256.of(0)),
                        uint(99))
                .calls("pool one", ON_SWAP, request(uint(0), "weth", "dai", 1_000, first), uint(9), uint(9))
                .returns("(uint256 amount)", uint(2_000))
                .calls("pool two", ON_SWAP, request(uint(0), "dai", "weth", 2_000, second), uint(9), uint(9))
                .returns("(uint256 amount)", uint(1_050))
                .transfers("weth", "bot", 50)
                .returns("(int256[] deltas)", List.of(Int256.of(-50), Int256.of(0)));
        TraceReading read = story.read();
        assertThat(actions(read, Action.Swapped.class))
                .extracting(swap -> swap.pool().id(), Action.Swapped::amountInRaw, Action.Swapped::amountOutRaw)
                .containsExactly(tuple(first, uint(1_000), uint(2_000)), tuple(second, uint(2_000), uint(1_050)));
        assertThat(new Inspector().inspect(read.actions(), EtherPrices.NONE))
                .singleElement()
                .satisfies(found -> assertThat(found.profit().grossRaw())
                        .containsExactly(new Profit.TokenDelta(address("weth"), Int256.of(50))));
    }

    @Test
    void whatABatchAsksForOutIsWhatThePoolGives() {
        Hash pool = new Hash(1, 2, 3, 4);
        TraceReading read = new TraceStory()
                .sends("user", "router")
                .calls(
                        "vault",
                        BATCH_SWAP,
                        uint(1),
                        List.of(List.of(pool, uint(0), uint(1), uint(500), Bytes.EMPTY)),
                        List.of(address("weth"), address("dai")),
                        List.of(address("router"), false, address("user"), false),
                        List.of(Int256.of(0), Int256.of(0)),
                        uint(99))
                .calls("pool one", ON_SWAP, request(uint(1), "weth", "dai", 500, pool), uint(9), uint(9))
                .returns("(uint256 amount)", uint(260))
                .transfersFrom("weth", "router", "vault", 260)
                .transfers("dai", "user", 500)
                .returns("(int256[] deltas)", List.of(Int256.of(260), Int256.of(-500)))
                .read();
        assertThat(actions(read, Action.Swapped.class)).singleElement().satisfies(swap -> {
            assertThat(swap.amountInRaw()).isEqualTo(uint(260));
            assertThat(swap.amountOutRaw()).isEqualTo(uint(500));
            assertThat(swap.recipient()).isEqualTo(address("user"));
        });
    }

    @Test
    void anotherContractsAnswerToTheSameSelectorIsCountedAndNoSwap() {
        TraceReading read = new TraceStory()
                .sends("user", "router")
                .calls("token", "mint(address to)", address("user"))
                .returns()
                .calls(
                        "somewhere",
                        "swap(uint256 a, uint256 b, address to, bytes data)",
                        uint(1),
                        uint(0),
                        address("user"),
                        Bytes.EMPTY)
                .returns()
                .calls(
                        "somewhere",
                        "swap(uint256 a, uint256 b, address to, bytes data)",
                        uint(1),
                        uint(0),
                        address("user"),
                        Bytes.EMPTY)
                .fails()
                .read();
        assertThat(read.actions().transactions().get(0).actions()).isEmpty();
        assertThat(read.unread())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        new UnreadCall("uniswap-v2", UnreadCall.Reason.RESULTS), 1,
                        new UnreadCall("uniswap-v2", UnreadCall.Reason.WITHOUT_EFFECT), 1,
                        new UnreadCall("uniswap-v2", UnreadCall.Reason.FAILED_EARLY), 1));
    }

    @Test
    void calldataThatIsTooShortIsCounted() {
        byte[] cut = Arrays.copyOf(
                Calldata.of("liquidate(address borrower)", address("ann")).array(), 20);
        TraceReading read = new TraceStory()
                .sends("user", "router")
                .callsBytes("troves", new Bytes(cut))
                .returns()
                .read();
        assertThat(read.unread()).containsExactly(Map.entry(new UnreadCall("liquity", UnreadCall.Reason.ARGUMENTS), 1));
    }
}
