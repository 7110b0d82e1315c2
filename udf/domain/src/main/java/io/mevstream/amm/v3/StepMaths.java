package io.mevstream.amm.v3;

import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;

/** One step of a swap, as the versions of the protocol differ in it: {@link SwapMath#computeSwapStep} is V3's. */
@FunctionalInterface
public interface StepMaths {

    /**
     * Goes from the current price toward the target until it is reached or the amount used up.
     *
     * @param amountRemaining what is left to put in, or, negative, to take out
     */
    SwapMath.Step step(
            UInt256 sqrtRatioCurrentX96,
            UInt256 sqrtRatioTargetX96,
            UInt256 liquidity,
            Int256 amountRemaining,
            int feePips);
}
