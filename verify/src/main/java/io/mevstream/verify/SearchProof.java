package io.mevstream.verify;

import io.mevstream.amm.QuotablePool;
import io.mevstream.amm.Quote;
import io.mevstream.num.UInt256;
import io.mevstream.search.CycleSearch;
import io.mevstream.search.Opportunity;
import io.mevstream.search.SearchReport;
import io.mevstream.search.Terms;
import io.mevstream.search.graph.PoolGraph;
import io.mevstream.search.graph.PoolGraph.Entry;
import io.mevstream.search.route.Hop;
import io.mevstream.synthetic.DenseMarket;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What the search for cycles finds, against enumerators that leave nothing out. */
final class SearchProof implements Proof {

    private static final int DENSE_POOLS = 2000;
    private static final int FULL_DENSE = 10;
    private static final int FULL_SMALL = 10;
    private static final int FULL_SIZING = 20;

    /** What a found gain may fall short of the best by, in raw units, for each hop: integers round at each. */
    static final long GAP_PER_HOP = 2;

    private static final int SMALL_TOKENS = 5;
    private static final int SMALL_POOLS = 11;
    private static final long SMALL_DEPTH = 1000;
    private static final int SMALL_LIMIT = 1000;

    @Override
    public String name() {
        return "search";
    }

    @Override
    public String claim() {
        return "Of every token cycle of up to four hops through a changed pool the best route is found, at amounts that its pools give,"
                + " and gains what the best input gains to " + GAP_PER_HOP + " raw units a hop.";
    }

    @Override
    public String control() {
        return "the search's graph is not told of one change in ten";
    }

    @Override
    public int chunks(Size size) {
        return size == Size.FULL ? FULL_DENSE + FULL_SMALL + FULL_SIZING : 3;
    }

    @Override
    public void runChunk(ProofRun run) {
        boolean full = run.size() == Size.FULL && !run.planted();
        int part = full
                ? (run.chunk() < FULL_DENSE ? 0 : run.chunk() < FULL_DENSE + FULL_SMALL ? 1 : 2)
                : run.planted() ? 0 : run.chunk();
        switch (part) {
            case 0 -> dense(run, full ? 100 : 30);
            case 1 -> small(run, full ? 20 : 2);
            default -> new SizingCases(run).compare(full ? 500 : 100);
        }
    }

    /** The dense market of the benchmark: every fiftieth change is compared, and every one that moves a price far. */
    private void dense(ProofRun run, int samples) {
        DenseMarket market = new DenseMarket(DENSE_POOLS, run.seed());
        List<Entry> entries = market.entries();
        NaiveMarket naive = new NaiveMarket(market.tokens(), entries);
        PoolGraph graph = PoolGraph.of(entries);
        CycleSearch search = new CycleSearch(graph, Terms.FREE, 4);
        long changes = 0;
        for (int compared = 0; compared < samples; ) {
            DenseMarket.Change change = market.next();
            naive.update(change.slot(), change.after());
            if (!run.planted() || changes % 10 != 0) {
                graph.update(change.slot(), change.after());
                graph.forget();
            }
            if (changes++ % 50 == 0 || change.isShock()) {
                compare(run, naive, change.slot(), search.through(change.slot()));
                compared++;
                run.progress(compared, samples);
            }
        }
        run.count("dense_updates_compared", samples);
        run.count("dense_routes_enumerated", naive.routes());
    }

    private static void compare(ProofRun run, NaiveMarket naive, int slot, SearchReport report) {
        Map<List<Integer>, NaiveMarket.Best> expected = naive.through(slot);
        Map<List<Integer>, Opportunity> found = byTokens(report);
        expected.forEach((tokens, best) -> {
            Opportunity opportunity = found.get(tokens);
            if (best.gain().signum() > 0) {
                run.count("dense_cycles_that_gain", 1);
                BigInteger have = opportunity == null ? BigInteger.ZERO : opportunity.gross();
                BigInteger gap = best.gain().subtract(have);
                run.max(
                        "dense_largest_gap_raw",
                        gap.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue());
                run.expect(
                        gap.compareTo(BigInteger.valueOf(GAP_PER_HOP * tokens.size())) <= 0,
                        "pool %d, tokens %s: expected a gain of %s, found %s",
                        slot,
                        tokens,
                        best.gain(),
                        opportunity);
            }
        });
        found.forEach((tokens, opportunity) -> {
            NaiveMarket.Best best = expected.get(tokens);
            run.expect(
                    best != null && opportunity.gross().compareTo(best.most()) <= 0,
                    "tokens %s: expected at most %s, found %s",
                    tokens,
                    best,
                    opportunity);
            run.expect(
                    isGiven(naive, opportunity) && passes(opportunity, slot),
                    "expected amounts that the pairs give through pool %d, found %s",
                    slot,
                    opportunity);
        });
    }

