package io.mevstream.detect.trace;

import static io.mevstream.detect.trace.TraceStory.address;
import static io.mevstream.detect.trace.TraceStory.uint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.decode.Calldata;
import io.mevstream.decode.FunctionSignature;
import io.mevstream.detect.Action;
import io.mevstream.detect.Action.Fate;
import io.mevstream.detect.Detection;
import io.mevstream.detect.Detection.Kind;
import io.mevstream.detect.EtherPrices;
import io.mevstream.detect.Inspector;
import io.mevstream.detect.Profit.TokenDelta;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Liquidations and loans of the protocols of which no recorded trace is there, as their contracts make them. */
class LendingTracesTest {

    private static final String MORPHO =
            "liquidate((address,address,address,address,uint256) market, address borrower, uint256 seizedAssets, uint256 repaidShares, bytes data)";
    private static final String MORPHO_LOAN = "flashLoan(address token, uint256 assets, bytes data)";
    private static final String ABSORB = "absorb(address absorber, address[] accounts)";
    private static final String TAKE = "take(uint256 id, uint256 amt, uint256 max, address who, bytes data)";
    private static final String FLUX = "flux(bytes32 ilk, address src, address dst, uint256 wad)";
    private static final String MOVE = "move(address src, address dst, uint256 rad)";
    private static final String LIQUITY = "liquidate(address borrower)";
    private static final String OFFSET = "offset(uint256 debt, uint256 collateral)";

    private static List<Action.Liquidated> liquidated(TraceReading read) {
        return read.actions().transactions().stream()
                .flatMap(transaction -> transaction.actions().stream())
                .filter(Action.Liquidated.class::isInstance)
                .map(Action.Liquidated.class::cast)
                .toList();
    }

    private static List<Object> market() {
        return List.of(address("dai"), address("weth"), address("oracle"), address("rates"), uint(9));
    }

    /** From the contracts' published interfaces. */
    @Test
    void selectorsAreThoseOfTheDeployedContracts() {
        assertThat(Stream.of(MORPHO, MORPHO_LOAN, TAKE, FLUX, MOVE, LIQUITY, OFFSET)
                        .map(each -> Integer.toHexString(
                                FunctionSignature.parse(each).selector())))
                .containsExactly("d8eabcb8", "e0232b42", "81a794cb", "6111be2e", "bb35783b", "2f865568", "335525ad");
    }

    private static TraceStory morpho(TraceStory story) {
        return story.calls("morpho", MORPHO, market(), address("ann"), uint(11), uint(0), Bytes.EMPTY)
                .transfers("weth", "bot", 11)
                .transfersFrom("dai", "bot", "morpho", 20_000);
    }

    @Test
    void morphoSaysWhatItSeizedAndWhatWasRepaid() {
        TraceReading read = morpho(new TraceStory().sends("liquidator", "bot"))
                .returns("(uint256 seized, uint256 repaid)", uint(11), uint(20_000))
                .read();
        byte[] market = Arrays.copyOfRange(
                Calldata.of(MORPHO, market(), address("ann"), uint(11), uint(0), Bytes.EMPTY)
                        .array(),
                4,
                4 + 160);
        assertThat(liquidated(read)).singleElement().satisfies(each -> {
            assertThat(each.protocol()).isEqualTo("morpho");
            assertThat(each.marketId()).isEqualTo(Keccak.hash(market));
            assertThat(each.liquidator()).isEqualTo(address("bot"));
            assertThat(each.borrower()).isEqualTo(address("ann"));
            assertThat(each.debtToken()).isEqualTo(address("dai"));
            assertThat(each.debtRepaidRaw()).isEqualTo(uint(20_000));
            assertThat(each.collateralToken()).isEqualTo(address("weth"));
            assertThat(each.collateralSeizedRaw()).isEqualTo(uint(11));
        });
        assertThat(new Inspector().inspect(read.actions(), EtherPrices.NONE))
                .singleElement()
                .satisfies(found -> assertThat(found.profit().grossRaw())
                        .containsExactlyInAnyOrder(
                                new TokenDelta(address("dai"), Int256.of(-20_000)),
                                new TokenDelta(address("weth"), Int256.of(11))));
    }

    @Test
    void aLiquidationThatMorphoRefusesIsAnAttempt() {
        TraceReading read =
                morpho(new TraceStory().sends("liquidator", "bot")).fails().read();
        assertThat(liquidated(read)).extracting(Action.Liquidated::fate).containsExactly(Fate.REVERTED);
        assertThat(new Inspector().inspect(read.actions(), EtherPrices.NONE))
                .extracting(Detection::kind, Detection::attempted)
                .containsExactly(tuple(Kind.REVERTED_ATTEMPT, Kind.LIQUIDATION));
    }

    @Test
    void aLoanOfMorphoThatFundsTheRepaymentIsNotGained() {
        TraceStory story = new TraceStory()
                .sends("liquidator", "bot")
                .calls("morpho", MORPHO_LOAN, address("dai"), uint(20_000), Bytes.EMPTY)
                .transfers("dai", "bot", 20_000)
                .calls("bot", "onMorphoFlashLoan(uint256 assets, bytes data)", uint(20_000), Bytes.EMPTY);
        morpho(story).returns("(uint256 seized, uint256 repaid)", uint(11), uint(20_000));
        Detection found = new Inspector()
                .inspect(
                        story.returns()
                                .transfersFrom("dai", "bot", "morpho", 20_000)
                                .returns()
                                .read()
                                .actions(),
                        EtherPrices.NONE)
                .get(0);
        assertThat(found.kind()).isEqualTo(Kind.LIQUIDATION);
        assertThat(found.evidence()).hasSize(2);
        assertThat(found.profit().grossRaw()).contains(new TokenDelta(address("dai"), Int256.of(-20_000)));
    }

