package io.mevstream.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.chain.PoolId;
import io.mevstream.chain.RawLog;
import io.mevstream.event.ChainEvent;
import io.mevstream.event.FlashLoan;
import io.mevstream.event.Liquidation;
import io.mevstream.event.LiquidityChange;
import io.mevstream.event.PoolCreated;
import io.mevstream.event.PoolFamily;
import io.mevstream.event.PoolFeeChanged;
import io.mevstream.event.ProtocolEvent;
import io.mevstream.event.Swap;
import io.mevstream.event.TokenAmount;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What events mean: who took in what, and which way the signs point. */
class EventMeaningTest {

    private static final Address ALICE = Address.of("0x00000000000000000000000000000000000a11ce");
    private static final Address BOB = Address.of("0x0000000000000000000000000000000000000b0b");
    private static final Address GOLD = Address.of("0x0000000000000000000000000000000000000901");
    private static final Address IRON = Address.of("0x0000000000000000000000000000000000000902");
    private static final Hash ID = Keccak.hash("a market");
    private static final UInt256 PRICE_ONE = UInt256.of(1).shiftLeft(96);

    private final LogDecoder decoder = LogDecoder.standard();

    @Test
    void readsV3AmountsAsThePoolsGains() {
        Swap swap = (Swap) v3Swap(Int256.of(-7), Int256.of(9), Int256.of(0));

        assertThat(swap.in()).isEqualTo(amount(1, 9));
        assertThat(swap.out()).isEqualTo(amount(0, 7));
        assertThat(swap.detail()).isEqualTo(new Swap.PriceAfter(PRICE_ONE, UInt256.of(5), 0, null));
    }

    @Test
    void refusesV3SwapsThatNoPoolCanMake() {
        String swap =
                "Swap(address indexed sender, address indexed recipient, int256 amount0, int256 amount1, uint160 sqrtPriceX96, uint128 liquidity, int24 tick)";
        Int256 one = Int256.of(1);

        assertImpossible(swap, ALICE, BOB, one, one, PRICE_ONE, uint(5), Int256.of(0));
        assertImpossible(swap, ALICE, BOB, one, one.negate(), PRICE_ONE, uint(5), Int256.of(887_273));
        assertImpossible(swap, ALICE, BOB, one, one.negate(), uint(5), uint(5), Int256.of(0));
    }

    @Test
    void readsV4AmountsAsTheSwappersGains() {
        Swap swap = (Swap) event(
                "Swap(bytes32 indexed id, address indexed sender, int128 amount0, int128 amount1, uint160 sqrtPriceX96, uint128 liquidity, int24 tick, uint24 fee)",
                ID,
                ALICE,
                Int256.of(-7),
                Int256.of(9),
                PRICE_ONE,
                uint(5),
                Int256.of(0),
                uint(3000));

        assertThat(swap.pool()).isEqualTo(new PoolId(contract(), ID));
        assertThat(swap.in()).isEqualTo(amount(0, 7));
        assertThat(swap.out()).isEqualTo(amount(1, 9));
        assertThat(swap.detail()).isEqualTo(new Swap.PriceAfter(PRICE_ONE, UInt256.of(5), 0, 3000));
    }

    @Test
    void acceptsAV4PoolOnlyUnderTheHashOfItsKey() {
        String initialize =
                "Initialize(bytes32 indexed id, address indexed currency0, address indexed currency1, uint24 fee, int24 tickSpacing, address hooks, uint160 sqrtPriceX96, int24 tick)";
        byte[] key = Bytes.of("0x" + "00".repeat(12) + GOLD.toString().substring(2)
                        + "00".repeat(12) + IRON.toString().substring(2)
                        + "0".repeat(58) + "800000"
                        + "0".repeat(62) + "3c"
                        + "00".repeat(32))
                .array();
        Hash id = Keccak.hash(key);

        PoolCreated created = (PoolCreated)
                event(initialize, id, GOLD, IRON, uint(0x800000), Int256.of(60), Address.ZERO, PRICE_ONE, Int256.of(0));
        assertThat(created.pool()).isEqualTo(new PoolId(contract(), id));
        assertThat(created.tokens()).containsExactly(GOLD, IRON);
        assertThat(created.feePips()).isNull();
        assertThat(created.hooks()).isNull();
        assertThat(created.initialized()).isNotNull();
        assertImpossible(initialize, id, GOLD, IRON, uint(3000), Int256.of(60), Address.ZERO, PRICE_ONE, Int256.of(0));
    }

