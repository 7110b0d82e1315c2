package io.mevstream.devchain.builder;

import java.math.BigInteger;
import java.util.List;

/** A scripted bidder. It sees what bids are there, sealed ones too, so that its strength is exactly what it is set to. */
public interface Rival {

    /**
     * The bundles it bids with in a slot.
     *
     * @param auction the slot and the bids of one builder
     */
    List<Bundle> bids(Auction auction);

    /**
     * One builder's auction before the rival has bid.
     *
     * @param bids what each bundle does alone at the top of the block, best first
     * @param mempool what is public
     */
    record Auction(ChainState state, Slot slot, Builder builder, List<Bid> bids, Mempool mempool) {}

    /**
     * A bundle that works alone at the top of the block.
     *
     * @param gainWei what the coinbase gains by it, for {@code gasUsed}
     */
    record Bid(Bundle bundle, List<Execution> executions, BigInteger gainWei, long gasUsed) {}
}
