package io.mevstream.amm.balancer;

import io.mevstream.amm.Completeness;
import io.mevstream.amm.QuotablePool;
import io.mevstream.amm.Quote;
import io.mevstream.amm.Quote.Reason;
import io.mevstream.amm.ScreeningRate;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;

/**
 * What the pools of the Balancer V2 vault share: fees on the raw input, scaled sums, and balances of at most 112 bits.
 * The pool's own shares are not among the tokens: trades against them are not quoted.
 */
public abstract sealed class BalancerPool implements QuotablePool permits WeightedPool, StablePool {

    private static final int BALANCE_BITS = 112;

    private final List<UInt256> balances;
    private final List<UInt256> scalingFactors;
    private final UInt256 swapFee;

    /**
     * A pool in a state.
     *
     * @param balances raw, in the order of the tokens
     * @param scalingFactors as the contract states them, with 18 decimals
     * @param swapFee a fraction with 18 decimals
     */
    BalancerPool(List<UInt256> balances, List<UInt256> scalingFactors, UInt256 swapFee) {
        if (balances.size() != scalingFactors.size() || balances.size() < 2) {
            throw new IllegalArgumentException("expected a scaling factor for each of two or more balances, found "
                    + scalingFactors.size() + " for " + balances.size());
        }
        this.balances = List.copyOf(balances);
        this.scalingFactors = List.copyOf(scalingFactors);
        this.swapFee = swapFee;
    }

    /** The raw balances. */
    public final List<UInt256> balances() {
        return balances;
    }

    final List<UInt256> scalingFactors() {
        return scalingFactors;
    }

    final UInt256 swapFee() {
        return swapFee;
    }

    /** The pool at other raw balances, as a snapshot states them. */
    public abstract BalancerPool at(List<UInt256> newBalances);

    /** The pool after a {@code SwapFeePercentageChanged}. */
    public abstract BalancerPool withSwapFee(UInt256 newSwapFee);

    /** Scaled output for a scaled input. */
    abstract UInt256 scaledOut(List<UInt256> scaled, int in, int out, UInt256 amountIn);

    /** Scaled input for a scaled output. */
    abstract UInt256 scaledIn(List<UInt256> scaled, int in, int out, UInt256 amountOut);

    /** Whether the contract refuses so large a trade. */
    abstract boolean isAboveLimit(UInt256 scaledAmount, UInt256 scaledBalance);

    /** The pool after a {@code PoolBalanceChanged} of these raw amounts; throws {@link ArithmeticException} below zero. */
    public final BalancerPool changed(List<Int256> deltas) {
        List<UInt256> after = new ArrayList<>();
        for (int i = 0; i < balances.size(); i++) {
            UInt256 delta = deltas.get(i).abs();
            UInt256 balance = balances.get(i);
            after.add(deltas.get(i).signum() < 0 ? balance.sub(delta) : balance.add(delta));
        }
        return at(after);
    }

    @Override
    public final int tokenCount() {
        return balances.size();
    }

    @Override
    public final Completeness completeness() {
        return Completeness.COMPLETE;
    }

    @Override
    public final Quote quoteExactIn(int tokenIn, int tokenOut, UInt256 amountIn) {
        if (!trades(tokenIn, tokenOut)) {
            return Quote.refused(Reason.UNSUPPORTED);
        }
        if (amountIn.isZero()) {
            return Quote.refused(Reason.ZERO_AMOUNT);
        }
        return Quote.orReverts(() -> {
            List<UInt256> scaled = scaled();
            UInt256 lessFee = amountIn.sub(FixedPoint.mulUp(amountIn, swapFee));
            UInt256 in = scaling(tokenIn).up(lessFee);
            if (isAboveLimit(in, scaled.get(tokenIn))) {
                return Quote.refused(Reason.ABOVE_LIMIT);
            }
            UInt256 out = scaling(tokenOut).downRoundingDown(scaledOut(scaled, tokenIn, tokenOut, in));
            return filled(tokenIn, tokenOut, amountIn, out);
        });
    }

    @Override
    public final Quote quoteExactOut(int tokenIn, int tokenOut, UInt256 amountOut) {
        if (!trades(tokenIn, tokenOut)) {
            return Quote.refused(Reason.UNSUPPORTED);
        }
        if (amountOut.isZero()) {
            return Quote.refused(Reason.ZERO_AMOUNT);
        }
        return Quote.orReverts(() -> {
            List<UInt256> scaled = scaled();
            UInt256 out = scaling(tokenOut).up(amountOut);
            if (isAboveLimit(out, scaled.get(tokenOut))) {
                return Quote.refused(Reason.ABOVE_LIMIT);
            }
            UInt256 lessFee = scaling(tokenIn).downRoundingUp(scaledIn(scaled, tokenIn, tokenOut, out));
            UInt256 in = FixedPoint.divUp(lessFee, FixedPoint.complement(swapFee));
            return filled(tokenIn, tokenOut, in, amountOut);
        });
    }

    private Quote filled(int tokenIn, int tokenOut, UInt256 amountIn, UInt256 amountOut) {
        if (amountOut.isZero()) {
            return Quote.refused(Reason.ZERO_OUTPUT);
        }
        List<UInt256> after = new ArrayList<>(balances);
        after.set(tokenIn, balances.get(tokenIn).add(amountIn));
        after.set(tokenOut, balances.get(tokenOut).sub(amountOut));
        return after.get(tokenIn).bitLength() > BALANCE_BITS
                ? Quote.refused(Reason.REVERTS)
                : new Quote.Filled(amountIn, amountOut, at(after));
    }

    private Scaling scaling(int token) {
        return new Scaling(scalingFactors.get(token));
    }

    final List<UInt256> scaled() {
        List<UInt256> scaled = new ArrayList<>(balances.size());
        for (int i = 0; i < balances.size(); i++) {
            scaled.add(scaling(i).up(balances.get(i)));
        }
        return scaled;
    }

    /** A rate between scaled amounts as one between raw amounts, fee taken off. */
    final ScreeningRate raw(ScreeningRate scaled, int tokenIn, int tokenOut) {
        return scaled.times(ScreeningRate.ratio(scalingFactors.get(tokenIn), scalingFactors.get(tokenOut)))
                .times(ScreeningRate.ratio(FixedPoint.complement(swapFee), FixedPoint.ONE));
    }
}
