package io.mevstream.amm.curve;

import io.mevstream.amm.Completeness;
import io.mevstream.amm.LeastInput;
import io.mevstream.amm.PoolMaths;
import io.mevstream.amm.QuotablePool;
import io.mevstream.amm.Quote;
import io.mevstream.amm.Quote.Reason;
import io.mevstream.amm.ScreeningRate;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stable pool of Curve at its balances. Quotes are what {@code exchange} gives; {@link #getDy} is what the view of that
 * name says, which some versions round otherwise. An exact output costs the least input that reaches it.
 *
 * @param balances raw
 * @param rates what a raw unit is worth, with 36 decimals less the token's: a metapool's base at its virtual price
 * @param amplification as of the block's time, with the precision of the rules
 */
public record StableSwapPool(
        StableSwapRules rules, List<UInt256> balances, List<UInt256> rates, UInt256 amplification, StableSwapFees fees)
        implements QuotablePool {

    private static final UInt256 PRECISION = UInt256.of(1_000_000_000_000_000_000L);

    public StableSwapPool {
        if (balances.size() != rates.size() || balances.size() < 2) {
            throw new IllegalArgumentException("expected a rate for each of two or more balances, found " + rates);
        }
        balances = List.copyOf(balances);
        rates = List.copyOf(rates);
    }

    @Override
    public PoolMaths maths() {
        return rules.equals(StableSwapRules.CLASSIC) ? PoolMaths.CURVE_STABLE_CLASSIC : PoolMaths.CURVE_STABLE;
    }

    @Override
    public int tokenCount() {
        return balances.size();
    }

    @Override
    public Completeness completeness() {
        return Completeness.COMPLETE;
    }

    /** The pool at other balances, as a snapshot or an event of liquidity leaves them. */
    public StableSwapPool at(List<UInt256> newBalances) {
        return new StableSwapPool(rules, newBalances, rates, amplification, fees);
    }

    /** The pool after an {@code AddLiquidity}: of its fees, the admin's share leaves the balances. */
    public StableSwapPool added(List<UInt256> amounts, List<UInt256> charged) {
        List<UInt256> after = new ArrayList<>();
        for (int i = 0; i < balances.size(); i++) {
            UInt256 admin = charged.get(i).mul(fees.admin()).div(StableSwapFees.ALL);
            after.add(balances.get(i).add(amounts.get(i)).sub(admin));
        }
        return at(after);
    }

    /** The pool after a {@code RemoveLiquidity} of these amounts; throws {@link ArithmeticException} for more than there is. */
    public StableSwapPool removed(List<UInt256> amounts) {
        List<UInt256> after = new ArrayList<>();
        for (int i = 0; i < balances.size(); i++) {
            after.add(balances.get(i).sub(amounts.get(i)));
        }
        return at(after);
    }

    /** An exchange: what is paid out, and what goes to the admin, both raw. */
    private record Exchanged(UInt256 out, UInt256 admin) {}

    private Exchanged exchange(int i, int j, UInt256 amountIn) {
        List<UInt256> scaled = scaled();
        UInt256 x = scaled.get(i).add(amountIn.mul(rates.get(i)).div(PRECISION));
        UInt256 y = math().getY(i, j, x, scaled);
        UInt256 out = scaled.get(j).sub(y).sub(UInt256.ONE);
        UInt256 fee = out.mul(fees.between(scaled.get(i), x, scaled.get(j), y)).div(StableSwapFees.ALL);
        UInt256 admin = fee.mul(fees.admin()).div(StableSwapFees.ALL);
        return new Exchanged(raw(out.sub(fee), j), raw(admin, j));
    }

    /** What {@code get_dy} says; throws {@link ArithmeticException} where it reverts. */
    public UInt256 getDy(int i, int j, UInt256 amountIn) {
        if (!rules.viewChargesRaw()) {
            return exchange(i, j, amountIn).out();
        }
        List<UInt256> scaled = scaled();
        UInt256 x = scaled.get(i).add(amountIn.mul(rates.get(i)).div(PRECISION));
        UInt256 y = math().getY(i, j, x, scaled);
        UInt256 out = raw(scaled.get(j).sub(y).sub(UInt256.ONE), j);
        return out.sub(out.mul(fees.fee()).div(StableSwapFees.ALL));
    }

    @Override
    public Quote quoteExactIn(int tokenIn, int tokenOut, UInt256 amountIn) {
        Reason reason = reasonAgainst(tokenIn, tokenOut, amountIn);
        return reason != null ? Quote.refused(reason) : Quote.orReverts(() -> filled(tokenIn, tokenOut, amountIn));
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
                    return in == null ? Quote.refused(Reason.INSUFFICIENT_LIQUIDITY) : filled(tokenIn, tokenOut, in);
                });
    }

    /** An input that is too small to keep the invariant's rounding gives nothing. */
    private UInt256 reached(int tokenIn, int tokenOut, UInt256 amount) {
        try {
            return exchange(tokenIn, tokenOut, amount).out();
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

    private Quote filled(int tokenIn, int tokenOut, UInt256 amountIn) {
        Exchanged exchanged = exchange(tokenIn, tokenOut, amountIn);
        if (exchanged.out().isZero()) {
            return Quote.refused(Reason.ZERO_OUTPUT);
        }
        List<UInt256> after = new ArrayList<>(balances);
        after.set(tokenIn, balances.get(tokenIn).add(amountIn));
        after.set(tokenOut, balances.get(tokenOut).sub(exchanged.out()).sub(exchanged.admin()));
        return new Quote.Filled(amountIn, exchanged.out(), at(after));
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

    private StableSwapMath math() {
        return new StableSwapMath(rules, amplification);
    }

    private List<UInt256> scaled() {
        List<UInt256> scaled = new ArrayList<>(balances.size());
        for (int i = 0; i < balances.size(); i++) {
            scaled.add(balances.get(i).mul(rates.get(i)).div(PRECISION));
        }
        return scaled;
    }

    private UInt256 raw(UInt256 scaled, int token) {
        return scaled.mul(PRECISION).div(rates.get(token));
    }
}
