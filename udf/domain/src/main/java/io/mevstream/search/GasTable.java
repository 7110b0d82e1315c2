package io.mevstream.search;

import io.mevstream.amm.PoolMaths;
import java.util.Map;

/**
 * How much gas a route takes: so much by itself, and so much for each swap by the pool's family.
 *
 * @param perRoute of a transaction with its calls, whatever it swaps
 * @param perSwap by family; one that is missing costs as much as the dearest
 */
public record GasTable(long perRoute, Map<PoolMaths, Long> perSwap) {

    /** None at all. */
    public static final GasTable FREE = new GasTable(0, Map.of());

    public GasTable {
        perSwap = Map.copyOf(perSwap);
    }

    long of(PoolMaths maths) {
        Long gas = perSwap.get(maths);
        return gas != null
                ? gas
                : perSwap.values().stream().mapToLong(value -> value).max().orElse(0);
    }
}
