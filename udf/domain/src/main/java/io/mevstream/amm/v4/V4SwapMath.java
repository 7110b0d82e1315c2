package io.mevstream.amm.v4;

import io.mevstream.amm.v3.Direction;
import io.mevstream.amm.v3.SqrtPriceMath;
import io.mevstream.amm.v3.SwapMath;
import io.mevstream.num.FullMath;
import io.mevstream.num.Int256;
import io.mevstream.num.Rounding;
import io.mevstream.num.UInt256;

/**
 * One step of a V4 swap: a port of its {@code SwapMath}. It differs from V3's where an exact input is used up: all of it is
 * paid, though rounding may have brought the price to the target.
 */
final class V4SwapMath {

    private static final UInt256 ALL_PIPS = UInt256.of(SwapFees.ALL_PIPS);

    private V4SwapMath() {}

    /** As {@link SwapMath#computeSwapStep}, with the amount's sign as there: positive puts in. */
    static SwapMath.Step computeSwapStep(
            UInt256 current, UInt256 target, UInt256 liquidity, Int256 amountRemaining, int feePips) {
        Direction direction = current.compareTo(target) >= 0 ? Direction.ZERO_FOR_ONE : Direction.ONE_FOR_ZERO;
        return amountRemaining.signum() >= 0
                ? exactIn(current, target, liquidity, amountRemaining.abs(), feePips, direction)
                : exactOut(current, target, liquidity, amountRemaining.abs(), feePips, direction);
    }

    private static SwapMath.Step exactIn(
            UInt256 current, UInt256 target, UInt256 liquidity, UInt256 remaining, int feePips, Direction direction) {
        UInt256 remainingLessFee = FullMath.mulDiv(remaining, UInt256.of(SwapFees.ALL_PIPS - feePips), ALL_PIPS);
        UInt256 amountIn = input(current, target, liquidity, direction);
        UInt256 next = target;
        UInt256 fee;
        if (remainingLessFee.compareTo(amountIn) >= 0) {
            fee = feePips == SwapFees.ALL_PIPS ? amountIn : fee(amountIn, feePips);
        } else {
            amountIn = remainingLessFee;
            next = SqrtPriceMath.getNextSqrtPriceFromInput(current, liquidity, amountIn, direction);
            fee = remaining.sub(amountIn);
        }
        return new SwapMath.Step(next, amountIn, output(current, next, liquidity, direction), fee);
    }

    private static SwapMath.Step exactOut(
            UInt256 current, UInt256 target, UInt256 liquidity, UInt256 remaining, int feePips, Direction direction) {
        UInt256 amountOut = output(current, target, liquidity, direction);
        UInt256 next = target;
        if (remaining.compareTo(amountOut) < 0) {
            amountOut = remaining;
            next = SqrtPriceMath.getNextSqrtPriceFromOutput(current, liquidity, amountOut, direction);
        }
        UInt256 amountIn = input(current, next, liquidity, direction);
        return new SwapMath.Step(next, amountIn, amountOut, fee(amountIn, feePips));
    }

    private static UInt256 input(UInt256 from, UInt256 to, UInt256 liquidity, Direction direction) {
        return direction == Direction.ZERO_FOR_ONE
                ? SqrtPriceMath.getAmount0Delta(to, from, liquidity, Rounding.UP)
                : SqrtPriceMath.getAmount1Delta(from, to, liquidity, Rounding.UP);
    }

    private static UInt256 output(UInt256 from, UInt256 to, UInt256 liquidity, Direction direction) {
        return direction == Direction.ZERO_FOR_ONE
                ? SqrtPriceMath.getAmount1Delta(to, from, liquidity, Rounding.DOWN)
                : SqrtPriceMath.getAmount0Delta(from, to, liquidity, Rounding.DOWN);
    }

    private static UInt256 fee(UInt256 amountIn, int feePips) {
        return FullMath.mulDivRoundingUp(amountIn, UInt256.of(feePips), UInt256.of(SwapFees.ALL_PIPS - feePips));
    }
}
