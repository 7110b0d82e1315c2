package io.mevstream.search.route;

import io.mevstream.amm.QuotablePool;
import io.mevstream.amm.Quote;
import io.mevstream.amm.v2.ConstantProduct;
import io.mevstream.amm.v2.PairPool;
import io.mevstream.num.UInt256;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The pools of a route in their states: what it gives, by their own integers. */
public final class PoolPath {

    private static final int RESERVE_BITS = 112;

    private final QuotablePool[] pools;
    private final int[] in;
    private final int[] out;

    private PoolPath(int length) {
        pools = new QuotablePool[length];
        in = new int[length];
        out = new int[length];
    }

    /** The pools of a route, by slot. */
    public static PoolPath of(Route route, IntFunction<QuotablePool> states) {
        List<Hop> hops = route.hops();
        PoolPath path = new PoolPath(hops.size());
        for (int i = 0; i < hops.size(); i++) {
            path.pools[i] = states.apply(hops.get(i).slot());
            path.in[i] = hops.get(i).positionIn();
            path.out[i] = hops.get(i).positionOut();
        }
        return path;
    }

    public int length() {
        return pools.length;
    }

    public QuotablePool pool(int hop) {
        return pools[hop];
    }

    int in(int hop) {
        return in[hop];
    }

    int out(int hop) {
        return out[hop];
    }

    /** What one hop gives for an input; null where it refuses. */
    @Nullable
    UInt256 give(int hop, UInt256 amountIn) {
        if (pools[hop] instanceof PairPool pair) {
            return give(pair, in[hop], amountIn);
        }
        return pools[hop].quoteExactIn(in[hop], out[hop], amountIn) instanceof Quote.Filled filled
                ? filled.amountOut()
                : null;
    }

    /** As {@link PairPool#quoteExactIn}, without making the pair that is left. */
    private static @Nullable UInt256 give(PairPool pair, int tokenIn, UInt256 amountIn) {
        UInt256 reserveIn = tokenIn == 0 ? pair.reserve0() : pair.reserve1();
        UInt256 reserveOut = tokenIn == 0 ? pair.reserve1() : pair.reserve0();
        if (amountIn.isZero()
                || reserveIn.isZero()
                || reserveOut.isZero()
                || reserveIn.addWrapping(amountIn).bitLength() > RESERVE_BITS
                || amountIn.bitLength() > RESERVE_BITS) {
            return null;
        }
        UInt256 given =
                ConstantProduct.getAmountOut(amountIn, reserveIn, reserveOut, tokenIn == 0 ? pair.fee0() : pair.fee1());
        return given.isZero() ? null : given;
    }

    /** What comes out at the end for an input; null where a hop refuses. */
    public @Nullable UInt256 give(UInt256 amountIn) {
        return give(amountIn, 0, pools.length);
    }

    /** What comes out before hop {@code to} for an input to hop {@code from}. */
    @Nullable
    UInt256 give(UInt256 amountIn, int from, int to) {
        UInt256 amount = amountIn;
        for (int hop = from; hop < to; hop++) {
            amount = give(hop, amount);
            if (amount == null) {
                return null;
            }
        }
        return amount;
    }

    /** The input, and what each hop gives; null where one refuses. */
    public UInt256 @Nullable [] amounts(UInt256 amountIn) {
        UInt256[] amounts = new UInt256[pools.length + 1];
        amounts[0] = amountIn;
        for (int hop = 0; hop < pools.length; hop++) {
            UInt256 given = give(hop, amounts[hop]);
            if (given == null) {
                return null;
            }
            amounts[hop + 1] = given;
        }
        return amounts;
    }

    /** An input for which at least this comes out before hop {@code to}, by the pools' exact outputs; null where there is none. */
    @Nullable
    UInt256 ask(UInt256 amountOut, int to) {
        UInt256 amount = amountOut;
        for (int hop = to - 1; hop >= 0; hop--) {
            if (!(pools[hop].quoteExactOut(in[hop], out[hop], amount) instanceof Quote.Filled filled)) {
                return null;
            }
            amount = filled.amountIn();
        }
        return amount;
    }

    /** The pools as a trade of this input leaves them; null where one refuses. */
    public QuotablePool @Nullable [] after(UInt256 amountIn) {
        QuotablePool[] after = new QuotablePool[pools.length];
        UInt256 amount = amountIn;
        for (int hop = 0; hop < pools.length; hop++) {
            if (!(pools[hop].quoteExactIn(in[hop], out[hop], amount) instanceof Quote.Filled filled)) {
                return null;
            }
            after[hop] = filled.after();
            amount = filled.amountOut();
        }
        return after;
    }
}
