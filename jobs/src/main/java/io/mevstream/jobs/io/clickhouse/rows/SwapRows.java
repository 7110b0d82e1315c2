package io.mevstream.jobs.io.clickhouse.rows;

import io.mevstream.chain.Address;
import io.mevstream.event.Swap;
import io.mevstream.event.TokenAmount;
import io.mevstream.fact.Origin;
import io.mevstream.fact.SwapFact;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows of {@code swaps}. */
public final class SwapRows extends RowMapper<SwapFact> {

    public SwapRows() {
        super("swaps");
    }

    @Override
    Origin origin(SwapFact fact) {
        return fact.origin();
    }

    @Override
    String key(SwapFact fact) {
        return String.valueOf(fact.log().logIndex());
    }

    @Override
    void describe(RowShape<SwapFact> columns) {
        columns.log(SwapFact::log)
                .word("protocol", SwapFact::protocol)
                .text("pool", fact -> fact.swap().pool().toString())
                .constant("family", fact -> fact.swap().family())
                .word("pool_name", fact -> PoolRows.nameOf(fact.pool()))
                .constant("pool_proof", fact -> fact.pool().proof())
                .maybeHex("sender", fact -> fact.swap().sender())
                .maybeHex("recipient", fact -> fact.swap().recipient())
                .maybeHex(
                        "token_in",
                        fact -> token(fact, fact.swap().in(), fact.evidence().tokenIn()))
                .maybeHex(
                        "token_out",
                        fact -> token(fact, fact.swap().out(), fact.evidence().tokenOut()))
                .maybeUint8("token_in_index", fact -> fact.swap().in().index())
                .maybeUint8("token_out_index", fact -> fact.swap().out().index())
                .word("coins", fact -> countsUnderlying(fact) ? "underlying" : "pool")
                .uint256("amount_in_raw", fact -> fact.swap().in().amountRaw())
                .uint256("amount_out_raw", fact -> fact.swap().out().amountRaw())
                .maybeUint256("amount0_in_raw", pair(Swap.PairAmounts::amount0In))
                .maybeUint256("amount1_in_raw", pair(Swap.PairAmounts::amount1In))
                .maybeUint256("amount0_out_raw", pair(Swap.PairAmounts::amount0Out))
                .maybeUint256("amount1_out_raw", pair(Swap.PairAmounts::amount1Out))
                .maybeUint256("sqrt_price_x96", price(Swap.PriceAfter::sqrtPriceX96))
                .maybeUint256("liquidity", price(Swap.PriceAfter::liquidity))
                .maybeInt32("tick", price(Swap.PriceAfter::tick))
                .maybeUint32("fee_pips", SwapRows::feePips)
                .constant("evidence", fact -> fact.evidence().status())
                .constant("rederivation", SwapFact::rederivation);
    }

    /** As the event names it, else as the pool is known to hold it, else as the transfers showed it. */
    private static @Nullable Address token(SwapFact fact, TokenAmount amount, @Nullable Address seen) {
        if (amount.token() != null) {
            return amount.token();
        }
        List<@Nullable Address> tokens = fact.pool().tokens();
        Integer index = countsUnderlying(fact) ? null : amount.index();
        Address known = index != null && index < tokens.size() ? tokens.get(index) : null;
        return known != null ? known : seen;
    }

    private static boolean countsUnderlying(SwapFact fact) {
        return fact.swap().detail() instanceof Swap.Underlying;
    }

    private static @Nullable Integer feePips(SwapFact fact) {
        return fact.swap().detail() instanceof Swap.PriceAfter after && after.feePips() != null
                ? after.feePips()
                : fact.pool().feePips();
    }

    private static <V> Function<SwapFact, @Nullable V> pair(Function<Swap.PairAmounts, V> value) {
        return fact -> fact.swap().detail() instanceof Swap.PairAmounts amounts ? value.apply(amounts) : null;
    }

    private static <V> Function<SwapFact, @Nullable V> price(Function<Swap.PriceAfter, V> value) {
        return fact -> fact.swap().detail() instanceof Swap.PriceAfter after ? value.apply(after) : null;
    }
}
