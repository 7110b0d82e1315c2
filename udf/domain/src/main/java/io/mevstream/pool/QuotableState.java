package io.mevstream.pool;

import io.mevstream.amm.PoolMaths;
import io.mevstream.amm.QuotablePool;
import io.mevstream.amm.UnknownPool;
import io.mevstream.amm.solidly.CamelotPool;
import io.mevstream.amm.solidly.SolidlyPool;
import io.mevstream.amm.v2.PairFee;
import io.mevstream.amm.v2.PairPool;
import io.mevstream.amm.v3.ConcentratedPool;
import io.mevstream.amm.v3.FeeTier;
import io.mevstream.amm.v3.PoolPrice;
import io.mevstream.amm.v3.TickBitmap;
import io.mevstream.amm.v3.TickTable;
import io.mevstream.amm.v4.ManagedPool;
import io.mevstream.event.PoolFamily;
import io.mevstream.num.UInt256;
import io.mevstream.pool.PoolKnowledge.Proof;
import io.mevstream.pool.PoolTracker.Snapshot;
import io.mevstream.pool.TickMap.Tick;
import org.jspecify.annotations.Nullable;

/**
 * What can be quoted of a tracked pool.
 *
 * @param model the pool with the parameters of its maths, in whatever state; null where they are not known
 * @param pool the pool as it is now; null where there is no maths for its family
 * @param ticks those that the pool's table was made of
 */
record QuotableState(@Nullable QuotablePool model, @Nullable QuotablePool pool, @Nullable TickMap ticks) {

    private static final PoolPrice NOWHERE = new PoolPrice(UInt256.ZERO, UInt256.ZERO, 0);

    /** The pool as the snapshot has it, by the parameters of the model. */
    static QuotableState of(@Nullable QuotablePool model, Snapshot now, @Nullable QuotableState before) {
        QuotablePool pool =
                model == null || now.knowledge().proof() == Proof.CONTRADICTED ? null : at(model, now, before);
        return new QuotableState(model, pool != null ? pool : unknown(model, now.knowledge()), now.ticks());
    }

    /** The model that what is known of a pool suffices for: families without further parameters, where the fee is proven. */
    static @Nullable QuotablePool modelOf(PoolKnowledge known) {
        Integer feePips = known.feePips();
        Integer tickSpacing = known.tickSpacing();
        if (!known.isProven() || feePips == null) {
            return null;
        }
        if (known.family() == PoolFamily.UNISWAP_V2) {
            return PairPool.of(UInt256.ZERO, UInt256.ZERO, PairFee.ofPips(feePips));
        }
        PoolMaths maths =
                switch (known.family()) {
                    case UNISWAP_V3 -> PoolMaths.UNISWAP_V3;
                    case PANCAKE_V3 -> PoolMaths.PANCAKE_V3;
                    default -> null;
                };
        return maths == null || tickSpacing == null
                ? null
                : new ConcentratedPool(maths, NOWHERE, TickTable.EMPTY, new FeeTier(feePips, tickSpacing));
    }

    private static @Nullable QuotablePool at(QuotablePool model, Snapshot now, @Nullable QuotableState before) {
        UInt256 reserve0 = now.state().reserve0Raw();
        UInt256 reserve1 = now.state().reserve1Raw();
        if (model instanceof PairPool pair) {
            return reserve0 == null || reserve1 == null ? null : pair.synced(reserve0, reserve1);
        }
        if (model instanceof SolidlyPool pair) {
            return reserve0 == null || reserve1 == null ? null : pair.synced(reserve0, reserve1);
        }
        if (model instanceof CamelotPool pair) {
            return reserve0 == null || reserve1 == null ? null : pair.synced(reserve0, reserve1);
        }
        if (model instanceof ConcentratedPool || model instanceof ManagedPool) {
            return priced(model, now, before);
        }
        // The others state themselves by no event: the model is moved by each.
        return model;
    }

    private static @Nullable QuotablePool priced(QuotablePool model, Snapshot now, @Nullable QuotableState before) {
        PoolPrice price = price(now.state());
        if (price == null) {
            return null;
        }
        try {
            if (model instanceof ManagedPool managed) {
                TickTable ticks = table(now.ticks(), before, price.tick(), managed.tickSpacing());
                return new ManagedPool(price, ticks, managed.fees(), managed.tickSpacing(), managed.hooks());
            }
            ConcentratedPool pool = (ConcentratedPool) model;
            TickTable ticks =
                    table(now.ticks(), before, price.tick(), pool.tier().tickSpacing());
            return new ConcentratedPool(pool.maths(), price, ticks, pool.tier());
        } catch (ArithmeticException e) {
            // Positions that no pool can hold.
            return null;
        }
    }

    private static @Nullable PoolPrice price(PoolState state) {
        UInt256 sqrtPriceX96 = state.sqrtPriceX96();
        UInt256 liquidity = state.liquidity();
        Integer tick = state.tick();
        return sqrtPriceX96 == null || liquidity == null || tick == null
                ? null
                : new PoolPrice(sqrtPriceX96, liquidity, tick);
    }

    /** The table of the ticks; where they are not known, that there is none between the two that the price can be between. */
    private static TickTable table(@Nullable TickMap now, @Nullable QuotableState before, int tick, int spacing) {
        if (now == null) {
            int below = TickBitmap.compress(tick, spacing) * spacing;
            return TickTable.EMPTY.knownWithin(below + 1, below + spacing - 1);
        }
        TickTable table = before == null || before.ticks() == null ? null : tableOf(before.pool());
        TickMap from = table == null || before == null || before.ticks() == null ? TickMap.EMPTY : before.ticks();
        TickTable made = table == null ? TickTable.EMPTY : table;
        for (Tick changed : now.differencesFrom(from)) {
            made = made.set(changed.tick(), changed.liquidityGross(), changed.liquidityNet());
        }
        return made;
    }

    static @Nullable TickTable tableOf(@Nullable QuotablePool pool) {
        if (pool instanceof ManagedPool managed) {
            return managed.ticks();
        }
        return pool instanceof ConcentratedPool concentrated ? concentrated.ticks() : null;
    }

    private static @Nullable QuotablePool unknown(@Nullable QuotablePool model, PoolKnowledge known) {
        PoolMaths maths = model != null ? model.maths() : usual(known.family());
        int tokens = model != null ? model.tokenCount() : known.tokens().size();
        return maths == null ? null : new UnknownPool(maths, tokens);
    }

    /** The maths that most pools of the family have; null where none of it is quoted. */
    private static @Nullable PoolMaths usual(PoolFamily family) {
        return switch (family) {
            case UNISWAP_V2 -> PoolMaths.CONSTANT_PRODUCT;
            case SOLIDLY -> PoolMaths.SOLIDLY_VOLATILE;
            case UNISWAP_V3 -> PoolMaths.UNISWAP_V3;
            case PANCAKE_V3 -> PoolMaths.PANCAKE_V3;
            case UNISWAP_V4 -> PoolMaths.UNISWAP_V4;
            case CURVE_STABLE -> PoolMaths.CURVE_STABLE;
            case BALANCER_V2 -> PoolMaths.BALANCER_WEIGHTED;
            case CURVE_CRYPTO -> PoolMaths.CURVE_CRYPTO;
            case BALANCER_V1 -> null;
        };
    }
}
