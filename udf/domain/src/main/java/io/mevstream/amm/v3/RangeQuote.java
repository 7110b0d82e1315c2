package io.mevstream.amm.v3;

import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;

/**
 * What a concentrated-liquidity pool gives for an input where no initialized tick is crossed, walked word by word of the
 * bitmap as {@code UniswapV3Pool.swap} walks, so that every stop rounds as the contract's does.
 *
 * @param amountOut what the pool gives
 * @param after where the pool stands then
 */
public record RangeQuote(UInt256 amountOut, PoolPrice after) {

    /**
     * The quote for an exact input.
     *
     * @throws ArithmeticException where the contract would revert
     */
    public static RangeQuote exactIn(PoolPrice before, Direction direction, UInt256 amountIn, FeeTier tier) {
        boolean down = direction == Direction.ZERO_FOR_ONE;
        PoolPrice at = before;
        Int256 remaining = Int256.ofExact(amountIn);
        UInt256 out = UInt256.ZERO;
        while (remaining.signum() > 0) {
            int edge = TickBitmap.nextTickOfEmptyWord(at.tick(), tier.tickSpacing(), direction);
            if (edge <= TickMath.MIN_TICK || edge >= TickMath.MAX_TICK) {
                throw new ArithmeticException("expected the price to stay within the pool's ticks, found tick " + edge);
            }
            UInt256 target = TickMath.getSqrtRatioAtTick(edge);
            SwapMath.Step step =
                    SwapMath.computeSwapStep(at.sqrtPriceX96(), target, at.liquidity(), remaining, tier.feePips());
            remaining = remaining.sub(Int256.ofExact(step.amountIn().add(step.feeAmount())));
            out = out.add(step.amountOut());
            UInt256 price = step.sqrtRatioNextX96();
            int tick = price.equals(target)
                    ? (down ? edge - 1 : edge)
                    : price.equals(at.sqrtPriceX96()) ? at.tick() : TickMath.getTickAtSqrtRatio(price);
            at = new PoolPrice(price, at.liquidity(), tick);
        }
        return new RangeQuote(out, at);
    }
}
