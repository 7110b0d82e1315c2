package io.mevstream.devchain.run;

import io.mevstream.devchain.actor.Bundle;
import io.mevstream.devchain.actor.Pending;
import io.mevstream.devchain.node.Chain;
import java.util.List;

/** Who takes what the actors send, and makes blocks of it. */
public interface BlockMaker {

    /**
     * A slot that ends.
     *
     * @param timestamp of the block, in seconds
     * @param baseFeeWei of the block, already set at the node
     * @param arrivals what was first seen in this slot, in that order, private and replaced transactions among it
     * @param waiting all that can be mined, by sender, each sender's in the order of nonces without gaps
     * @param bundles wanted in this block or not at all; their transactions are among {@code waiting}
     */
    record Slot(
            long timestamp,
            long baseFeeWei,
            List<Pending> arrivals,
            List<List<Pending>> waiting,
            List<Bundle> bundles) {}

    /** Makes the slot's block. */
    Chain.Mined make(Slot slot);

    /** Takes back the latest blocks. */
    void rollBack(int blocks);
}