    /** Maker's flash loan of DAI is minted for the borrower and burnt when it is back. */
    @Test
    void aMintedLoanIsNeitherGainedNorLost() {
        TraceReading read = new TraceStory()
                .sends("searcher", "bot")
                .calls(
                        "flash",
                        "flashLoan(address receiver, address token, uint256 amount, bytes data)",
                        address("bot"),
                        address("dai"),
                        uint(20_000),
                        Bytes.EMPTY)
                .calls("join", "exit(address to, uint256 wad)", address("bot"), uint(20_000))
                .calls("dai", "mint(address to, uint256 amount)", address("bot"), uint(20_000))
                .returns()
                .returns()
                .calls(
                        "bot",
                        "onFlashLoan(address a, address b, uint256 c, uint256 d, bytes e)",
                        address("bot"),
                        address("dai"),
                        uint(20_000),
                        uint(0),
                        Bytes.EMPTY)
                .transfers("dai", "pool one", 20_000)
                .calls(
                        "pool one",
                        "swap(uint256 amount0Out, uint256 amount1Out, address to, bytes data)",
                        uint(0),
                        uint(10_000),
                        address("bot"),
                        Bytes.EMPTY)
                .transfers("weth", "bot", 10_000)
                .balance("dai", 9)
                .balance("weth", 9)
                .returns()
                .transfers("weth", "pool two", 10_000)
                .calls(
                        "pool two",
                        "swap(uint256 amount0Out, uint256 amount1Out, address to, bytes data)",
                        uint(20_100),
                        uint(0),
                        address("bot"),
                        Bytes.EMPTY)
                .transfers("dai", "bot", 20_100)
                .balance("dai", 9)
                .balance("weth", 9)
                .returns()
                .returns()
                .transfersFrom("dai", "bot", "flash", 20_000)
                .read();
        assertThat(new Inspector().inspect(read.actions(), EtherPrices.NONE))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.kind()).isEqualTo(Kind.ARBITRAGE);
                    assertThat(found.evidence()).hasSize(1);
                    assertThat(found.profit().grossRaw())
                            .containsExactly(new TokenDelta(address("dai"), Int256.of(100)));
                });
    }

    /** Comet takes accounts over whole; its calls do not say how much. */
    @Test
    void cometsAbsorptionIsOneForEachAccount() {
        TraceReading read = new TraceStory()
                .sends("keeper", "bot")
                .calls("comet", ABSORB, address("keeper"), List.of(address("ann"), address("bob")))
                .returns()
                .read();
        assertThat(liquidated(read))
                .extracting(Action.Liquidated::borrower, Action.Liquidated::debtRepaidRaw)
                .containsExactly(tuple(address("ann"), null), tuple(address("bob"), null));
    }

    private static final UInt256 RAY =
            UInt256.of(1_000_000_000L).mul(UInt256.of(1_000_000_000L)).mul(UInt256.of(1_000_000_000L));

    @Test
    void takingFromAMakerAuctionMovesCollateralAndDai() {
        Hash ilk = new Hash(7, 0, 0, 0);
        TraceReading read = new TraceStory()
                .sends("keeper", "bot")
                .calls("clip", TAKE, uint(3), uint(50), uint(99), address("bot"), Bytes.EMPTY)
                .calls("vat", FLUX, ilk, address("clip"), address("bot"), uint(40))
                .returns()
                .calls("vat", MOVE, address("bot"), address("vow"), uint(60_000).mul(RAY))
                .returns()
                .returns()
                .read();
        assertThat(liquidated(read)).singleElement().satisfies(each -> {
            assertThat(each.protocol()).isEqualTo("maker");
            assertThat(each.marketId()).isEqualTo(ilk);
            assertThat(each.debtRepaidRaw()).isEqualTo(uint(60_000));
            assertThat(each.collateralSeizedRaw()).isEqualTo(uint(40));
            assertThat(each.borrower()).isNull();
        });
    }

    @Test
    void liquityOffsetsAgainstItsStabilityPool() {
        TraceReading read = new TraceStory()
                .sends("keeper", "troves")
                .calls("troves", LIQUITY, address("ann"))
                .calls("stability pool", OFFSET, uint(1_900), uint(1))
                .returns()
                .returns()
                .read();
        assertThat(liquidated(read)).singleElement().satisfies(each -> {
            assertThat(each.protocol()).isEqualTo("liquity");
            assertThat(each.borrower()).isEqualTo(address("ann"));
            assertThat(each.debtRepaidRaw()).isEqualTo(uint(1_900));
            assertThat(each.collateralSeizedRaw()).isEqualTo(uint(1));
        });
    }

    @Test
    void aFunctionOfTheSameNameElsewhereIsNone() {
        TraceReading read = new TraceStory()
                .sends("keeper", "game")
                .calls("game", LIQUITY, address("ann"))
                .returns()
                .calls("shop", TAKE, uint(3), uint(50), uint(99), address("bot"), Bytes.EMPTY)
                .returns()
                .read();
        assertThat(liquidated(read)).isEmpty();
        assertThat(read.unread())
                .containsOnlyKeys(
                        new UnreadCall("liquity", UnreadCall.Reason.WITHOUT_EFFECT),
                        new UnreadCall("maker", UnreadCall.Reason.WITHOUT_EFFECT));
    }
}
