package io.mevstream.pool;

import io.mevstream.amm.QuotablePool;
import io.mevstream.amm.Quote;
import io.mevstream.amm.balancer.BalancerPool;
import io.mevstream.amm.curve.CryptoSwapPool;
import io.mevstream.amm.curve.StableSwapPool;
import io.mevstream.amm.v3.PoolPrice;
import io.mevstream.amm.v3.TickTable;
import io.mevstream.amm.v4.ManagedPool;
import io.mevstream.amm.v4.SwapFees;
import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.event.LiquidityChange;
import io.mevstream.event.PoolCreated;
import io.mevstream.event.PoolEvent;
import io.mevstream.event.PoolFeeChanged;
import io.mevstream.event.PoolInitialized;
import io.mevstream.event.Swap;
import io.mevstream.event.TokenAmount;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What events change of a pool's model: the parameters of its maths, and, where the events of a family state no reserves, its
 * balances. An event whose effect is not known leaves no model: nothing is quoted until a snapshot states one.
 */
final class ModelEvents {

    private final PoolKnowledge knowledge;

    /** @param knowledge of the pool, after the events */
    ModelEvents(PoolKnowledge knowledge) {
        this.knowledge = knowledge;
    }

    @Nullable
    QuotablePool after(@Nullable QuotablePool model, PoolEvent event) {
        try {
            if (event instanceof PoolCreated created) {
                return created(model, created);
            }
            if (model instanceof ManagedPool managed) {
                return event instanceof PoolFeeChanged changed ? changed(managed, changed) : model;
            }
            if (model instanceof BalancerPool pool) {
                return after(pool, event);
            }
            if (model instanceof CryptoSwapPool) {
                // Every event moves its prices by more than the event states.
                return null;
            }
            return model instanceof StableSwapPool pool ? after(pool, event) : model;
        } catch (ArithmeticException | IllegalArgumentException e) {
            // No pool of this state can have done it: the state was not the pool's.
            return null;
        }
    }

    /** A pool of the V4 manager is all in its announcement; only the manager's own counts. */
    private @Nullable QuotablePool created(@Nullable QuotablePool model, PoolCreated created) {
        Integer tickSpacing = created.tickSpacing();
        PoolInitialized initialized = created.initialized();
        if (initialized == null
                || tickSpacing == null
                || !knowledge.isProven()
                || !created.factory().equals(created.pool().manager())) {
            return model;
        }
        int feePips = created.feePips() == null ? SwapFees.DYNAMIC : created.feePips();
        Address hooks = created.hooks() == null ? Address.ZERO : created.hooks();
        PoolPrice price = new PoolPrice(initialized.sqrtPriceX96(), UInt256.ZERO, initialized.tick());
        return new ManagedPool(price, TickTable.EMPTY, new SwapFees(feePips, 0), tickSpacing, hooks);
    }

    private static @Nullable QuotablePool changed(ManagedPool pool, PoolFeeChanged changed) {
        return changed.parameter().equals("protocolFee") && changed.valueRaw().bitLength() <= 24
                ? pool.withProtocolFee((int) changed.valueRaw().w0())
                : null;
    }

    private @Nullable QuotablePool after(BalancerPool pool, PoolEvent event) {
        if (event instanceof PoolFeeChanged changed) {
            // An amplification goes to its new value by the time of each block.
            return changed.parameter().equals("swapFeePercentage") ? pool.withSwapFee(changed.valueRaw()) : null;
        }
        if (event instanceof Swap swap) {
            return moved(
                    pool,
                    List.of(tokenOf(swap.in()), tokenOf(swap.out())),
                    List.of(
                            Int256.ofExact(swap.in().amountRaw()),
                            Int256.ofExact(swap.out().amountRaw()).negate()));
        }
        return event instanceof LiquidityChange change ? moved(pool, change.tokens(), change.amountsRaw()) : pool;
    }

    private static Address tokenOf(TokenAmount amount) {
        Address token = amount.token();
        if (token == null) {
            throw new IllegalArgumentException("expected the vault's event to name its tokens, found " + amount);
        }
        return token;
    }

    /** A pool's own shares are held by the vault as well, and are none of the balances that it trades by. */
    private @Nullable QuotablePool moved(BalancerPool pool, List<Address> tokens, List<Int256> amounts) {
        Address shares = contractOf(knowledge.pool());
        List<Address> traded = new ArrayList<>();
        for (Address token : knowledge.tokens()) {
            if (token == null || !token.equals(shares)) {
                traded.add(token);
            }
        }
        if (traded.size() != pool.tokenCount()) {
            return null;
        }
        List<Int256> deltas = new ArrayList<>(Collections.nCopies(traded.size(), Int256.ZERO));
        for (int i = 0; i < tokens.size(); i++) {
            int at = traded.indexOf(tokens.get(i));
            if (at >= 0) {
                deltas.set(at, deltas.get(at).add(amounts.get(i)));
            } else if (!tokens.get(i).equals(shares)) {
                return null;
            }
        }
        return pool.changed(deltas);
    }

    /** The contract of a pool that the vault holds: its id begins with it. */
    static Address contractOf(PoolId pool) {
        return pool.isContract() ? pool.manager() : Address.fromBytes(pool.id().toBytes(), 0);
    }

    /** An exchange tells what it paid: where that is what we compute, the pool stands where we compute it. */
    private static @Nullable QuotablePool after(StableSwapPool pool, PoolEvent event) {
        if (!(event instanceof Swap swap) || swap.detail() != Swap.NoDetail.NONE) {
            return null;
        }
        Integer in = swap.in().index();
        Integer out = swap.out().index();
        return in != null
                        && out != null
                        && pool.quoteExactIn(in, out, swap.in().amountRaw()) instanceof Quote.Filled filled
                        && filled.amountOut().equals(swap.out().amountRaw())
                ? filled.after()
                : null;
    }
}
