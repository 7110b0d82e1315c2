package io.mevstream.amm.v3;

import io.mevstream.amm.Completeness;
import io.mevstream.amm.PoolMaths;
import io.mevstream.amm.QuotablePool;
import io.mevstream.amm.Quote;
import io.mevstream.amm.Quote.Reason;
import io.mevstream.amm.ScreeningRate;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import org.jspecify.annotations.Nullable;

/**
 * A pool of Uniswap V3, or of a fork with its maths, at its price and ticks. The fee is what a trade pays now: Slipstream's
 * changes between trades, and what goes to the protocol is part of it.
 */
public record ConcentratedPool(PoolMaths maths, PoolPrice price, TickTable ticks, FeeTier tier)
        implements QuotablePool {

    private static final int LIQUIDITY_BITS = 128;

    /** A pool of Uniswap V3. */
    public static ConcentratedPool of(PoolPrice price, TickTable ticks, FeeTier tier) {
        return new ConcentratedPool(PoolMaths.UNISWAP_V3, price, ticks, tier);
    }

    /** The limit that a trade without one has. */
    public static UInt256 unlimited(Direction direction) {
        return direction == Direction.ZERO_FOR_ONE
                ? TickMath.MIN_SQRT_RATIO.add(UInt256.ONE)
                : TickMath.MAX_SQRT_RATIO.sub(UInt256.ONE);
    }

    /** Whether the contract takes this limit for a swap from this price. */
    public static boolean isLimit(UInt256 limit, UInt256 price, Direction direction) {
        return direction == Direction.ZERO_FOR_ONE
                ? limit.compareTo(price) < 0 && limit.compareTo(TickMath.MIN_SQRT_RATIO) > 0
                : limit.compareTo(price) > 0 && limit.compareTo(TickMath.MAX_SQRT_RATIO) < 0;
    }

    @Override
    public int tokenCount() {
        return 2;
    }

    @Override
    public Completeness completeness() {
        return ticks.isWhole() ? Completeness.COMPLETE : Completeness.PARTIAL;
    }

    /**
     * What {@code swap} does up to a price limit; null where that leaves the known ticks.
     *
     * @param asked what to put in, or, negative, to take out
     * @throws ArithmeticException where the contract reverts
     */
    public TickWalk.@Nullable Swapped swap(Direction direction, Int256 asked, UInt256 limit) {
        if (asked.signum() == 0 || !isLimit(limit, price.sqrtPriceX96(), direction)) {
            throw new ArithmeticException("swap: expected an amount and a limit beyond the price, found " + limit);
        }
        return TickWalk.swap(price, ticks, tier, SwapMath::computeSwapStep, direction, asked, limit);
    }

    @Override
    public Quote quoteExactIn(int tokenIn, int tokenOut, UInt256 amountIn) {
        return quote(tokenIn, tokenOut, amountIn, true);
    }

    @Override
    public Quote quoteExactOut(int tokenIn, int tokenOut, UInt256 amountOut) {
        return quote(tokenIn, tokenOut, amountOut, false);
    }

    private Quote quote(int tokenIn, int tokenOut, UInt256 amount, boolean exactIn) {
        if (!trades(tokenIn, tokenOut)) {
            return Quote.refused(Reason.UNSUPPORTED);
        }
        if (amount.isZero()) {
            return Quote.refused(Reason.ZERO_AMOUNT);
        }
        Direction direction = tokenIn == 0 ? Direction.ZERO_FOR_ONE : Direction.ONE_FOR_ZERO;
        return Quote.orReverts(() -> {
            Int256 asked =
                    exactIn ? Int256.ofExact(amount) : Int256.ofExact(amount).negate();
            TickWalk.Swapped swapped = swap(direction, asked, unlimited(direction));
            return answer(swapped, amount, exactIn);
        });
    }

    private Quote answer(TickWalk.@Nullable Swapped swapped, UInt256 amount, boolean exactIn) {
        if (swapped == null) {
            return Quote.refused(Reason.BEYOND_KNOWN_TICKS);
        }
        if (!(exactIn ? swapped.amountIn() : swapped.amountOut()).equals(amount)) {
            return Quote.refused(Reason.INSUFFICIENT_LIQUIDITY);
        }
        return swapped.amountOut().isZero()
                ? Quote.refused(Reason.ZERO_OUTPUT)
                : new Quote.Filled(swapped.amountIn(), swapped.amountOut(), at(swapped.after()));
    }

    /** The pool after a {@code Swap}, which states the price itself. */
    public ConcentratedPool at(PoolPrice after) {
        return new ConcentratedPool(maths, after, ticks, tier);
    }

    /**
     * The pool after a {@code Mint} or, negative, a {@code Burn} of liquidity.
     *
     * @throws ArithmeticException where a tick or the range would hold less than nothing, or more than 128 bits
     */
    public ConcentratedPool moved(int tickLower, int tickUpper, Int256 liquidityDelta) {
        TickTable after = ticks.with(tickLower, tickUpper, liquidityDelta);
        return new ConcentratedPool(maths, moved(price, tickLower, tickUpper, liquidityDelta), after, tier);
    }

    /** The price's liquidity after that of a position changed: it counts where the position spans the tick. */
    public static PoolPrice moved(PoolPrice price, int tickLower, int tickUpper, Int256 liquidityDelta) {
        if (price.tick() < tickLower || price.tick() >= tickUpper) {
            return price;
        }
        Int256 inRange = Int256.ofExact(price.liquidity()).add(liquidityDelta);
        if (inRange.signum() < 0 || inRange.abs().bitLength() > LIQUIDITY_BITS) {
            throw new ArithmeticException("expected liquidity of 0 to 128 bits in range, found " + inRange);
        }
        return new PoolPrice(price.sqrtPriceX96(), inRange.abs(), price.tick());
    }

    @Override
    public @Nullable ScreeningRate screeningRate(int tokenIn, int tokenOut) {
        return price.liquidity().isZero() ? null : rate(price.sqrtPriceX96(), tokenIn, tier.feePips());
    }

    /** The rate at a price, fee taken off. */
    public static ScreeningRate rate(UInt256 sqrtPriceX96, int tokenIn, int feePips) {
        ScreeningRate token1For0 = ScreeningRate.ofSqrtPriceX96(sqrtPriceX96);
        return (tokenIn == 0 ? token1For0 : token1For0.inverted()).lessFee(feePips, 1_000_000);
    }
}
