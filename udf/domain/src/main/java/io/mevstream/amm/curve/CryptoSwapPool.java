package io.mevstream.amm.curve;

import io.mevstream.amm.Completeness;
import io.mevstream.amm.LeastInput;
import io.mevstream.amm.PoolMaths;
import io.mevstream.amm.QuotablePool;
import io.mevstream.amm.Quote;
import io.mevstream.amm.Quote.Reason;
import io.mevstream.amm.ScreeningRate;
import io.mevstream.amm.UnknownPool;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A crypto pool of Curve of 2021, of two or three coins, at a snapshot; those since (NG) solve for the balance otherwise. A trade
 * moves its prices by what only a snapshot tells, so the pool after it is not known. An exact output costs the least input that
 * reaches it.
 *
 * @param balances raw
 * @param scales what a raw unit counts for, with 18 decimals: ten to the decimals missing to 18, times the coin's internal price
 *     where it is not the first
 * @param state what trades change beside the balances
 */
public record CryptoSwapPool(List<UInt256> balances, List<Scale> scales, State state, CryptoSwapFees fees)
        implements QuotablePool {

    private static final UInt256 ONE = UInt256.of(1_000_000_000_000_000_000L);

    /**
     * How a coin counts.
     *
     * @param precision ten to the decimals missing to 18
     * @param price in the first coin, with 18 decimals; one for the first
     */
    public record Scale(UInt256 precision, UInt256 price) {
        UInt256 up(UInt256 raw) {
            return raw.mul(price).mul(precision).div(ONE);
        }

        UInt256 down(UInt256 scaled) {
            return scaled.mul(ONE).div(price).div(precision);
        }
    }

    /**
     * The curve.
     *
     * @param ann A n^n times 10,000, as the pool's {@code A()} gives it
     * @param invariant as the pool keeps it
     */
    public record State(UInt256 ann, UInt256 gamma, UInt256 invariant) {}

    public CryptoSwapPool {
        if (balances.size() != scales.size() || balances.size() < 2 || balances.size() > 3) {
            throw new IllegalArgumentException("expected a scale for each of two or three balances, found " + scales);
        }
        balances = List.copyOf(balances);
        scales = List.copyOf(scales);
    }

    @Override
    public PoolMaths maths() {
        return PoolMaths.CURVE_CRYPTO;
    }

    @Override
    public int tokenCount() {
        return balances.size();
    }

    @Override
    public Completeness completeness() {
        return Completeness.COMPLETE;
    }

    /** What {@code get_dy} says; throws {@link ArithmeticException} where it reverts. */
    public UInt256 getDy(int i, int j, UInt256 amountIn) {
        List<UInt256> scaled = new ArrayList<>();
        for (int k = 0; k < balances.size(); k++) {
            UInt256 balance = k == i ? balances.get(k).add(amountIn) : balances.get(k);
            scaled.add(scales.get(k).up(balance));
        }
        UInt256 y = new CryptoSwapMath(state.ann(), state.gamma()).newtonY(scaled, state.invariant(), j);
        UInt256 out = scales.get(j).down(scaled.get(j).sub(y).sub(UInt256.ONE));
        scaled.set(j, y);
        return out.sub(fees.at(scaled).mul(out).div(CryptoSwapFees.ALL));
    }

    @Override
    public Quote quoteExactIn(int tokenIn, int tokenOut, UInt256 amountIn) {
        Reason reason = reasonAgainst(tokenIn, tokenOut, amountIn);
        return reason != null
                ? Quote.refused(reason)
                : Quote.orReverts(() -> filled(amountIn, getDy(tokenIn, tokenOut, amountIn)));
    }

    @Override
    public Quote quoteExactOut(int tokenIn, int tokenOut, UInt256 amountOut) {
        Reason reason = reasonAgainst(tokenIn, tokenOut, amountOut);
        if (reason == null && amountOut.compareTo(balances.get(tokenOut)) >= 0) {
            reason = Reason.INSUFFICIENT_LIQUIDITY;
        }
        return reason != null
                ? Quote.refused(reason)
                : Quote.orReverts(() -> {
                    UInt256 in = LeastInput.reaching(amountOut, amount -> reached(tokenIn, tokenOut, amount));
                    return in == null
                            ? Quote.refused(Reason.INSUFFICIENT_LIQUIDITY)
                            : filled(in, getDy(tokenIn, tokenOut, in));
                });
    }

    /** An input that is too small to keep the invariant's rounding gives nothing. */
    private UInt256 reached(int tokenIn, int tokenOut, UInt256 amount) {
        try {
            return getDy(tokenIn, tokenOut, amount);
        } catch (ArithmeticException e) {
            if (amount.compareTo(balances.get(tokenIn)) > 0) {
                throw e;
            }
            return UInt256.ZERO;
        }
    }

    private @Nullable Reason reasonAgainst(int tokenIn, int tokenOut, UInt256 amount) {
        if (!trades(tokenIn, tokenOut)) {
            return Reason.UNSUPPORTED;
        }
        return amount.isZero() ? Reason.ZERO_AMOUNT : null;
    }

    private Quote filled(UInt256 amountIn, UInt256 amountOut) {
        return amountOut.isZero()
                ? Quote.refused(Reason.ZERO_OUTPUT)
                : new Quote.Filled(amountIn, amountOut, new UnknownPool(PoolMaths.CURVE_CRYPTO, balances.size()));
    }

    /** The rate of a trade of a millionth of the balance: near enough to screen by. */
    @Override
    public @Nullable ScreeningRate screeningRate(int tokenIn, int tokenOut) {
        if (!trades(tokenIn, tokenOut)) {
            return null;
        }
        UInt256 little = balances.get(tokenIn).shiftRight(20).max(UInt256.ONE);
        return quoteExactIn(tokenIn, tokenOut, little) instanceof Quote.Filled filled
                ? ScreeningRate.ratio(filled.amountOut(), little)
                : null;
    }
}
