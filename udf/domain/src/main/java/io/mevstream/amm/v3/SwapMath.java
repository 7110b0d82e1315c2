package io.mevstream.amm.v3;

import io.mevstream.num.FullMath;
import io.mevstream.num.Int256;
import io.mevstream.num.Rounding;
import io.mevstream.num.UInt256;
import org.jspecify.annotations.Nullable;

/** One step of a swap, within one range of constant liquidity: a port of the Uniswap V3 library of that name. */
public final class SwapMath {

    private static final int MILLION = 1_000_000;
    private static final UInt256 ALL_PIPS = UInt256.of(MILLION);

    /**
     * What a step did.
     *
     * @param sqrtRatioNextX96 the price it ended at, never beyond its target
     * @param amountIn what went in, without the fee
     * @param feeAmount what went in besides
     */
    public record Step(UInt256 sqrtRatioNextX96, UInt256 amountIn, UInt256 amountOut, UInt256 feeAmount) {}

    private SwapMath() {}

    /**
     * Goes from the current price toward the target until it is reached or the amount used up.
     *
     * @param amountRemaining what is left to put in, or, negative, to take out
     * @param feePips millionths of the input, 0 to 999,999
     */
    public static Step computeSwapStep(
            UInt256 sqrtRatioCurrentX96,
            UInt256 sqrtRatioTargetX96,
            UInt256 liquidity,
            Int256 amountRemaining,
            int feePips) {
        return amountRemaining.signum() >= 0
                ? exactIn(sqrtRatioCurrentX96, sqrtRatioTargetX96, liquidity, amountRemaining.abs(), feePips)
                : exactOut(sqrtRatioCurrentX96, sqrtRatioTargetX96, liquidity, amountRemaining.abs(), feePips);
    }

    private static Step exactIn(UInt256 current, UInt256 target, UInt256 liquidity, UInt256 remaining, int feePips) {
        Direction direction = direction(current, target);
        UInt256 remainingLessFee = FullMath.mulDiv(remaining, UInt256.of(MILLION - feePips), ALL_PIPS);
        UInt256 next = nextWithin(current, target, liquidity, remainingLessFee, direction);
        if (next == null) {
            UInt256 amountIn = input(current, target, liquidity, direction);
            boolean reaches = remainingLessFee.compareTo(amountIn) >= 0;
            next = reaches
                    ? target
                    : SqrtPriceMath.getNextSqrtPriceFromInput(current, liquidity, remainingLessFee, direction);
            if (next.equals(target)) {
                // Rounding may end on the target without the amount for it; the amount to the target then stands.
                UInt256 amountOut = output(current, target, liquidity, direction);
                return new Step(target, amountIn, amountOut, fee(amountIn, feePips));
            }
        }
        UInt256 used = direction == Direction.ZERO_FOR_ONE && usesAll(current, next, liquidity, remainingLessFee)
                ? remainingLessFee
                : input(current, next, liquidity, direction);
        return new Step(next, used, output(current, next, liquidity, direction), remaining.sub(used));
    }

    /**
     * The price after an input where that is short of the target; null where only the contract's own comparison can tell.
     *
     * <p>The contract first computes the amount to the target, two divisions that most steps do not need: a price rounded
     * back from the target that is still short of it shows that the amount, which is rounded up, is not reached.
     */
    private static @Nullable UInt256 nextWithin(
            UInt256 current, UInt256 target, UInt256 liquidity, UInt256 amount, Direction direction) {
        // Within these sizes nothing overflows, so nothing reverts that the contract would not have computed.
        if (liquidity.isZero() || amount.bitLength() > 128) {
            return null;
        }
        if (direction == Direction.ONE_FOR_ZERO) {
            UInt256 next = current.add(amount.shiftLeft(96).div(liquidity));
            return next.compareTo(target) < 0 ? next : null;
        }
        UInt256 next = SqrtPriceMath.getNextSqrtPriceFromInput(current, liquidity, amount, direction);
        return next.compareTo(target) > 0 ? next : null;
    }

    /**
     * Whether an input of token 0 that ended short of the target is used up, seen from lengths alone; false where that does
     * not tell.
     *
     * <p>With {@code N} for liquidity times 2^96 and {@code D = N + amount * current}, the price is {@code ceil(N * current
     * / D)}: it exceeds the quotient by {@code e / D}, where {@code e < D}. What the contract then takes for that price is
     * {@code ceil(N * (current - next) / (current * next))}, and by the definition of {@code e} that is {@code amount -
     * floor(e / (current * next))}: the amount itself where {@code D} is at most {@code current * next}.
     */
    private static boolean usesAll(UInt256 current, UInt256 next, UInt256 liquidity, UInt256 amount) {
        int denominatorBits = 1 + Math.max(liquidity.bitLength() + 96, amount.bitLength() + current.bitLength());
        // Beyond 256 bits the contract computes the price another way.
        return denominatorBits <= Math.min(256, current.bitLength() + next.bitLength() - 2);
    }

    private static Step exactOut(UInt256 current, UInt256 target, UInt256 liquidity, UInt256 remaining, int feePips) {
        Direction direction = direction(current, target);
        UInt256 amountOut = output(current, target, liquidity, direction);
        UInt256 next = target;
        if (remaining.compareTo(amountOut) < 0) {
            next = SqrtPriceMath.getNextSqrtPriceFromOutput(current, liquidity, remaining, direction);
            amountOut = next.equals(target) ? amountOut : output(current, next, liquidity, direction);
        }
        UInt256 amountIn = input(current, next, liquidity, direction);
        return new Step(next, amountIn, amountOut.min(remaining), fee(amountIn, feePips));
    }

    private static Direction direction(UInt256 current, UInt256 target) {
        return current.compareTo(target) >= 0 ? Direction.ZERO_FOR_ONE : Direction.ONE_FOR_ZERO;
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
        return FullMath.mulDivRoundingUp(amountIn, UInt256.of(feePips), UInt256.of(MILLION - feePips));
    }
}