    @Test
    void readsCurveSwapsByIndexAndMarksUnderlyingCoins() {
        Swap plain = (Swap) event(
                "TokenExchange(address indexed buyer, int128 sold_id, uint256 tokens_sold, int128 bought_id, uint256 tokens_bought)",
                ALICE,
                Int256.of(2),
                uint(10),
                Int256.of(0),
                uint(9));
        Swap underlying = (Swap) event(
                "TokenExchangeUnderlying(address indexed buyer, int128 sold_id, uint256 tokens_sold, int128 bought_id, uint256 tokens_bought)",
                ALICE,
                Int256.of(3),
                uint(10),
                Int256.of(1),
                uint(9));

        assertThat(plain.in()).isEqualTo(amount(2, 10));
        assertThat(plain.out()).isEqualTo(amount(0, 9));
        assertThat(plain.detail()).isEqualTo(Swap.NoDetail.NONE);
        assertThat(underlying.detail()).isEqualTo(Swap.Underlying.COINS);
        assertImpossible(
                "TokenExchange(address indexed buyer, int128 sold_id, uint256 tokens_sold, int128 bought_id, uint256 tokens_bought)",
                ALICE,
                Int256.of(8),
                uint(10),
                Int256.of(0),
                uint(9));
    }

    @Test
    void takesTheProtocolsFeesOffABalancerJoin() {
        LiquidityChange join = (LiquidityChange) event(
                "PoolBalanceChanged(bytes32 indexed poolId, address indexed liquidityProvider, address[] tokens, int256[] deltas, uint256[] protocolFeeAmounts)",
                ID,
                ALICE,
                List.of(GOLD, IRON),
                List.of(Int256.of(100), Int256.of(0)),
                List.of(uint(0), uint(3)));

        assertThat(join.kind()).isEqualTo(LiquidityChange.Kind.ADD);
        assertThat(join.amountsRaw()).containsExactly(Int256.of(100), Int256.of(-3));
        assertThat(join.tokens()).containsExactly(GOLD, IRON);
        assertImpossible(
                "PoolBalanceChanged(bytes32 indexed poolId, address indexed liquidityProvider, address[] tokens, int256[] deltas, uint256[] protocolFeeAmounts)",
                ID,
                ALICE,
                List.of(GOLD, IRON),
                List.of(Int256.of(100)),
                List.of(uint(0), uint(3)));
    }

    @Test
    void acceptsABalancerPoolOnlyUnderAnIdOfItsAddress() {
        String registered = "PoolRegistered(bytes32 indexed poolId, address indexed poolAddress, uint8 specialization)";
        Hash id = Hash.of(GOLD + "0002" + "00".repeat(9) + "07");

        assertThat(((PoolCreated) event(registered, id, GOLD, uint(2))).pool()).isEqualTo(new PoolId(contract(), id));
        assertImpossible(registered, id, IRON, uint(2));
    }

    @Test
    void namesBothSidesOfALiquidation() {
        assertThat(event(
                        "LiquidationCall(address indexed collateralAsset, address indexed debtAsset, address indexed user, uint256 debtToCover, uint256 liquidatedCollateralAmount, address liquidator, bool receiveAToken)",
                        GOLD,
                        IRON,
                        ALICE,
                        uint(10),
                        uint(12),
                        BOB,
                        false))
                .isEqualTo(new Liquidation(
                        "aave", contract(), null, ALICE, BOB, IRON, UInt256.of(10), GOLD, UInt256.of(12)));
        assertThat(event(
                        "LiquidateBorrow(address liquidator, address borrower, uint256 repayAmount, address cTokenCollateral, uint256 seizeTokens)",
                        BOB,
                        ALICE,
                        uint(10),
                        GOLD,
                        uint(12)))
                .isEqualTo(new Liquidation(
                        "compound-v2", contract(), null, ALICE, BOB, contract(), UInt256.of(10), GOLD, UInt256.of(12)));
        assertThat(event(
                        "Liquidate(bytes32 indexed id, address indexed caller, address indexed borrower, uint256 repaidAssets, uint256 repaidShares, uint256 seizedAssets, uint256 badDebtAssets, uint256 badDebtShares)",
                        ID,
                        BOB,
                        ALICE,
                        uint(10),
                        uint(11),
                        uint(12),
                        uint(0),
                        uint(0)))
                .isEqualTo(new Liquidation(
                        "morpho", contract(), ID, ALICE, BOB, null, UInt256.of(10), null, UInt256.of(12)));
    }

