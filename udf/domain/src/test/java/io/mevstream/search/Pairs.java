package io.mevstream.search;

import io.mevstream.amm.v2.PairFee;
import io.mevstream.amm.v2.PairPool;
import io.mevstream.num.UInt256;
import io.mevstream.search.graph.PoolGraph;
import io.mevstream.search.graph.PoolGraph.Entry;
import java.math.BigInteger;
import java.util.List;

/** Pairs of tokens 0, 1, 2 ... in the words of a test. */
final class Pairs {

    static final UInt256 ETHER = UInt256.of(1_000_000_000_000_000_000L);

    private Pairs() {}

    /** A pair of tokens with so many thousandths of an ether of each. */
    static Entry pair(int token0, int token1, long reserve0, long reserve1) {
        return new Entry(state(reserve0, reserve1), List.of(token0, token1));
    }

    static PairPool state(long reserve0, long reserve1) {
        return PairPool.of(milli(reserve0), milli(reserve1), PairFee.UNISWAP);
    }

    static UInt256 milli(long thousandths) {
        return ETHER.div(UInt256.of(1000)).mul(UInt256.of(thousandths));
    }

    static PoolGraph graph(Entry... entries) {
        return PoolGraph.of(List.of(entries));
    }

    static BigInteger wei(long thousandths) {
        return milli(thousandths).toBigInteger();
    }
}
