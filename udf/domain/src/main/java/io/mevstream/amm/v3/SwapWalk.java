package io.mevstream.amm.v3;

import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;

/** The loop of {@code UniswapV3Pool.swap} over the steps of {@link SwapMath}, for one pool. */
final class SwapWalk {

    private final FeeTier tier;
    private final InitializedTicks ticks;

    SwapWalk(FeeTier tier, InitializedTicks ticks) {
        this.tier = tier;
        this.ticks = ticks;
    }

    /**
     * Walks the swap for an amount asked for (negative: to take out) up to a price limit, and tells whether every figure
     * comes out as stated. Stops early once the price is beyond the stated one.
     */
    boolean ends(PoolPrice before, V3Rederivation.Trade trade, PoolPrice after, Int256 asked, UInt256 limit) {
        Direction direction = trade.direction();
        boolean down = direction == Direction.ZERO_FOR_ONE;
        PoolPrice at = before;
        Int256 remaining = asked;
        UInt256 in = UInt256.ZERO;
        UInt256 out = UInt256.ZERO;
        while (remaining.signum() != 0 && !at.sqrtPriceX96().equals(limit)) {
            if (isBeyond(at.sqrtPriceX96(), after.sqrtPriceX96(), down)) {
                return false;
            }
            int tickNext = nextTick(at.tick(), direction);
            UInt256 priceNext = TickMath.getSqrtRatioAtTick(tickNext);
            UInt256 target = isBeyond(priceNext, limit, down) ? limit : priceNext;
            SwapMath.Step step =
                    SwapMath.computeSwapStep(at.sqrtPriceX96(), target, at.liquidity(), remaining, tier.feePips());
            UInt256 paid = step.amountIn().add(step.feeAmount());
            in = in.add(paid);
            out = out.add(step.amountOut());
            Int256 done = asked.signum() > 0
                    ? Int256.ofExact(paid)
                    : Int256.ofExact(step.amountOut()).negate();
            remaining = remaining.sub(done);
            PoolPrice next = next(at, step.sqrtRatioNextX96(), priceNext, tickNext, down);
            if (next.liquidity().bitLength() > V3Rederivation.LIQUIDITY_BITS) {
                return false;
            }
            at = next;
        }
        return at.equals(after) && in.equals(trade.amountIn()) && out.equals(trade.amountOut());
    }

    private int nextTick(int tick, Direction direction) {
        int edge = TickBitmap.nextTickOfEmptyWord(tick, tier.tickSpacing(), direction);
        return Math.max(TickMath.MIN_TICK, Math.min(TickMath.MAX_TICK, ticks.next(tick, edge, direction)));
    }

    private PoolPrice next(PoolPrice at, UInt256 price, UInt256 priceNext, int tickNext, boolean down) {
        if (price.equals(priceNext)) {
            Int256 net = ticks.liquidityNet(tickNext);
            Int256 liquidity =
                    new Int256(0, 0, at.liquidity().w1(), at.liquidity().w0());
            Int256 crossed = down ? liquidity.subWrapping(net) : liquidity.addWrapping(net);
            // Less than nothing in range is a state no pool is in; as bits it is beyond 128 of them.
            UInt256 bits = new UInt256(crossed.w3(), crossed.w2(), crossed.w1(), crossed.w0());
            return new PoolPrice(price, bits, down ? tickNext - 1 : tickNext);
        }
        int tick = price.equals(at.sqrtPriceX96()) ? at.tick() : TickMath.getTickAtSqrtRatio(price);
        return new PoolPrice(price, at.liquidity(), tick);
    }

    private static boolean isBeyond(UInt256 price, UInt256 mark, boolean down) {
        int c = price.compareTo(mark);
        return down ? c < 0 : c > 0;
    }
}
