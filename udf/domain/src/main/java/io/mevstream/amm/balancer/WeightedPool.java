package io.mevstream.amm.balancer;

import io.mevstream.amm.PoolMaths;
import io.mevstream.amm.ScreeningRate;
import io.mevstream.num.UInt256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A weighted pool. */
public final class WeightedPool extends BalancerPool {

    private final List<UInt256> weights;
    private final WeightedMath math;

    /**
     * A pool in a state.
     *
     * @param weights fractions with 18 decimals that add up to one
     * @param powers by the pool's version
     */
    public WeightedPool(
            List<UInt256> balances,
            List<UInt256> scalingFactors,
            List<UInt256> weights,
            UInt256 swapFee,
            Powers powers) {
        super(balances, scalingFactors, swapFee);
        if (weights.size() != balances.size()) {
            throw new IllegalArgumentException("expected a weight for each balance, found " + weights);
        }
        this.weights = List.copyOf(weights);
        this.math = new WeightedMath(powers);
    }

    @Override
    public PoolMaths maths() {
        return math.powers() == Powers.MULTIPLIED_OUT ? PoolMaths.BALANCER_WEIGHTED : PoolMaths.BALANCER_WEIGHTED_2021;
    }

    @Override
    public WeightedPool at(List<UInt256> newBalances) {
        return new WeightedPool(newBalances, scalingFactors(), weights, swapFee(), math.powers());
    }

    @Override
    public WeightedPool withSwapFee(UInt256 newSwapFee) {
        return new WeightedPool(balances(), scalingFactors(), weights, newSwapFee, math.powers());
    }

    @Override
    boolean isAboveLimit(UInt256 scaledAmount, UInt256 scaledBalance) {
        return WeightedMath.isAboveLimit(scaledAmount, scaledBalance);
    }

    @Override
    UInt256 scaledOut(List<UInt256> scaled, int in, int out, UInt256 amountIn) {
        return math.calcOutGivenIn(scaled.get(in), weights.get(in), scaled.get(out), weights.get(out), amountIn);
    }

    @Override
    UInt256 scaledIn(List<UInt256> scaled, int in, int out, UInt256 amountOut) {
        return math.calcInGivenOut(scaled.get(in), weights.get(in), scaled.get(out), weights.get(out), amountOut);
    }

    @Override
    public @Nullable ScreeningRate screeningRate(int tokenIn, int tokenOut) {
        if (!trades(tokenIn, tokenOut) || balances().get(tokenIn).isZero()) {
            return null;
        }
        List<UInt256> scaled = scaled();
        ScreeningRate rate = ScreeningRate.ratio(scaled.get(tokenOut), scaled.get(tokenIn))
                .times(ScreeningRate.ratio(weights.get(tokenIn), weights.get(tokenOut)));
        return raw(rate, tokenIn, tokenOut);
    }
}
