package io.mevstream.amm.v4;

import io.mevstream.amm.Completeness;
import io.mevstream.amm.PoolMaths;
import io.mevstream.amm.QuotablePool;
import io.mevstream.amm.Quote;
import io.mevstream.amm.Quote.Reason;
import io.mevstream.amm.ScreeningRate;
import io.mevstream.amm.v3.ConcentratedPool;
import io.mevstream.amm.v3.Direction;
import io.mevstream.amm.v3.FeeTier;
import io.mevstream.amm.v3.PoolPrice;
import io.mevstream.amm.v3.TickTable;
import io.mevstream.amm.v3.TickWalk;
import io.mevstream.chain.Address;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import org.jspecify.annotations.Nullable;

/**
 * A pool that the V4 manager holds. Token0 may be ether itself, which changes nothing in the sums. Quotable only while its
 * hooks cannot touch a swap.
 */
public record ManagedPool(PoolPrice price, TickTable ticks, SwapFees fees, int tickSpacing, Address hooks)
        implements QuotablePool {

    /** A swapper's loss and gain are signed numbers of 128 bits: a loss may be one more than the largest gain. */
    private static final UInt256 MOST_IN = UInt256.ONE.shiftLeft(127);

    @Override
    public PoolMaths maths() {
        return PoolMaths.UNISWAP_V4;
    }

    @Override
    public int tokenCount() {
        return 2;
    }

    @Override
    public Completeness completeness() {
        if (reasonAgainst() != null) {
            return Completeness.UNKNOWN;
        }
        return ticks.isWhole() ? Completeness.COMPLETE : Completeness.PARTIAL;
    }

    private @Nullable Reason reasonAgainst() {
        if (HookPermissions.touchSwaps(hooks)) {
            return Reason.HOOKED;
        }
        return fees.lpPips() == SwapFees.DYNAMIC ? Reason.DYNAMIC_FEE : null;
    }

    /**
     * What {@code PoolManager.swap} does up to a price limit; null where that leaves the known ticks.
     *
     * @param asked what to put in, or, negative, to take out: the contract's amount has the opposite sign
     * @throws ArithmeticException where the contract reverts
     */
    public TickWalk.@Nullable Swapped swap(Direction direction, Int256 asked, UInt256 limit) {
        int pips = fees.pips(direction);
        boolean impossible = pips >= SwapFees.ALL_PIPS && asked.signum() < 0;
        if (asked.signum() == 0 || impossible || !ConcentratedPool.isLimit(limit, price.sqrtPriceX96(), direction)) {
            throw new ArithmeticException("swap: expected an amount and a limit beyond the price, found " + limit);
        }
        TickWalk.Swapped swapped = TickWalk.swap(
                price, ticks, new FeeTier(pips, tickSpacing), V4SwapMath::computeSwapStep, direction, asked, limit);
        if (swapped != null
                && (swapped.amountIn().compareTo(MOST_IN) > 0
                        || swapped.amountOut().compareTo(MOST_IN) >= 0)) {
            throw new ArithmeticException("toInt128: the amounts exceed 128 bits with their sign: " + swapped);
        }
        return swapped;
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
        Reason reason = !trades(tokenIn, tokenOut)
                ? Reason.UNSUPPORTED
                : amount.isZero() ? Reason.ZERO_AMOUNT : reasonAgainst();
        if (reason != null) {
            return Quote.refused(reason);
        }
        Direction direction = tokenIn == 0 ? Direction.ZERO_FOR_ONE : Direction.ONE_FOR_ZERO;
        return Quote.orReverts(() -> {
            Int256 asked =
                    exactIn ? Int256.ofExact(amount) : Int256.ofExact(amount).negate();
            TickWalk.Swapped swapped = swap(direction, asked, ConcentratedPool.unlimited(direction));
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
    public ManagedPool at(PoolPrice after) {
        return new ManagedPool(after, ticks, fees, tickSpacing, hooks);
    }

    /** The pool after a {@code ModifyLiquidity}; throws as {@link ConcentratedPool#moved}. */
    public ManagedPool moved(int tickLower, int tickUpper, Int256 liquidityDelta) {
        return new ManagedPool(
                ConcentratedPool.moved(price, tickLower, tickUpper, liquidityDelta),
                ticks.with(tickLower, tickUpper, liquidityDelta),
                fees,
                tickSpacing,
                hooks);
    }

    /** The pool after a {@code ProtocolFeeUpdated}. */
    public ManagedPool withProtocolFee(int protocolPips) {
        return new ManagedPool(price, ticks, new SwapFees(fees.lpPips(), protocolPips), tickSpacing, hooks);
    }

    @Override
    public @Nullable ScreeningRate screeningRate(int tokenIn, int tokenOut) {
        if (reasonAgainst() != null || price.liquidity().isZero()) {
            return null;
        }
        Direction direction = tokenIn == 0 ? Direction.ZERO_FOR_ONE : Direction.ONE_FOR_ZERO;
        return ConcentratedPool.rate(price.sqrtPriceX96(), tokenIn, fees.pips(direction));
    }
}