    private static boolean passes(Opportunity opportunity, int slot) {
        return opportunity.route().hops().stream().map(Hop::slot).anyMatch(each -> each == slot)
                && opportunity.route().hops().stream().map(Hop::slot).distinct().count()
                        == opportunity.route().hops().size();
    }

    private static boolean isGiven(NaiveMarket naive, Opportunity opportunity) {
        boolean same = opportunity.gross().signum() > 0;
        for (int i = 0; i < opportunity.route().hops().size(); i++) {
            Hop hop = opportunity.route().hops().get(i);
            BigInteger r0 = naive.pair(hop.slot()).reserve0().toBigInteger();
            BigInteger r1 = naive.pair(hop.slot()).reserve1().toBigInteger();
            BigInteger given = NaiveMarket.give(
                    opportunity.amounts().get(i).toBigInteger(),
                    hop.positionIn() == 0 ? r0 : r1,
                    hop.positionIn() == 0 ? r1 : r0);
            same &= given.equals(opportunity.amounts().get(i + 1).toBigInteger());
        }
        return same;
    }

    private static Map<List<Integer>, Opportunity> byTokens(SearchReport report) {
        Map<List<Integer>, Opportunity> found = new HashMap<>();
        report.opportunities().forEach(each -> found.put(each.route().tokens(), each));
        return found;
    }

    /** Small graphs of all families, one pool of three tokens among them: every route at every input. */
    private void small(ProofRun run, int graphs) {
        SplittableRandom random = run.random();
        for (int i = 0; i < graphs; i++) {
            RandomPools pools = new RandomPools(random, SMALL_DEPTH);
            List<Entry> entries = new ArrayList<>();
            entries.add(new Entry(pools.three(), List.of(4, 0, 2)));
            while (entries.size() <= SMALL_POOLS) {
                entries.add(new Entry(pools.any(), twoTokens(random)));
            }
            PoolGraph graph = new PoolGraph();
            entries.forEach(graph::add);
            CycleSearch search = new CycleSearch(graph, Terms.FREE, 4);
            for (int change = 0; change < 2; change++) {
                int slot = change == 0 ? 0 : 1 + random.nextInt(SMALL_POOLS);
                QuotablePool after = slot == 0 ? pools.three() : pools.any();
                entries.set(slot, new Entry(after, entries.get(slot).tokens()));
                graph.update(slot, after);
                compareSmall(run, entries, slot, search.through(slot));
            }
            run.progress(i + 1, graphs);
        }
        run.count("small_graphs", graphs);
    }

    private static List<Integer> twoTokens(SplittableRandom random) {
        int one = random.nextInt(SMALL_TOKENS);
        return List.of(one, (one + 1 + random.nextInt(SMALL_TOKENS - 1)) % SMALL_TOKENS);
    }

    private static void compareSmall(ProofRun run, List<Entry> entries, int slot, SearchReport report) {
        NaiveCycles naive = new NaiveCycles(entries, SMALL_LIMIT);
        Map<List<Integer>, Opportunity> found = byTokens(report);
        naive.through(slot).forEach((tokens, gain) -> {
            Opportunity opportunity = found.get(tokens);
            long have = opportunity == null ? 0 : opportunity.gross().longValueExact();
            long allowed = GAP_PER_HOP * tokens.size();
            run.count("small_cycles_that_gain", 1);
            run.max("small_largest_gap_raw", gain - have);
            run.expect(gain - have <= allowed, "tokens %s: expected a gain of %d, found %s", tokens, gain, opportunity);
        });
        found.values()
                .forEach(each -> run.expect(
                        isQuoted(entries, each) && passes(each, slot), "expected what its pools give, found %s", each));
        run.count("small_quotes", naive.quotes());
    }

    private static boolean isQuoted(List<Entry> entries, Opportunity opportunity) {
        UInt256 amount = opportunity.amountIn();
        for (Hop hop : opportunity.route().hops()) {
            QuotablePool pool = entries.get(hop.slot()).pool();
            if (!(pool.quoteExactIn(hop.positionIn(), hop.positionOut(), amount) instanceof Quote.Filled filled)) {
                return false;
            }
            amount = filled.amountOut();
        }
        return amount.equals(opportunity.amountOut()) && opportunity.gross().signum() > 0;
    }
}
