package io.mevstream.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Address;
import io.mevstream.chain.RawLog;
import io.mevstream.event.ChainEvent;
import io.mevstream.event.LiquidityChange;
import io.mevstream.event.ReservesSet;
import io.mevstream.event.Swap;
import io.mevstream.event.TokenAmount;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the events of a pair of Uniswap V2 and its forks mean. */
class PairMeaningTest {

    private static final Address ALICE = Address.of("0x00000000000000000000000000000000000a11ce");
    private static final Address BOB = Address.of("0x0000000000000000000000000000000000000b0b");

    private final LogDecoder decoder = LogDecoder.standard();

    @Test
    void netsAPairsSwapByToken() {
        Swap swap = (Swap) pairSwap(1_100, 0, 100, 500);

        assertThat(swap.in()).isEqualTo(amount(0, 1_000));
        assertThat(swap.out()).isEqualTo(amount(1, 500));
        assertThat(swap.detail())
                .isEqualTo(new Swap.PairAmounts(UInt256.of(1_100), UInt256.of(0), UInt256.of(100), UInt256.of(500)));
    }

    @Test
    void readsALoanRepaidInTheSameTokenAsItsFee() {
        Swap swap = (Swap) pairSwap(0, 1_004, 0, 1_000);

        assertThat(swap.in()).isEqualTo(amount(1, 4));
        assertThat(swap.out()).isEqualTo(amount(0, 0));
    }

    @Test
    void takesTheTokenThatWasNotLentAsTheOnePaidIn() {
        Swap swap = (Swap) pairSwap(1_000, 70, 900, 0);

        assertThat(swap.in()).isEqualTo(amount(1, 70));
        assertThat(swap.out()).isEqualTo(amount(0, 0));
    }

    @Test
    void refusesAPairsSwapOfNothing() {
        String swap =
                "Swap(address indexed sender, uint256 amount0In, uint256 amount1In, uint256 amount0Out, uint256 amount1Out, address indexed to)";

        assertImpossible(swap, ALICE, uint(0), uint(0), uint(5), uint(0), BOB);
        assertImpossible(swap, ALICE, uint(5), uint(0), uint(0), uint(0), BOB);
        assertImpossible(swap, ALICE, uint(5), uint(0), uint(6), uint(0), BOB);
    }

    @Test
    void readsReservesInThePairsOrder() {
        ReservesSet reserves = (ReservesSet) event("Sync(uint112 reserve0, uint112 reserve1)", uint(7), uint(9));

        assertThat(reserves.reserve0Raw()).isEqualTo(uint(7));
        assertThat(reserves.reserve1Raw()).isEqualTo(uint(9));
    }

    @Test
    void readsWhatAMintTakesInAndWhatABurnGivesOut() {
        LiquidityChange mint = (LiquidityChange)
                event("Mint(address indexed sender, uint256 amount0, uint256 amount1)", ALICE, uint(7), uint(9));
        LiquidityChange burn = (LiquidityChange) event(
                "Burn(address indexed sender, uint256 amount0, uint256 amount1, address indexed to)",
                ALICE,
                uint(7),
                uint(9),
                BOB);

        assertThat(mint.kind()).isEqualTo(LiquidityChange.Kind.ADD);
        assertThat(mint.amountsRaw()).containsExactly(Int256.of(7), Int256.of(9));
        assertThat(burn.kind()).isEqualTo(LiquidityChange.Kind.REMOVE);
        assertThat(burn.owner()).isEqualTo(BOB);
        assertThat(burn.amountsRaw()).containsExactly(Int256.of(-7), Int256.of(-9));
    }

    private ChainEvent pairSwap(long in0, long in1, long out0, long out1) {
        return event(
                "Swap(address indexed sender, uint256 amount0In, uint256 amount1In, uint256 amount0Out, uint256 amount1Out, address indexed to)",
                ALICE,
                uint(in0),
                uint(in1),
                uint(out0),
                uint(out1),
                BOB);
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

    private static TokenAmount amount(int index, long raw) {
        return TokenAmount.ofIndex(index, UInt256.of(raw));
    }

    private static UInt256 uint(long value) {
        return UInt256.of(value);
    }
}
