package io.mevstream.detect.synthetic;

import io.mevstream.chain.Block;
import java.util.ArrayList;
import java.util.List;

/** A run of blocks over one market, each with a journal of what was done in it. */
final class SyntheticBlocks {

    /** A block as logs show it and as call traces do, and what happened. */
    record SyntheticBlock(Block logged, Block traced, List<Truth> journal) {

        /** As one sees it who has the logs and no transactions: nobody knows who sent what. */
        Block logsAlone() {
            return new Block(logged.ref(), null, null, null, logged.logs(), null);
        }
    }

    private static final int UNDERTAKINGS = 6;

    private final Market market;
    private final long first;
    private int blocks;

    SyntheticBlocks(long seed) {
        market = new Market(seed);
        first = 1_000 * seed;
    }

    SyntheticBlock next() {
        Tape tape = new Tape(first + blocks++, market.person("builder"));
        List<Truth> journal = new ArrayList<>();
        Searchers searchers = new Searchers(market, tape, journal);
        Sandwichers sandwichers = new Sandwichers(market, tape, journal);
        WideSandwichers wide = new WideSandwichers(market, tape, journal);
        Bystanders bystanders = new Bystanders(market, tape);
        for (int i = 0; i < UNDERTAKINGS; i++) {
            switch (market.random.nextInt(15)) {
                case 0, 1 -> searchers.arbitrages();
                case 2, 3 -> sandwichers.attacks();
                case 4 -> sandwichers.attackEachOther();
                case 5 -> searchers.addsJustInTime();
                case 6 -> bystanders.splits();
                case 7 -> bystanders.tradesInARing();
                case 8 -> bystanders.settles();
                case 9 -> bystanders.losesOnARoundTrip();
                case 10 -> bystanders.looksLikeASandwich();
                case 11 -> bystanders.fails();
                case 12 -> wide.attackTwoPools();
                case 13 -> wide.closeElsewhere();
                default -> {
                    Pool pool = market.anyEtherPool();
                    bystanders.tradesOverTwoPools(pool, market.part(pool.depth(Tape.WETH), 1, 30));
                }
            }
        }
        return new SyntheticBlock(tape.logged(), tape.traced(), journal);
    }
}
