package io.mevstream.amm.v3;

import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import org.jspecify.annotations.Nullable;

/**
 * The loop of {@code UniswapV3Pool.swap}, which V4 and the forks share: from one initialized tick or word boundary of the
 * bitmap to the next, each stop with its own rounding.
 */
public final class TickWalk {

    private static final int LIQUIDITY_BITS = 128;

    private final TickTable ticks;
    private final FeeTier tier;
    private final StepMaths maths;
    private final boolean down;
    private final UInt256 limit;
    /** The index of the next initialized tick on the way. */
    private int cursor;

    private TickWalk(TickTable ticks, FeeTier tier, StepMaths maths, boolean down, UInt256 limit, int tick) {
        this.ticks = ticks;
        this.tier = tier;
        this.maths = maths;
        this.down = down;
        this.limit = limit;
        this.cursor = down ? ticks.above(tick) - 1 : ticks.above(tick);
    }

    /**
     * What a swap did.
     *
     * @param amountIn what the pool took, fee included; less than asked for where the price limit was reached
     * @param amountOut what the pool gave
     */
    public record Swapped(UInt256 amountIn, UInt256 amountOut, PoolPrice after) {}

    /** Where a step goes: to a tick, which may be initialized, or to where the known ticks end. */
    private record Stop(int tick, UInt256 price, @Nullable Int256 net, boolean isKnown) {}

    /**
     * Swaps until the amount is used up or the price limit reached; null where that leaves the known ticks.
     *
     * @param asked what to put in, or, negative, to take out
     * @param limit a price beyond the current one in the swap's direction
     * @throws ArithmeticException where the contract reverts
     */
    public static @Nullable Swapped swap(
            PoolPrice before,
            TickTable ticks,
            FeeTier tier,
            StepMaths maths,
            Direction direction,
            Int256 asked,
            UInt256 limit) {
        boolean down = direction == Direction.ZERO_FOR_ONE;
        if (down ? before.tick() < ticks.from() : before.tick() >= ticks.to()) {
            return null;
        }
        return new TickWalk(ticks, tier, maths, down, limit, before.tick()).walk(before, asked);
    }

    private @Nullable Swapped walk(PoolPrice before, Int256 asked) {
        boolean exactIn = asked.signum() > 0;
        UInt256 price = before.sqrtPriceX96();
        UInt256 liquidity = before.liquidity();
        int tick = before.tick();
        Int256 remaining = asked;
        UInt256 in = UInt256.ZERO;
        UInt256 out = UInt256.ZERO;
        while (remaining.signum() != 0 && !price.equals(limit)) {
            Stop stop = stop(tick);
            UInt256 target = isBeyond(stop.price(), limit) ? limit : stop.price();
            SwapMath.Step step = maths.step(price, target, liquidity, remaining, tier.feePips());
            UInt256 next = step.sqrtRatioNextX96();
            boolean reached = next.equals(stop.price());
            if (reached && !stop.isKnown()) {
                return null;
            }
            UInt256 paid = step.amountIn().add(step.feeAmount());
            in = in.add(paid);
            out = out.add(step.amountOut());
            remaining = exactIn ? remaining.sub(Int256.ofExact(paid)) : remaining.add(Int256.ofExact(step.amountOut()));
            if (reached) {
                liquidity = crossed(liquidity, stop.net());
                tick = down ? stop.tick() - 1 : stop.tick();
            } else if (!next.equals(price)) {
                tick = TickMath.getTickAtSqrtRatio(next);
            }
            price = next;
        }
        return new Swapped(in, out, new PoolPrice(price, liquidity, tick));
    }

    private Stop stop(int tick) {
        int edge = TickBitmap.nextTickOfEmptyWord(
                tick, tier.tickSpacing(), down ? Direction.ZERO_FOR_ONE : Direction.ONE_FOR_ZERO);
        edge = Math.max(TickMath.MIN_TICK, Math.min(TickMath.MAX_TICK, edge));
        int initialized = cursor >= 0 && cursor < ticks.size() ? ticks.tick(cursor) : edge;
        boolean onTheWay = cursor >= 0 && cursor < ticks.size() && (down ? initialized >= edge : initialized <= edge);
        int next = onTheWay ? initialized : edge;
        int known = down ? Math.max(next, ticks.from()) : Math.min(next, ticks.to());
        if (known != next) {
            return new Stop(known, TickMath.getSqrtRatioAtTick(known), null, false);
        }
        if (!onTheWay) {
            return new Stop(next, TickMath.getSqrtRatioAtTick(next), null, true);
        }
        return new Stop(next, ticks.price(cursor), ticks.net(cursor), true);
    }

    private UInt256 crossed(UInt256 liquidity, @Nullable Int256 net) {
        if (net == null) {
            return liquidity;
        }
        cursor += down ? -1 : 1;
        Int256 inRange = Int256.ofExact(liquidity);
        Int256 after = down ? inRange.sub(net) : inRange.add(net);
        if (after.signum() < 0 || after.abs().bitLength() > LIQUIDITY_BITS) {
            throw new ArithmeticException("expected liquidity of 0 to 128 bits in range, found " + after);
        }
        return after.abs();
    }

    private boolean isBeyond(UInt256 price, UInt256 mark) {
        int c = price.compareTo(mark);
        return down ? c < 0 : c > 0;
    }
}
