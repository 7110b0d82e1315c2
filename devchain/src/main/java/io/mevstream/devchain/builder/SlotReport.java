package io.mevstream.devchain.builder;

import io.mevstream.chain.Hash;
import java.math.BigInteger;
import java.util.List;

/**
 * What became of every bundle in a slot, and what its block holds.
 *
 * @param slot as the winner built it
 * @param hash of the block
 * @param winner the name of the relay whose builder's block it is
 * @param included the bundles in the block, in order
 * @param results of every bundle of every relay
 * @param publicTransactions how many of the block came from the public mempool
 */
public record SlotReport(
        Slot slot, Hash hash, String winner, List<Included> included, List<Result> results, int publicTransactions) {

    /**
     * A bundle in the block.
     *
     * @param firstIndex the place of its first transaction
     * @param executions what its transactions did in the simulation of this block
     */
    public record Included(Bundle bundle, int firstIndex, List<Execution> executions, BigInteger gainWei) {}

    /**
     * A bundle in one relay's auction.
     *
     * @param detail why, in words
     * @param gainWei what the builder gained or would have gained by it where it placed it; zero where it did not
     */
    public record Result(String relay, Bundle bundle, BundleOutcome outcome, String detail, BigInteger gainWei) {}
}
