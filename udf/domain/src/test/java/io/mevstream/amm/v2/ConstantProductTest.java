package io.mevstream.amm.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mevstream.amm.v2.V2Rederivation.Verdict;
import io.mevstream.event.Swap.PairAmounts;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConstantProductTest {

    private static final String MAX_RESERVE = "5192296858534827628530496329220095";

    @Test
    void quotesTheMainnetWbtcWethPair() {
        UInt256 wbtc = amount("10732489743");
        UInt256 weth = amount("2056834999904002274711");
        assertThat(ConstantProduct.getAmountOut(amount("1000000000000000000"), weth, wbtc, PairFee.UNISWAP))
                .isEqualTo(amount("5199789"));
        assertThat(ConstantProduct.getAmountIn(amount("5199789"), weth, wbtc, PairFee.UNISWAP))
                .isEqualTo(amount("999999992817074189"));
    }

    @Test
    void addsOneToTheInputEvenWhereTheQuotientIsWhole() {
        // 997 * 1000 * 10 / (990 * 997) is not whole; without a fee 1000 * 500 / 500 is.
        PairFee free = new PairFee(1, 1);
        assertThat(ConstantProduct.getAmountIn(amount("500"), amount("1000"), amount("1000"), free))
                .isEqualTo(amount("1001"));
    }

    @Test
    void refusesAnOutputOfTheWholeReserve() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() ->
                        ConstantProduct.getAmountIn(amount("1000"), amount("1000"), amount("1000"), PairFee.UNISWAP));
    }

    @Test
    void aFeeInPipsQuotesAsTheForksOwnFraction() {
        assertThat(PairFee.ofPips(3000)).isEqualTo(PairFee.UNISWAP);
        assertThat(PairFee.ofPips(2500)).isEqualTo(new PairFee(399, 400));
        assertThat(quote(PairFee.ofPips(2500))).isEqualTo(quote(PairFee.PANCAKE));
    }

    @Property(tries = 100_000)
    void theQuoteIsTheMostThePairAccepts(
            @ForAll @BigRange(min = "1", max = MAX_RESERVE) BigInteger reserveIn,
            @ForAll @BigRange(min = "1", max = MAX_RESERVE) BigInteger reserveOut,
            @ForAll @BigRange(min = "1", max = MAX_RESERVE) BigInteger in,
            @ForAll @IntRange(min = 990, max = 1000) int numerator) {
        PairFee fee = new PairFee(numerator, 1000);
        UInt256 out = ConstantProduct.getAmountOut(UInt256.of(in), UInt256.of(reserveIn), UInt256.of(reserveOut), fee);
        BigInteger kept = in.multiply(BigInteger.valueOf(numerator));
        BigInteger twin = kept.multiply(reserveOut)
                .divide(reserveIn.multiply(BigInteger.valueOf(1000)).add(kept));
        assertThat(out.toBigInteger()).isEqualTo(twin);
        if (!out.isZero()) {
            assertThat(V2Rederivation.of(UInt256.of(reserveIn), UInt256.of(reserveOut), zeroForOne(in, twin), fee))
                    .isEqualTo(Verdict.EXACT);
        }
        assertThat(V2Rederivation.of(
                        UInt256.of(reserveIn), UInt256.of(reserveOut), zeroForOne(in, twin.add(BigInteger.ONE)), fee))
                .isEqualTo(Verdict.DIFFERENT);
    }

    @Property(tries = 20_000)
    void theInputPaysForTheOutput(
            @ForAll @BigRange(min = "2", max = MAX_RESERVE) BigInteger reserveIn,
            @ForAll @BigRange(min = "2", max = MAX_RESERVE) BigInteger reserveOut,
            @ForAll @BigRange(min = "1", max = MAX_RESERVE) BigInteger any) {
        BigInteger out = any.mod(reserveOut.subtract(BigInteger.ONE)).add(BigInteger.ONE);
        UInt256 in = ConstantProduct.getAmountIn(
                UInt256.of(out), UInt256.of(reserveIn), UInt256.of(reserveOut), PairFee.UNISWAP);
        Verdict verdict = V2Rederivation.of(
                UInt256.of(reserveIn), UInt256.of(reserveOut), zeroForOne(in.toBigInteger(), out), PairFee.UNISWAP);
        // A pair holds no more than 2^112 - 1, whatever the library quotes.
        assertThat(verdict).isEqualTo(in.bitLength() <= 112 ? Verdict.EXACT : Verdict.DIFFERENT);
    }

    @Test
    void aFlashSwapRepaidInTheSameTokenIsExactAtItsSmallestRepayment() {
        UInt256 reserve = amount("1000000000");
        UInt256 borrowed = amount("1000000");
        // floor(amount * 3 / 997) + 1
        UInt256 repaid = borrowed.add(amount("3010"));
        assertThat(V2Rederivation.of(reserve, reserve, flash(repaid, borrowed), PairFee.UNISWAP))
                .isEqualTo(Verdict.EXACT);
        assertThat(V2Rederivation.of(reserve, reserve, flash(repaid.sub(UInt256.ONE), borrowed), PairFee.UNISWAP))
                .isEqualTo(Verdict.DIFFERENT);
        assertThat(V2Rederivation.of(reserve, reserve, flash(repaid.add(UInt256.ONE), borrowed), PairFee.UNISWAP))
                .isEqualTo(Verdict.WITHIN_K);
    }

    @Test
    void figuresNoPairCanHaveAreDifferent() {
        assertThat(V2Rederivation.of(UInt256.MAX, UInt256.MAX, flash(UInt256.MAX, UInt256.MAX), PairFee.UNISWAP))
                .isEqualTo(Verdict.DIFFERENT);
        assertThat(V2Rederivation.of(UInt256.ZERO, UInt256.ZERO, flash(UInt256.ZERO, UInt256.ZERO), PairFee.UNISWAP))
                .isEqualTo(Verdict.DIFFERENT);
    }

    private static PairAmounts flash(UInt256 in, UInt256 out) {
        return new PairAmounts(in, UInt256.ZERO, out, UInt256.ZERO);
    }

    private static PairAmounts zeroForOne(BigInteger in, BigInteger out) {
        return new PairAmounts(UInt256.of(in), UInt256.ZERO, UInt256.ZERO, UInt256.of(out));
    }

    private static UInt256 quote(PairFee fee) {
        return ConstantProduct.getAmountOut(
                amount("123456789"), amount("99887766554433"), amount("112233445566778899"), fee);
    }

    private static UInt256 amount(String decimal) {
        return UInt256.of(new BigInteger(decimal));
    }
}
