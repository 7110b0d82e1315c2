package io.mevstream.devchain.actor;

import io.mevstream.chain.Address;
import io.mevstream.devchain.market.Deployment;
import io.mevstream.devchain.market.Deployment.Pool;
import io.mevstream.event.PoolFamily;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A way through two or three pools that ends at the token it began with.
 *
 * @param path one token more than pools, the first and the last the same
 */
record Cycle(List<Pool> pools, List<Address> path) {

    private static final List<String> BEGINNINGS = List.of("WETH", "USDC", "DAI", "USDT");

    /** Every cycle of pairs and concentrated pools, each once, begun at the token that comes first in the list. */
    static List<Cycle> all(Deployment deployment) {
        List<Pool> pools = new ArrayList<>(deployment.pools(PoolFamily.UNISWAP_V2));
        pools.addAll(deployment.pools(PoolFamily.UNISWAP_V3));
        List<Cycle> cycles = new ArrayList<>();
        Set<Address> before = new HashSet<>();
        for (String symbol : BEGINNINGS) {
            Address begin = deployment.token(symbol).address();
            extend(new Cycle(List.of(), List.of(begin)), pools, before, cycles);
            before.add(begin);
        }
        return cycles;
    }

    /** Cycles through a token that others began with are known already. */
    private static void extend(Cycle way, List<Pool> pools, Set<Address> known, List<Cycle> cycles) {
        Address at = way.path().get(way.path().size() - 1);
        for (Pool pool : pools) {
            int place = pool.tokens().indexOf(at);
            if (place < 0 || way.pools().contains(pool)) {
                continue;
            }
            Address next = pool.tokens().get(1 - place);
            Cycle longer = way.with(pool, next);
            if (next.equals(way.path().get(0))) {
                if (longer.pools().size() > 1) {
                    cycles.add(longer);
                }
            } else if (longer.pools().size() < 3
                    && !known.contains(next)
                    && !way.path().contains(next)) {
                extend(longer, pools, known, cycles);
            }
        }
    }

    private Cycle with(Pool pool, Address token) {
        List<Pool> more = new ArrayList<>(pools);
        more.add(pool);
        List<Address> further = new ArrayList<>(path);
        further.add(token);
        return new Cycle(more, further);
    }

    List<String> names() {
        return pools.stream().map(Pool::name).toList();
    }
}
