package io.mevstream.devchain.actor;

import io.mevstream.chain.Address;
import io.mevstream.devchain.market.Deployment.Pool;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A way through pools.
 *
 * @param path the tokens, one more than pools
 */
record Route(List<Pool> pools, List<Address> path) {

    private static final long PROBE_USD = 1_000;

    /** Draws a way of up to so many pools through tokens that differ; mostly of one. */
    static Route draw(Dice dice, MarketState market, List<Pool> among, int mostHops) {
        int hops = dice.chance(650_000) ? 1 : dice.chance(850_000) ? 2 : 3;
        Pool first = dice.pick(among);
        List<Address> tokens = tradable(first, market);
        int from = (int) dice.between(0, tokens.size() - 1);
        int to = (from + 1 + (int) dice.between(0, tokens.size() - 2)) % tokens.size();
        List<Pool> pools = new ArrayList<>(List.of(first));
        List<Address> path = new ArrayList<>(List.of(tokens.get(from), tokens.get(to)));
        while (pools.size() < Math.min(hops, mostHops)) {
            Address at = path.get(path.size() - 1);
            List<Route> next = new ArrayList<>();
            for (Pool pool : among) {
                if (!pools.contains(pool) && pool.tokens().contains(at)) {
                    for (Address token : tradable(pool, market)) {
                        if (!path.contains(token)) {
                            next.add(new Route(List.of(pool), List.of(at, token)));
                        }
                    }
                }
            }
            if (next.isEmpty()) {
                break;
            }
            Route step = dice.pick(next);
            pools.add(step.pools().get(0));
            path.add(step.path().get(1));
        }
        Route route = new Route(List.copyOf(pools), List.copyOf(path));
        return route.isDear(market) && dice.chance(850_000) ? route.reversed() : route;
    }

    /** A pool's own shares are not traded. */
    private static List<Address> tradable(Pool pool, MarketState market) {
        return pool.tokens().stream().filter(market::isToken).toList();
    }

    /** Whether it gives clearly less than the feeds say: others have traded there this way. */
    private boolean isDear(MarketState market) {
        Address in = path.get(0);
        BigInteger amount = market.worth(in, PROBE_USD);
        BigInteger fair = market.fair(in, amount, path.get(path.size() - 1));
        return market.quote(pools, path, amount).compareTo(Amounts.part(fair, 980_000)) < 0;
    }

    private Route reversed() {
        List<Pool> back = new ArrayList<>(pools);
        List<Address> tokens = new ArrayList<>(path);
        Collections.reverse(back);
        Collections.reverse(tokens);
        return new Route(back, tokens);
    }
}
