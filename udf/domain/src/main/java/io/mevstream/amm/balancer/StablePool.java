package io.mevstream.amm.balancer;

import io.mevstream.amm.PoolMaths;
import io.mevstream.amm.ScreeningRate;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A composable stable pool, traded between its tokens. Rates are part of the scaling factors, as of their last update. */
public final class StablePool extends BalancerPool {

    private final UInt256 amplification;

    /**
     * A pool in a state.
     *
     * @param amplification with three decimals, as {@code getAmplificationParameter} gives it at the block's time
     */
    public StablePool(List<UInt256> balances, List<UInt256> scalingFactors, UInt256 amplification, UInt256 swapFee) {
        super(balances, scalingFactors, swapFee);
        this.amplification = amplification;
    }

    @Override
    public PoolMaths maths() {
        return PoolMaths.BALANCER_STABLE;
    }

    @Override
    public StablePool at(List<UInt256> newBalances) {
        return new StablePool(newBalances, scalingFactors(), amplification, swapFee());
    }

    @Override
    public StablePool withSwapFee(UInt256 newSwapFee) {
        return new StablePool(balances(), scalingFactors(), amplification, newSwapFee);
    }

    @Override
    boolean isAboveLimit(UInt256 scaledAmount, UInt256 scaledBalance) {
        return false;
    }

    @Override
    UInt256 scaledOut(List<UInt256> scaled, int in, int out, UInt256 amountIn) {
        UInt256 invariant = StableMath.calculateInvariant(amplification, scaled);
        List<UInt256> after = new ArrayList<>(scaled);
        after.set(in, scaled.get(in).add(amountIn));
        UInt256 left = StableMath.getTokenBalance(amplification, after, invariant, out);
        return scaled.get(out).sub(left).sub(UInt256.ONE);
    }

    @Override
    UInt256 scaledIn(List<UInt256> scaled, int in, int out, UInt256 amountOut) {
        UInt256 invariant = StableMath.calculateInvariant(amplification, scaled);
        List<UInt256> after = new ArrayList<>(scaled);
        after.set(out, scaled.get(out).sub(amountOut));
        UInt256 reached = StableMath.getTokenBalance(amplification, after, invariant, in);
        return reached.sub(scaled.get(in)).add(UInt256.ONE);
    }

    /** The gradient of the invariant: (A + D^(n+1) / (n^n P x)) of the one token by that of the other. */
    @Override
    public @Nullable ScreeningRate screeningRate(int tokenIn, int tokenOut) {
        if (!trades(tokenIn, tokenOut)) {
            return null;
        }
        try {
            List<UInt256> scaled = scaled();
            UInt256 invariant = StableMath.calculateInvariant(amplification, scaled);
            return raw(
                    ScreeningRate.ratio(
                            StableSlope.of(amplification, scaled, invariant, tokenIn),
                            StableSlope.of(amplification, scaled, invariant, tokenOut)),
                    tokenIn,
                    tokenOut);
        } catch (ArithmeticException e) {
            return null;
        }
    }
}
