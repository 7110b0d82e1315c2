package io.mevstream.pool;

import static io.mevstream.pool.Trade.TRADER;
import static io.mevstream.pool.Trade.address;
import static io.mevstream.pool.Trade.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.chain.PoolId;
import io.mevstream.event.PoolFamily;
import io.mevstream.event.TokenAmount;
import io.mevstream.event.TokenTransfer;
import io.mevstream.fact.LogRef;
import io.mevstream.pool.SwapEvidence.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SwapProverTest {

    private static final Address PAIR = address(1);
    private static final Address OTHER_PAIR = address(2);
    private static final Address A = address(10);
    private static final Address B = address(11);
    private static final Address C = address(12);

    private static final SwapEvidence SPOOFED = new SwapEvidence(Status.SPOOFED, null, null);
    private static final SwapEvidence NOT_CHECKABLE = new SwapEvidence(Status.NOT_CHECKABLE, null, null);

    @Test
    void provesASwapWhoseAmountsMovedAndSeesItsTokens() {
        Trade trade = new Trade()
                .moves(A, TRADER, PAIR, 100)
                .moves(B, PAIR, TRADER, 200)
                .syncs(PAIR, 1100, 800)
                .swapsPair(PAIR, 100, 200);
        assertThat(trade.proves()).containsExactly(proven(A, B));
    }

    @Test
    void provesEachHopOfARouteThatPassesTokensFromPairToPair() {
        Trade trade = new Trade()
                .moves(A, TRADER, PAIR, 100)
                .moves(B, PAIR, OTHER_PAIR, 200)
                .swapsPair(PAIR, 100, 200)
                .moves(C, OTHER_PAIR, TRADER, 300)
                .swapsPair(OTHER_PAIR, 200, 300);
        assertThat(trade.proves()).containsExactly(proven(A, B), proven(B, C));
    }

    @Test
    void lendsNoTransferToTwoSwaps() {
        Trade trade = new Trade()
                .moves(A, TRADER, PAIR, 100)
                .moves(B, PAIR, TRADER, 200)
                .swapsPair(PAIR, 100, 200)
                .swapsPair(PAIR, 100, 200);
        assertThat(trade.proves()).containsExactly(proven(A, B), SPOOFED);
    }

    @Test
    void addsUpWhatATokenSplitsToTaxIt() {
        Trade trade = new Trade()
                .moves(A, TRADER, PAIR, 100)
                .moves(B, PAIR, B, 4)
                .moves(B, PAIR, TRADER, 196)
                .swapsPair(PAIR, 100, 200);
        assertThat(trade.proves()).containsExactly(proven(A, B));
    }

    @Test
    void addsUpInputsThatArriveInSeveralPayments() {
        Trade trade = new Trade()
                .moves(A, TRADER, PAIR, 60)
                .moves(A, OTHER_PAIR, PAIR, 40)
                .moves(B, PAIR, TRADER, 200)
                .swapsPair(PAIR, 100, 200);
        assertThat(trade.proves()).containsExactly(proven(A, B));
    }

    @Test
    void provesPartlyWhenTheInputWasTaxedOnItsWay() {
        Trade trade = new Trade()
                .moves(A, TRADER, PAIR, 102)
                .moves(B, PAIR, TRADER, 200)
                .swapsPair(PAIR, 100, 200);
        assertThat(trade.proves()).containsExactly(new SwapEvidence(Status.PARTLY_PROVEN, A, B));
    }

    @Test
    void provesPartlyWhenTheInputWasThereAlready() {
        Trade trade = new Trade().moves(B, PAIR, TRADER, 200).swapsPair(PAIR, 100, 200);
        assertThat(trade.proves()).containsExactly(new SwapEvidence(Status.PARTLY_PROVEN, null, B));
    }

    @Test
    void provesPartlyAPairOfTwoTaxedTokensOnlyIfItStatedItsReserves() {
        Trade silent = new Trade()
                .moves(A, TRADER, PAIR, 102)
                .moves(B, PAIR, TRADER, 196)
                .swapsPair(PAIR, 100, 200);
        assertThat(silent.proves()).containsExactly(SPOOFED);
        Trade stated = new Trade()
                .moves(A, TRADER, PAIR, 102)
                .moves(B, PAIR, TRADER, 196)
                .syncs(PAIR, 1100, 800)
                .swapsPair(PAIR, 100, 200);
        assertThat(stated.proves()).containsExactly(new SwapEvidence(Status.PARTLY_PROVEN, A, B));
    }

    @Test
    void believesNoTaxThatMakesAnOutputLarger() {
        Trade trade = new Trade()
                .moves(A, TRADER, PAIR, 102)
                .moves(B, PAIR, TRADER, 201)
                .syncs(PAIR, 1100, 800)
                .swapsPair(PAIR, 100, 200);
        assertThat(trade.proves()).containsExactly(SPOOFED);
    }

    @Test
    void provesAFlashSwapPaidBackInTheSameToken() {
        Trade trade = new Trade()
                .moves(B, PAIR, TRADER, 1000)
                .moves(B, TRADER, PAIR, 1004)
                .syncs(PAIR, 500, 5004)
                .swapsPair(PAIR, 0, 1004, 0, 1000);
        assertThat(trade.proves()).containsExactly(new SwapEvidence(Status.PROVEN, B, null));
    }

    @Test
    void provesAPoolThatPaysBeforeItAsksToBePaid() {
        Trade trade = new Trade()
                .moves(B, PAIR, TRADER, 200)
                .moves(A, TRADER, PAIR, 100)
                .swaps(PAIR, PoolFamily.UNISWAP_V3, 100, 200);
        assertThat(trade.proves()).containsExactly(proven(A, B));
    }

    @Test
    void doesNotBelieveWhatNothingStandsBehind() {
        assertThat(new Trade().swapsPair(PAIR, 100, 200).proves()).containsExactly(SPOOFED);
        assertThat(new Trade().syncs(PAIR, 1100, 800).swapsPair(PAIR, 100, 200).proves())
                .containsExactly(SPOOFED);
        assertThat(new Trade().swaps(PAIR, PoolFamily.PANCAKE_V3, 100, 200).proves())
                .containsExactly(SPOOFED);
        assertThat(new Trade().swaps(PAIR, PoolFamily.CURVE_STABLE, 100, 200).proves())
                .containsExactly(SPOOFED);
    }

    @Test
    void doesNotBelieveAContractThatMovesOtherAmountsOfItsOwn() {
        Trade trade = new Trade()
                .moves(A, TRADER, PAIR, 7)
                .swaps(PAIR, PoolFamily.UNISWAP_V3, 100, 200)
                .moves(B, PAIR, TRADER, 9)
                .swapsPair(PAIR, 100, 200);
        assertThat(trade.proves()).containsExactly(SPOOFED, SPOOFED);
    }

    @Test
    void doesNotBelieveATakerThatPaysNothingBack() {
        Trade trade = new Trade().moves(A, TRADER, PAIR, 100).swaps(PAIR, PoolFamily.UNISWAP_V3, 100, 200);
        assertThat(trade.proves()).containsExactly(SPOOFED);
    }

    @Test
    void doesNotBelieveAContractThatPlaysPoolAndToken() {
        Trade trade = new Trade()
                .moves(PAIR, TRADER, PAIR, 100)
                .moves(PAIR, PAIR, TRADER, 200)
                .swapsPair(PAIR, 100, 200);
        assertThat(trade.proves()).containsExactly(SPOOFED);
    }

    @Test
    void addsUpOnlyWhatMovedSinceThePoolsLastSwap() {
        Trade trade = new Trade()
                .moves(A, TRADER, PAIR, 5)
                .moves(A, TRADER, PAIR, 100)
                .moves(B, PAIR, TRADER, 200)
                .swapsPair(PAIR, 100, 200)
                .moves(A, TRADER, PAIR, 60)
                .moves(A, TRADER, PAIR, 40)
                .moves(B, PAIR, TRADER, 190)
                .swapsPair(PAIR, 100, 190);
        assertThat(trade.proves()).containsExactly(proven(A, B), proven(A, B));
    }

    @Test
    void backsAPairOnlyByTransfersBeforeItsEvent() {
        Trade trade = new Trade()
                .swapsPair(PAIR, 100, 200)
                .moves(A, TRADER, PAIR, 100)
                .moves(B, PAIR, TRADER, 200);
        assertThat(trade.proves()).containsExactly(SPOOFED);
    }

    @Test
    void acceptsThatBalancerV1MovesTokensAfterItsEventAndCurvePaysEtherSilently() {
        Trade balancer = new Trade()
                .swaps(
                        PoolId.of(PAIR),
                        PoolFamily.BALANCER_V1,
                        TokenAmount.ofToken(A, units(100)),
                        TokenAmount.ofToken(B, units(200)))
                .moves(A, TRADER, PAIR, 100)
                .moves(B, PAIR, TRADER, 200);
        assertThat(balancer.proves()).containsExactly(proven(A, B));
        Trade curve = new Trade().moves(A, TRADER, PAIR, 100).swaps(PAIR, PoolFamily.CURVE_CRYPTO, 100, 200);
        assertThat(curve.proves()).containsExactly(new SwapEvidence(Status.PARTLY_PROVEN, A, null));
    }

    @Test
    void countsUnwrappingAsTheTokenLeaving() {
        Trade trade = new Trade()
                .moves(A, TRADER, PAIR, 100)
                .emits(B, new TokenTransfer(B, PAIR, Address.ZERO, units(200), TokenTransfer.Kind.UNWRAP))
                .swaps(PAIR, PoolFamily.CURVE_CRYPTO, 100, 200);
        assertThat(trade.proves()).containsExactly(proven(A, B));
    }

    @Test
    void seesNoTokenWhereTwoMovedTheSameAmount() {
        Trade trade = new Trade()
                .moves(A, TRADER, PAIR, 100)
                .moves(C, TRADER, PAIR, 100)
                .moves(B, PAIR, TRADER, 200)
                .swapsPair(PAIR, 100, 200);
        assertThat(trade.proves()).containsExactly(proven(null, B));
    }

    @Test
    void tellsTokensOfEqualAmountsApartByTheOtherSide() {
        Trade trade = new Trade()
                .moves(A, TRADER, PAIR, 100)
                .moves(B, TRADER, PAIR, 100)
                .moves(B, PAIR, TRADER, 200)
                .swapsPair(PAIR, 100, 200);
        assertThat(trade.proves()).containsExactly(proven(A, B));
    }

    @Test
    void leavesSingletonsUncheckedUnlessTheirTokensMovedExactlyOrNobodyKnowsThem() {
        Address vault = Address.of("0xba12222222228d8ba445958a75a0704d566bf2c8");
        PoolId pool = new PoolId(vault, new Hash(1, 2, 3, 4));
        TokenAmount in = TokenAmount.ofToken(A, units(100));
        TokenAmount out = TokenAmount.ofToken(B, units(200));
        assertThat(new Trade().swaps(pool, PoolFamily.BALANCER_V2, in, out).proves())
                .containsExactly(NOT_CHECKABLE);
        assertThat(new Trade()
                        .swaps(pool, PoolFamily.BALANCER_V2, in, out)
                        .moves(A, TRADER, vault, 100)
                        .moves(B, vault, TRADER, 200)
                        .proves())
                .containsExactly(proven(A, B));
        PoolId unheardOf = new PoolId(PAIR, new Hash(1, 2, 3, 4));
        assertThat(new Trade().swaps(unheardOf, PoolFamily.BALANCER_V2, in, out).proves())
                .containsExactly(SPOOFED);
        assertThat(new Trade()
                        .swaps(unheardOf, PoolFamily.BALANCER_V2, in, out)
                        .moves(A, TRADER, PAIR, 3)
                        .proves())
                .containsExactly(NOT_CHECKABLE);
    }

    private static SwapEvidence proven(@Nullable Address in, @Nullable Address out) {
        return new SwapEvidence(Status.PROVEN, in, out);
    }

    @Test
    void judgesTransactionsOfABlockApart() {
        Trade trade = new Trade()
                .moves(A, TRADER, PAIR, 100)
                .moves(B, PAIR, TRADER, 200)
                .swapsPair(PAIR, 100, 200);
        LoggedEvent swap = trade.events().get(2);
        LoggedEvent elsewhere = new LoggedEvent(new LogRef(2, 1, Hash.ZERO, PAIR), swap.protocol(), swap.event());
        List<LoggedEvent> block = List.of(trade.events().get(0), trade.events().get(1), elsewhere);
        assertThat(new SwapProver(KnownFactories.ofChain(1)).proveBlock(block).get(2))
                .isEqualTo(SPOOFED);
    }
}
