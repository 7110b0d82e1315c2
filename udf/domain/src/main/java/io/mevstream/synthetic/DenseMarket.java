package io.mevstream.synthetic;

import io.mevstream.amm.v2.PairFee;
import io.mevstream.amm.v2.PairPool;
import io.mevstream.num.UInt256;
import io.mevstream.search.graph.PoolGraph.Entry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Pairs between any two of few tokens: the square root of half as many tokens as pairs, so that each two tokens have about four parallel
 * pairs. Two thousand pairs have 31 tokens and some 70 million routes of four hops.
 *
 * <p>Each pair takes 0.3 % and stands a twentieth of a percent (one standard deviation) about the price that all agree on, so that hardly any
 * cycle pays. Of a hundred changes 98 put a pair somewhere else about that price; one moves it by 0.8 %, so that some two dozen cycles pay, and the next
 * moves it back, as if somebody had traded against it.
 */
public final class DenseMarket {

    /** A pair, what becomes of it, and whether that is far from the price that all agree on. */
    public record Change(int slot, PairPool after, boolean isShock) {}

    private static final double NOISE = 0.0005;
    private static final double SHOCK = 0.008;
    private static final int ONE_IN = 99;

    private final SplittableRandom random;
    private final int pools;
    private final int tokens;
    private final double[] prices;
    private final double[] depths;
    private int shocked = -1;

    /** The market of a seed. */
    public DenseMarket(int pools, long seed) {
        this.random = new SplittableRandom(seed);
        this.pools = pools;
        this.tokens = tokens(pools);
        this.prices = new double[tokens];
        this.depths = new double[pools];
        for (int token = 0; token < tokens; token++) {
            // Raw units of the dearest and of the cheapest token differ by ten to the sixteenth, as of 2 and 18
            // decimals.
            prices[token] = Math.pow(10, -16 * random.nextDouble());
        }
        for (int pool = 0; pool < pools; pool++) {
            depths[pool] = Math.pow(10, 5 + 4 * random.nextDouble());
        }
    }

    private static int tokens(int pools) {
        int tokens = 3;
        while (2 * (tokens + 1) * (tokens + 1) <= pools) {
            tokens++;
        }
        return tokens;
    }

    public int tokens() {
        return tokens;
    }

    /** All pairs, in slots from 0 on. */
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (int slot = 0; slot < pools; slot++) {
            entries.add(new Entry(state(slot, 0), List.of(low(slot), high(slot))));
        }
        return entries;
    }

    private int low(int slot) {
        int pair = slot % (tokens * (tokens - 1) / 2);
        int low = 0;
        while (pair >= tokens - 1 - low) {
            pair -= tokens - 1 - low;
            low++;
        }
        return low;
    }

    private int high(int slot) {
        int pair = slot % (tokens * (tokens - 1) / 2);
        int low = low(slot);
        return low + 1 + pair - (low * (2 * tokens - low - 1) / 2);
    }

    private PairPool state(int slot, double moved) {
        double off = Math.exp((gaussian() * NOISE + moved) / 2);
        // A depth of so many of the dearest token's units, in each of the two.
        UInt256 reserve0 = amount(1e3 * depths[slot] / prices[low(slot)] * off);
        UInt256 reserve1 = amount(1e3 * depths[slot] / prices[high(slot)] / off);
        return PairPool.of(reserve0, reserve1, PairFee.UNISWAP);
    }

    private double gaussian() {
        double u = 1 - random.nextDouble();
        return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    private static UInt256 amount(double value) {
        return UInt256.of(new BigDecimal(value).toBigInteger());
    }

    /** What happens next. */
    public Change next() {
        if (shocked >= 0) {
            int slot = shocked;
            shocked = -1;
            return new Change(slot, state(slot, 0), false);
        }
        int slot = random.nextInt(pools);
        if (random.nextInt(ONE_IN) == 0) {
            shocked = slot;
            return new Change(slot, state(slot, random.nextBoolean() ? SHOCK : -SHOCK), true);
        }
        return new Change(slot, state(slot, 0), false);
    }
}
