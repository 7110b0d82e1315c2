package io.mevstream.detect;

import io.mevstream.amm.Completeness;
import io.mevstream.amm.v2.ConstantProduct;
import io.mevstream.amm.v2.PairFee;
import io.mevstream.event.PoolFamily;
import io.mevstream.num.UInt256;
import io.mevstream.pool.PoolState;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pairs of a story, which trade by their own formula. */
final class StoryPairs {

    private final Map<String, UInt256[]> reserves = new HashMap<>();
    private @Nullable Integer feePips = 3000;

    /** What a trade gave, and what is known of the pair around it. */
    record Traded(long amountOut, SwapContext context) {}

    void add(String pool, long reserve0, long reserve1) {
        reserves.put(pool, new UInt256[] {UInt256.of(reserve0), UInt256.of(reserve1)});
    }

    /** From here on nobody knows what the pairs take. */
    void hideFees() {
        feePips = null;
    }

    Traded trade(String pool, long amountIn, int indexIn) {
        UInt256[] held = reserves.get(pool);
        PoolState before = state(held);
        UInt256 in = UInt256.of(amountIn);
        UInt256 out = ConstantProduct.getAmountOut(in, held[indexIn], held[1 - indexIn], PairFee.UNISWAP);
        held[indexIn] = held[indexIn].add(in);
        held[1 - indexIn] = held[1 - indexIn].sub(out);
        SwapContext context = new SwapContext(PoolFamily.UNISWAP_V2, indexIn, before, state(held), feePips, null);
        return new Traded(out.toBigInteger().longValueExact(), context);
    }

    private static PoolState state(UInt256[] held) {
        return new PoolState(Completeness.PARTIAL, held[0], held[1], null, null, null);
    }
}
