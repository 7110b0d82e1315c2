package io.mevstream.verify;

import io.mevstream.amm.QuotablePool;
import io.mevstream.amm.Quote;
import io.mevstream.num.UInt256;
import io.mevstream.search.route.Hop;
import io.mevstream.search.route.PoolPath;
import io.mevstream.search.route.Price;
import io.mevstream.search.route.Route;
import io.mevstream.search.route.Sizer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Cycles of random pools of all families that gain: what the sizer finds, against every input there is. */
final class SizingCases {

    private static final int MOST_INPUT = 30_000;

    private final ProofRun run;
    private final SplittableRandom random;

    SizingCases(ProofRun run) {
        this.run = run;
        this.random = run.random();
    }

    /** Compares so many cases that gain. */
    void compare(int cases) {
        int gaining = 0;
        while (gaining < cases) {
            int hops = 2 + random.nextInt(3);
            RandomPools pools = new RandomPools(random, random.nextBoolean() ? 2_000 : 20_000);
            List<QuotablePool> path = new ArrayList<>();
            List<Hop> route = new ArrayList<>();
            for (int i = 0; i < hops; i++) {
                path.add(pools.any());
                int in = random.nextInt(2);
                route.add(new Hop(i, in, 1 - in, i, (i + 1) % hops));
            }
            UInt256[] found = Sizer.best(PoolPath.of(new Route(route), path::get), Price.FREE);
            long have = found == null ? 0 : gain(found);
            long last = found == null ? 2_000 : 3 * found[0].toBigInteger().longValueExact() + 1_000;
            if (last <= MOST_INPUT && isCompared(path, route, have, last)) {
                gaining++;
                run.progress(gaining, cases);
            }
        }
        run.count("sizing_cases", cases);
    }

    private static long gain(UInt256[] amounts) {
        return amounts[amounts.length - 1]
                .toBigInteger()
                .subtract(amounts[0].toBigInteger())
                .longValueExact();
    }

    /** Whether some input gains. */
    private boolean isCompared(List<QuotablePool> path, List<Hop> route, long have, long last) {
        long most = 0;
        for (long input = 1; input <= last; input++) {
            most = Math.max(most, give(path, route, input) - input);
        }
        if (most <= 0) {
            run.expect(have == 0, "expected no gain, found %d by %s", have, path);
            return false;
        }
        run.count(most == have ? "sizing_exact" : "sizing_short", 1);
        run.max("sizing_largest_gap_raw", most - have);
        run.expect(have <= most, "expected a gain of at most %d, found %d by %s", most, have, path);
        run.expect(
                most - have <= SearchProof.GAP_PER_HOP * route.size(),
                "expected a gain of %d, found %d by %s",
                most,
                have,
                route + " " + path);
        return true;
    }

    private static long give(List<QuotablePool> path, List<Hop> route, long input) {
        UInt256 amount = UInt256.of(input);
        for (Hop hop : route) {
            if (!(path.get(hop.slot()).quoteExactIn(hop.positionIn(), hop.positionOut(), amount)
                    instanceof Quote.Filled filled)) {
                return 0;
            }
            amount = filled.amountOut();
        }
        return amount.toBigInteger().longValueExact();
    }
}