    @Test
    void namesTheLenderOfAFlashLoan() {
        assertThat(event(
                        "FlashLoan(address indexed target, address indexed initiator, address indexed asset, uint256 amount, uint256 premium, uint16 referralCode)",
                        ALICE,
                        BOB,
                        GOLD,
                        uint(1_000),
                        uint(9),
                        uint(0)))
                .isEqualTo(new FlashLoan("aave-v2", contract(), ALICE, GOLD, UInt256.of(1_000), UInt256.of(9)));
    }

    @Test
    void readsAVatNoteFromTheVatAndFromItsNeighbours() {
        CallLayout file = CallLayout.parse(CallLayout.Form.NOTE, "file(bytes32 what, uint256 data)");
        List<Object> arguments = List.of(ID, uint(5));
        List<Hash> neighbour = file.topicsOf(ALICE, arguments);
        List<Hash> vat = List.of(file.topic0(), ID, Hash.of("0x" + "0".repeat(63) + "5"), Hash.ZERO);
        List<Hash> neither = List.of(file.topic0(), ID, ID, ID);

        for (List<Hash> topics : List.of(neighbour, vat)) {
            LogOutcome.Decoded decoded =
                    (LogOutcome.Decoded) decoder.decode(EventSamples.log(topics, file.dataOf(arguments)));
            assertThat(decoded.event()).isEqualTo(new ProtocolEvent("maker", "file"));
            assertThat(decoded.fields().values()).isEqualTo(arguments);
        }
        assertThat(decoder.decode(EventSamples.log(neither, file.dataOf(arguments))))
                .isInstanceOf(LogOutcome.Rejected.class);
    }

    @Test
    void readsABalancerFeeFromTheCallThatSetIt() {
        CallLayout call = CallLayout.parse(CallLayout.Form.LOG_CALL, "setSwapFee(uint256 swapFee)");
        RawLog log = EventSamples.log(call.topicsOf(ALICE, List.of(uint(30))), call.dataOf(List.of(uint(30))));

        assertThat(((LogOutcome.Decoded) decoder.decode(log)).event())
                .isEqualTo(
                        new PoolFeeChanged(PoolId.of(contract()), PoolFamily.BALANCER_V1, "swapFee", UInt256.of(30)));
    }

    private ChainEvent v3Swap(Int256 amount0, Int256 amount1, Int256 tick) {
        return event(
                "Swap(address indexed sender, address indexed recipient, int256 amount0, int256 amount1, uint160 sqrtPriceX96, uint128 liquidity, int24 tick)",
                ALICE,
                BOB,
                amount0,
                amount1,
                PRICE_ONE,
                uint(5),
                tick);
    }

    private ChainEvent event(String declaration, Object... values) {
        return ((LogOutcome.Decoded) decoder.decode(log(declaration, values))).event();
    }

    private void assertImpossible(String declaration, Object... values) {
        assertThat(decoder.decode(log(declaration, values)))
                .isInstanceOfSatisfying(LogOutcome.Rejected.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(RejectionReason.IMPOSSIBLE_VALUE));
    }

    private static RawLog log(String declaration, Object... values) {
        EventSignature signature = EventSignature.parse(declaration);
        return EventSamples.log(signature.topicsOf(List.of(values)), signature.dataOf(List.of(values)));
    }

    private static Address contract() {
        return EventSamples.log(List.of(), Bytes.EMPTY).address();
    }

    private static TokenAmount amount(int index, long raw) {
        return TokenAmount.ofIndex(index, UInt256.of(raw));
    }

    private static UInt256 uint(long value) {
        return UInt256.of(value);
    }
}
