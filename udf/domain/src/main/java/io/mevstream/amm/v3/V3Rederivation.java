package io.mevstream.amm.v3;

import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.List;

/**
 * Whether an executed swap of a concentrated-liquidity pool follows from where the pool stood before it.
 *
 * <p>The swap is walked as {@code UniswapV3Pool.swap} walks: word by word of the bitmap, each stop with its own rounding.
 * Where the initialized ticks are not known it is walked as if there were none, and a swap that crossed one is recognised
 * by the liquidity after it, or not judged. The traders' amounts of V4 are the same sums, so V4 swaps without hooks may be judged
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
    static final int LIQUIDITY_BITS = 128;

    private static final InitializedTicks NONE = new InitializedTicks() {
        @Override
        public int next(int tick, int edge, Direction direction) {
            return edge;
        }

        @Override
        public Int256 liquidityNet(int tick) {
            return Int256.ZERO;
        }
    };

    private static final int MAX_TICK_SPACING = 32767;

    private V3Rederivation() {}

    /**
     * Judges one swap of a pool whose initialized ticks are not known. Total: figures no pool can have are
     * {@link Verdict#DIFFERENT}.
     */
    public static Verdict of(PoolPrice before, Trade trade, PoolPrice after, FeeTier tier) {
        if (!isPossible(before, trade, after, tier)) {
            return Verdict.DIFFERENT;
        }
        if (!before.liquidity().equals(after.liquidity())) {
            return Verdict.BEYOND_KNOWN_TICKS;
        }
        if (isReproduced(before, trade, after, new SwapWalk(tier, NONE))) {
            return Verdict.EXACT;
        }
        boolean sameRange = TickBitmap.compress(before.tick(), tier.tickSpacing())
                == TickBitmap.compress(after.tick(), tier.tickSpacing());
        return sameRange ? Verdict.DIFFERENT : Verdict.BEYOND_KNOWN_TICKS;
    }

    /**
     * Judges one swap of a pool all of whose initialized ticks are known; never {@link Verdict#BEYOND_KNOWN_TICKS}. Total
     * as the other.
     */
    public static Verdict of(PoolPrice before, Trade trade, PoolPrice after, FeeTier tier, InitializedTicks ticks) {
        return isPossible(before, trade, after, tier) && isReproduced(before, trade, after, new SwapWalk(tier, ticks))
                ? Verdict.EXACT
                : Verdict.DIFFERENT;
    }

    /** The tiers of those given under which the swap is {@link Verdict#EXACT}. */
    public static List<FeeTier> fitting(PoolPrice before, Trade trade, PoolPrice after, List<FeeTier> tiers) {
        return tiers.stream()
                .filter(tier -> of(before, trade, after, tier) == Verdict.EXACT)
                .toList();
    }

    private static boolean isPossible(PoolPrice before, Trade trade, PoolPrice after, FeeTier tier) {
        return isPossible(before)
                && isPossible(after)
                && tier.feePips() >= 0
                && tier.feePips() < 1_000_000
                && tier.tickSpacing() >= 1
                && tier.tickSpacing() <= MAX_TICK_SPACING
                && trade.amountIn().bitLength() < 256
                && trade.amountOut().bitLength() < 256
                && isTowards(before, trade, after);
    }

    private static boolean isPossible(PoolPrice at) {
        return TickMath.isPrice(at.sqrtPriceX96()) && at.liquidity().bitLength() <= LIQUIDITY_BITS && isTickOf(at);
    }

    private static boolean isTickOf(PoolPrice at) {
        int tick = TickMath.getTickAtSqrtRatio(at.sqrtPriceX96());
        return at.tick() == tick
                || (at.tick() == tick - 1 && TickMath.getSqrtRatioAtTick(tick).equals(at.sqrtPriceX96()));
    }

    private static boolean isTowards(PoolPrice before, Trade trade, PoolPrice after) {
        int change = after.sqrtPriceX96().compareTo(before.sqrtPriceX96());
        return trade.direction() == Direction.ZERO_FOR_ONE ? change <= 0 : change >= 0;
    }

    private static boolean isReproduced(PoolPrice before, Trade trade, PoolPrice after, SwapWalk walk) {
        UInt256 unlimited = trade.direction() == Direction.ZERO_FOR_ONE
                ? TickMath.MIN_SQRT_RATIO.add(UInt256.ONE)
                : TickMath.MAX_SQRT_RATIO.sub(UInt256.ONE);
        Int256 exactIn = Int256.ofExact(trade.amountIn());
        Int256 exactOut = Int256.ofExact(trade.amountOut()).negate();
        return walk.ends(before, trade, after, exactIn, unlimited)
                || walk.ends(before, trade, after, exactOut, unlimited)
                || walk.ends(before, trade, after, UNLIMITED, after.sqrtPriceX96());
    }
}
