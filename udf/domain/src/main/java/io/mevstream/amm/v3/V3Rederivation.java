package io.mevstream.amm.v3;

import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.List;

/**
 * Whether an executed swap of a concentrated-liquidity pool follows from where the pool stood before it.
 *
 * <p>Ticks are not known here, so the swap is walked as {@code UniswapV3Pool.swap} walks where none is initialized: word
 * by word of the bitmap, each stop with its own rounding. A swap that crossed an initialized tick is recognised by the
 * liquidity after it, or not judged. The traders' amounts of V4 are the same sums, so V4 swaps without hooks may be judged
 * here with the fee their event states.
 */
public final class V3Rederivation {

    /** The verdict on one swap under one fee tier. */
    public enum Verdict {
        /** Amounts, price and tick follow exactly: as an exact input, an exact output, or a swap up to a price limit. */
        EXACT,
        /** They do not, and no tick that could be initialized lies between: another fee or other maths. */
        DIFFERENT,
        /** An initialized tick was crossed, or may have been, so that nothing can be said. */
        BEYOND_KNOWN_TICKS
    }

    /**
     * What a swap event states of its amounts.
     *
     * @param amountIn what the pool took, fee included
     * @param amountOut what the pool gave
     */
    public record Trade(Direction direction, UInt256 amountIn, UInt256 amountOut) {}

    private static final Int256 UNLIMITED = new Int256(Long.MAX_VALUE, -1, -1, -1);
    private static final int LIQUIDITY_BITS = 128;
    private static final int MAX_TICK_SPACING = 32767;

    private V3Rederivation() {}

    /** Judges one swap. Total: figures no pool can have are {@link Verdict#DIFFERENT}. */
    public static Verdict of(PoolPrice before, Trade trade, PoolPrice after, FeeTier tier) {
        if (!isPossible(before) || !isPossible(after) || !isPossible(tier) || !isTowards(before, trade, after)) {
            return Verdict.DIFFERENT;
        }
        if (!before.liquidity().equals(after.liquidity())) {
            return Verdict.BEYOND_KNOWN_TICKS;
        }
        boolean sizes = trade.amountIn().bitLength() < 256 && trade.amountOut().bitLength() < 256;
        if (sizes && isReproduced(before, trade, after, tier)) {
            return Verdict.EXACT;
        }
        boolean sameRange = TickBitmap.compress(before.tick(), tier.tickSpacing())
                == TickBitmap.compress(after.tick(), tier.tickSpacing());
        return sameRange || !sizes ? Verdict.DIFFERENT : Verdict.BEYOND_KNOWN_TICKS;
    }

    /** The tiers of those given under which the swap is {@link Verdict#EXACT}. */
    public static List<FeeTier> fitting(PoolPrice before, Trade trade, PoolPrice after, List<FeeTier> tiers) {
        return tiers.stream()
                .filter(tier -> of(before, trade, after, tier) == Verdict.EXACT)
                .toList();
    }

    private static boolean isPossible(PoolPrice at) {
        return TickMath.isPrice(at.sqrtPriceX96()) && at.liquidity().bitLength() <= LIQUIDITY_BITS && isTickOf(at);
    }

    private static boolean isTickOf(PoolPrice at) {
        int tick = TickMath.getTickAtSqrtRatio(at.sqrtPriceX96());
        return at.tick() == tick
                || (at.tick() == tick - 1 && TickMath.getSqrtRatioAtTick(tick).equals(at.sqrtPriceX96()));
    }

    private static boolean isPossible(FeeTier tier) {
        return tier.feePips() >= 0
                && tier.feePips() < 1_000_000
                && tier.tickSpacing() >= 1
                && tier.tickSpacing() <= MAX_TICK_SPACING;
    }

    private static boolean isTowards(PoolPrice before, Trade trade, PoolPrice after) {
        int change = after.sqrtPriceX96().compareTo(before.sqrtPriceX96());
        return trade.direction() == Direction.ZERO_FOR_ONE ? change <= 0 : change >= 0;
    }

    private static boolean isReproduced(PoolPrice before, Trade trade, PoolPrice after, FeeTier tier) {
        UInt256 unlimited = trade.direction() == Direction.ZERO_FOR_ONE
                ? TickMath.MIN_SQRT_RATIO.add(UInt256.ONE)
                : TickMath.MAX_SQRT_RATIO.sub(UInt256.ONE);
        return ends(before, trade, after, tier, Int256.ofExact(trade.amountIn()), unlimited)
                || ends(
                        before,
                        trade,
                        after,
                        tier,
                        Int256.ofExact(trade.amountOut()).negate(),
                        unlimited)
                || ends(before, trade, after, tier, UNLIMITED, after.sqrtPriceX96());
    }

    /** Walks the swap for an amount asked for, up to a price limit, and compares every figure. */
    private static boolean ends(
            PoolPrice before, Trade trade, PoolPrice after, FeeTier tier, Int256 asked, UInt256 limit) {
        Direction direction = trade.direction();
        boolean down = direction == Direction.ZERO_FOR_ONE;
        UInt256 price = before.sqrtPriceX96();
        int tick = before.tick();
        Int256 remaining = asked;
        UInt256 in = UInt256.ZERO;
        UInt256 out = UInt256.ZERO;
        while (remaining.signum() != 0 && !price.equals(limit)) {
            if (isBeyond(price, after.sqrtPriceX96(), down)) {
                return false;
            }
            int edge = TickBitmap.nextTickOfEmptyWord(tick, tier.tickSpacing(), direction);
            int tickNext = Math.max(TickMath.MIN_TICK, Math.min(TickMath.MAX_TICK, edge));
            UInt256 priceNext = TickMath.getSqrtRatioAtTick(tickNext);
            UInt256 target = isBeyond(priceNext, limit, down) ? limit : priceNext;
            SwapMath.Step step = SwapMath.computeSwapStep(price, target, before.liquidity(), remaining, tier.feePips());
            UInt256 paid = step.amountIn().add(step.feeAmount());
            in = in.add(paid);
            out = out.add(step.amountOut());
            remaining = asked.signum() > 0
                    ? remaining.sub(Int256.ofExact(paid))
                    : remaining.add(Int256.ofExact(step.amountOut()));
            if (step.sqrtRatioNextX96().equals(priceNext)) {
                tick = down ? tickNext - 1 : tickNext;
            } else if (!step.sqrtRatioNextX96().equals(price)) {
                tick = TickMath.getTickAtSqrtRatio(step.sqrtRatioNextX96());
            }
            price = step.sqrtRatioNextX96();
        }
        return price.equals(after.sqrtPriceX96())
                && tick == after.tick()
                && in.equals(trade.amountIn())
                && out.equals(trade.amountOut());
    }

    private static boolean isBeyond(UInt256 price, UInt256 mark, boolean down) {
        int c = price.compareTo(mark);
        return down ? c < 0 : c > 0;
    }
}
