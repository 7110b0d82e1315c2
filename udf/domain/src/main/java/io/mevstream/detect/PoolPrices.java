package io.mevstream.detect;

import io.mevstream.amm.v3.TickMath;
import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.event.PoolFamily;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import io.mevstream.pool.KnownFactories;
import io.mevstream.pool.PoolKnowledge;
import io.mevstream.pool.PoolState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Prices in ether from pools of a token and wrapped ether: pairs and concentrated liquidity of factories we know.
 *
 * <p>A token's price is that of its deepest pool, by the ether a pair holds, or that concentrated liquidity stands for at its
 * price. It is proven if
 *
 * <ul>
 *   <li>the pool is one of a known factory's or the registry's, whose contract cannot lie about its state;
 *   <li>it is at least {@link #LEAST_DEPTH_WEI} deep;
 *   <li>no other such pool at least a quarter as deep gives a price more than a twentieth away.
 * </ul>
 *
 * <p>An amount worth more than a tenth of the depth has no price: it could not be sold at it. Nothing is priced through a
 * third token. The figures are exact and rounded down; equal pools give equal prices in any order.
 */
public final class PoolPrices implements EtherPrices {

    /** Ten ether: a thousandth of it moves a pair by some basis points. */
    public static final UInt256 LEAST_DEPTH_WEI = UInt256.of(10_000_000_000L).mul(UInt256.of(1_000_000_000L));

    /** Each of two tokens' sides of a pool, in raw units, as far as its price goes. */
    private record Quote(PoolId pool, UInt256 etherWei, UInt256 tokenRaw) {}

    private static final UInt256 COMPARABLE = UInt256.of(4);
    private static final UInt256 AGREEING = UInt256.of(20);
    private static final UInt256 SELLABLE = UInt256.of(10);
    /** Sides of pools beyond this are no amounts of ether or of a token of use, and their products would not fit. */
    private static final int MAX_BITS = 126;

    private static final int Q96 = 96;

    private final Map<Address, Quote> byToken = new TreeMap<>();

    private PoolPrices() {}

    /**
     * A pool at the moment of which prices are wanted.
     *
     * @param knowledge pools that are not proven by a factory, their address or the registry are left out
     */
    public record PricedPool(PoolKnowledge knowledge, PoolState state) {}

    /** Prices from the pools; of several states of one pool the first counts. */
    public static PoolPrices of(Ether ether, Collection<PricedPool> pools) {
        Map<PoolId, PricedPool> first = new TreeMap<>();
        pools.forEach(pool -> first.putIfAbsent(pool.knowledge().pool(), pool));
        Map<Address, List<Quote>> quotes = new TreeMap<>();
        for (PricedPool pool : first.values()) {
            if (isTrusted(pool.knowledge())) {
                addQuote(pool, ether, quotes);
            }
        }
        PoolPrices prices = new PoolPrices();
        quotes.forEach((token, of) -> {
            Quote deepest = deepest(of);
            if (deepest.etherWei().compareTo(LEAST_DEPTH_WEI) >= 0 && agree(deepest, of)) {
                prices.byToken.put(token, deepest);
            }
        });
        return prices;
    }

    /**
     * Prices before the block began: from the pools given, and from those that traded in it and whose addresses prove them,
     * in the state before their first swap, or after it where no earlier one is known.
     *
     * @param before tracked pools in their states before the block; they count before what the block shows of them
     */
    public static PoolPrices before(BlockActions block, KnownFactories factories, Collection<PricedPool> before) {
        List<PricedPool> pools = new ArrayList<>(before);
        Map<PoolId, Action.Swapped> first = new TreeMap<>();
        for (TransactionActions transaction : block.transactions()) {
            for (Action action : transaction.actions()) {
                if (action instanceof Action.Swapped swap && Reading.isKept(swap) && Trades.counts(swap)) {
                    first.putIfAbsent(swap.pool(), swap);
                }
            }
        }
        Ether ether = Ether.ofChain(block.chainId());
        first.values().forEach(swap -> {
            PricedPool pool = pool(swap, ether, factories);
            if (pool != null) {
                pools.add(pool);
            }
        });
        return of(ether, pools);
    }

    private static @Nullable PricedPool pool(Action.Swapped swap, Ether ether, KnownFactories factories) {
        PoolFamily family = swap.context().family();
        Address in = swap.tokenIn();
        Address out = swap.tokenOut();
        PoolState state = swap.context().before() != null
                ? swap.context().before()
                : swap.context().after();
        if (family == null || in == null || out == null || state == null || ether.is(in) == ether.is(out)) {
            return null;
        }
        PoolKnowledge known = factories.derived(swap.pool(), family, in, out);
        return known == null ? null : new PricedPool(known, state);
    }

    /** A contract of known code; transfers show a pool's tokens, not that it tells the truth. */
    private static boolean isTrusted(PoolKnowledge knowledge) {
        return switch (knowledge.proof()) {
            case FACTORY, DERIVED, REGISTRY -> true;
            case TRANSFERS, NONE, CONTRADICTED -> false;
        };
    }

    private static void addQuote(PricedPool pool, Ether ether, Map<Address, List<Quote>> quotes) {
        List<@Nullable Address> tokens = pool.knowledge().tokens();
        if (tokens.size() != 2) {
            return;
        }
        Address token0 = tokens.get(0);
        Address token1 = tokens.get(1);
        UInt256[] sides = sides(pool.knowledge().family(), pool.state());
        if (token0 == null || token1 == null || sides.length == 0 || ether.is(token0) == ether.is(token1)) {
            return;
        }
        boolean etherFirst = ether.is(token0);
        UInt256 etherWei = sides[etherFirst ? 0 : 1];
        UInt256 tokenRaw = sides[etherFirst ? 1 : 0];
        boolean usable = !etherWei.isZero()
                && !tokenRaw.isZero()
                && etherWei.or(tokenRaw).bitLength() <= MAX_BITS;
        if (usable) {
            quotes.computeIfAbsent(etherFirst ? token1 : token0, token -> new ArrayList<>())
                    .add(new Quote(pool.knowledge().pool(), etherWei, tokenRaw));
        }
    }

    /** Token0's and token1's sides of the pool at its price; empty where they are not known or its family has other prices. */
    private static UInt256[] sides(PoolFamily family, PoolState state) {
        UInt256 reserve0 = state.reserve0Raw();
        UInt256 reserve1 = state.reserve1Raw();
        if (family == PoolFamily.UNISWAP_V2) {
            return reserve0 == null || reserve1 == null ? new UInt256[0] : new UInt256[] {reserve0, reserve1};
        }
        UInt256 price = state.sqrtPriceX96();
        UInt256 liquidity = state.liquidity();
        boolean ranged = family == PoolFamily.UNISWAP_V3 || family == PoolFamily.PANCAKE_V3;
        if (!ranged || price == null || liquidity == null || !TickMath.isPrice(price) || liquidity.bitLength() > 128) {
            return new UInt256[0];
        }
        UInt256 side0 = liquidity.shiftLeft(Q96).div(price);
        return new UInt256[] {side0, liquidity.mulWrapping(price).shiftRight(Q96)};
    }

    private static Quote deepest(List<Quote> quotes) {
        return Collections.max(quotes, (a, b) -> {
            int byDepth = a.etherWei().compareTo(b.etherWei());
            return byDepth != 0 ? byDepth : b.pool().compareTo(a.pool());
        });
    }

    /** Whether every pool of comparable depth has the same price within a twentieth. */
    private static boolean agree(Quote deepest, List<Quote> quotes) {
        for (Quote other : quotes) {
            if (other.etherWei().mul(COMPARABLE).compareTo(deepest.etherWei()) < 0) {
                continue;
            }
            // ether / token of one against the other's, each multiplied by both tokens
            UInt256 one = deepest.etherWei().mul(other.tokenRaw());
            UInt256 another = other.etherWei().mul(deepest.tokenRaw());
            UInt256 gap = one.compareTo(another) > 0 ? one.sub(another) : another.sub(one);
            if (gap.compareTo(one.div(AGREEING)) > 0) {
                return false;
            }
        }
        return true;
    }

    /** The pool a token is priced by; null where its price is not proven. */
    public @Nullable PoolId source(Address token) {
        Quote quote = byToken.get(token);
        return quote == null ? null : quote.pool();
    }

    @Override
    public @Nullable Int256 worthWei(Address token, Int256 amountRaw) {
        Quote quote = byToken.get(token);
        UInt256 amount = amountRaw.abs();
        if (quote == null || amount.bitLength() > MAX_BITS) {
            return null;
        }
        UInt256 product = amount.mul(quote.etherWei());
        UInt256 worth = product.div(quote.tokenRaw());
        if (worth.compareTo(quote.etherWei().div(SELLABLE)) > 0) {
            return null;
        }
        boolean whole = product.mod(quote.tokenRaw()).isZero();
        Int256 wei = Int256.ofExact(worth);
        return amountRaw.signum() >= 0
                ? wei
                : whole ? wei.negate() : wei.negate().sub(Int256.of(1));
    }
}
