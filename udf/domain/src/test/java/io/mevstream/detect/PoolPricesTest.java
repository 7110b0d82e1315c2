package io.mevstream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.amm.Completeness;
import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.detect.PoolPrices.PricedPool;
import io.mevstream.event.PoolFamily;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import io.mevstream.pool.KnownFactories;
import io.mevstream.pool.PoolKnowledge;
import io.mevstream.pool.PoolKnowledge.Proof;
import io.mevstream.pool.PoolState;
import io.mevstream.pool.SwapEvidence;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolPricesTest {

    private static final Ether MAINNET = Ether.ofChain(1);
    private static final Address WETH = Story.address("weth");
    private static final Address DAI = Address.of("0x6b175474e89094c44da98b954eedeac495271d0f");
    private static final UInt256 ETHER = UInt256.of(1_000_000_000_000_000_000L);

    private static UInt256 ether(long amount) {
        return ETHER.mul(UInt256.of(amount));
    }

    private static Int256 wei(long amount) {
        return Int256.of(amount);
    }

    /** A pair of DAI (token0) and wrapped ether. */
    private static PricedPool pair(String name, UInt256 dai, UInt256 weth) {
        return pair(name, Proof.FACTORY, dai, weth);
    }

    private static PricedPool pair(String name, Proof proof, UInt256 dai, UInt256 weth) {
        return new PricedPool(
                new PoolKnowledge(
                        PoolId.of(Story.address(name)),
                        PoolFamily.UNISWAP_V2,
                        List.of(DAI, WETH),
                        3000,
                        null,
                        null,
                        null,
                        proof),
                new PoolState(Completeness.PARTIAL, dai, weth, null, null, null));
    }

    private static PricedPool range(String name, UInt256 sqrtPriceX96, UInt256 liquidity) {
        return new PricedPool(
                new PoolKnowledge(
                        PoolId.of(Story.address(name)),
                        PoolFamily.UNISWAP_V3,
                        List.of(DAI, WETH),
                        500,
                        10,
                        null,
                        null,
                        Proof.DERIVED),
                new PoolState(Completeness.PARTIAL, null, null, sqrtPriceX96, liquidity, 0));
    }

    private static PoolPrices prices(PricedPool... pools) {
        return PoolPrices.of(MAINNET, List.of(pools));
    }

    @Test
    void aTokenIsWorthWhatItsPoolSays() {
        PoolPrices prices = prices(pair("pool", ether(200_000), ether(100)));
        assertThat(prices.worthWei(DAI, Int256.ofExact(ether(2_000)))).isEqualTo(Int256.ofExact(ether(1)));
        assertThat(prices.source(DAI)).isEqualTo(PoolId.of(Story.address("pool")));
    }

    @Test
    void worthIsRoundedDownAlsoWhereItIsOwed() {
        PoolPrices prices = prices(pair("pool", ether(200_000), ether(100)));
        assertThat(prices.worthWei(DAI, wei(3_999))).isEqualTo(wei(1));
        assertThat(prices.worthWei(DAI, wei(-3_999))).isEqualTo(wei(-2));
        assertThat(prices.worthWei(DAI, wei(-4_000))).isEqualTo(wei(-2));
    }

    @Test
    void theDeepestPoolGivesThePrice() {
        PricedPool shallow = pair("shallow", ether(30_000), ether(15));
        PricedPool deep = pair("deep", ether(198_000), ether(100));
        List<PricedPool> pools = new ArrayList<>(List.of(shallow, deep));
        for (int i = 0; i < 2; i++) {
            assertThat(PoolPrices.of(MAINNET, pools).source(DAI))
                    .isEqualTo(deep.knowledge().pool());
            Collections.reverse(pools);
        }
    }

    @Test
    void aPoolOfUnknownCodeProvesNothing() {
        for (Proof proof : List.of(Proof.TRANSFERS, Proof.NONE, Proof.CONTRADICTED)) {
            assertThat(prices(pair("pool", proof, ether(200_000), ether(100))).worthWei(DAI, wei(2_000)))
                    .isNull();
        }
        assertThat(prices(pair("pool", Proof.REGISTRY, ether(200_000), ether(100)))
                        .worthWei(DAI, wei(2_000)))
                .isEqualTo(wei(1));
    }

    @Test
    void aShallowPoolProvesNothing() {
        assertThat(prices(pair("pool", ether(19_998), ETHER.mul(UInt256.of(10)).sub(UInt256.ONE)))
                        .worthWei(DAI, wei(2_000)))
                .isNull();
        assertThat(prices(pair("pool", ether(20_000), ether(10))).worthWei(DAI, wei(2_000)))
                .isEqualTo(wei(1));
    }

    @Test
    void poolsOfComparableDepthMustAgree() {
        PricedPool deep = pair("deep", ether(200_000), ether(100));
        assertThat(prices(deep, pair("other", ether(60_000), ether(25))).worthWei(DAI, wei(2_000)))
                .isNull();
        assertThat(prices(deep, pair("other", ether(48_000), ether(25))).worthWei(DAI, wei(2_000)))
                .isEqualTo(wei(1));
        assertThat(prices(deep, pair("small", ether(60_000), ether(24))).worthWei(DAI, wei(2_000)))
                .isEqualTo(wei(1));
    }

    @Test
    void anAmountThatThePoolCouldNotTakeHasNoPrice() {
        PoolPrices prices = prices(pair("pool", ether(200_000), ether(100)));
        assertThat(prices.worthWei(DAI, Int256.ofExact(ether(20_000)))).isEqualTo(Int256.ofExact(ether(10)));
        assertThat(prices.worthWei(DAI, Int256.ofExact(ether(20_002)))).isNull();
        assertThat(prices.worthWei(DAI, Int256.of(BigInteger.TWO.pow(200)))).isNull();
    }

    /** A price of 1/4 and so a square root of 1/2, with liquidity that stands for 200 ether at it. */
    @Test
    void concentratedLiquidityIsAsDeepAsAPairOfItsPriceAndLiquidity() {
        UInt256 half = UInt256.ONE.shiftLeft(95);
        PoolPrices prices = prices(range("range", half, ether(400)));
        assertThat(prices.worthWei(DAI, wei(4_003))).isEqualTo(wei(1_000));
        assertThat(prices(range("range", half, ether(19))).worthWei(DAI, wei(4_000)))
                .isNull();
    }

    @Test
    void unknownAndForeignPoolsAreLeftOut() {
        PricedPool unknown = new PricedPool(pair("pool", ether(1), ether(1)).knowledge(), PoolState.UNKNOWN);
        assertThat(prices(unknown).worthWei(DAI, wei(2_000))).isNull();
        assertThat(prices().worthWei(DAI, wei(1))).isNull();
        assertThat(prices(pair("pool", ether(200_000), ether(100))).worthWei(Story.address("usdc"), wei(1)))
                .isNull();
    }

    /** The mainnet pair of DAI and wrapped ether: its address follows from Uniswap's factory and the two. */
    @Test
    void aBlockProvesPricesByThePoolsThatTradedInItBeforeTheyDid() {
        PoolId pair = PoolId.of(Address.of("0xa478c2975ab1ea89e8196811f51a7b7ade33eb11"));
        PoolState before = new PoolState(Completeness.PARTIAL, ether(200_000), ether(100), null, null, null);
        PoolState after = new PoolState(Completeness.PARTIAL, ether(100_000), ether(200), null, null, null);
        BlockActions block = block(pair, before, after);
        PoolPrices prices = PoolPrices.before(block, KnownFactories.ofChain(1), List.of());
        assertThat(prices.worthWei(DAI, wei(2_000))).isEqualTo(wei(1));
        BlockActions elsewhere = block(PoolId.of(Story.address("pool")), before, after);
        assertThat(PoolPrices.before(elsewhere, KnownFactories.ofChain(1), List.of())
                        .worthWei(DAI, wei(2_000)))
                .isNull();
    }

    @Test
    void whatWasTrackedBeforeTheBlockCountsBeforeWhatTheBlockShows() {
        PoolId pair = PoolId.of(Address.of("0xa478c2975ab1ea89e8196811f51a7b7ade33eb11"));
        PoolState shown = new PoolState(Completeness.PARTIAL, ether(200_000), ether(100), null, null, null);
        PricedPool tracked = new PricedPool(
                new PoolKnowledge(
                        pair, PoolFamily.UNISWAP_V2, List.of(DAI, WETH), 3000, null, null, null, Proof.FACTORY),
                new PoolState(Completeness.PARTIAL, ether(400_000), ether(100), null, null, null));
        assertThat(PoolPrices.before(block(pair, shown, shown), KnownFactories.ofChain(1), List.of(tracked))
                        .worthWei(DAI, wei(4_000)))
                .isEqualTo(wei(1));
    }

    private static BlockActions block(PoolId pool, PoolState before, PoolState after) {
        Action.Swapped swap = new Action.Swapped(
                EvidenceRef.ofLog(0, 0),
                Action.Fate.KEPT,
                pool,
                "uniswap-v2",
                DAI,
                UInt256.of(5),
                WETH,
                UInt256.of(5),
                null,
                null,
                SwapEvidence.Status.PROVEN,
                new SwapContext(PoolFamily.UNISWAP_V2, 0, before, after, null, null));
        BlockActions empty = new Story().sends("user", "router").told();
        TransactionActions only = empty.transactions().get(0);
        return new BlockActions(
                1,
                empty.block(),
                null,
                null,
                empty.scope(),
                empty.sight(),
                List.of(new TransactionActions(
                        0, only.hash(), only.from(), only.to(), only.status(), null, List.of(swap))));
    }
}
