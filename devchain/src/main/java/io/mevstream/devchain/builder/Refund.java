package io.mevstream.devchain.builder;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import java.util.List;
import java.util.SortedSet;

/**
 * A part of what a bundle pays that the builder pays on.
 *
 * @param percent of what the transactions paid to the coinbase, 1 to 100
 * @param of the transactions whose payment counts
 * @param shares who receives it; their percentages sum to 100
 * @param tooSmall what becomes of the bundle when the refund does not cover the gas of paying it
 */
public record Refund(int percent, SortedSet<Hash> of, List<Share> shares, TooSmall tooSmall) {

    /** One recipient's part of the refund. */
    public record Share(Address recipient, int percent) {}

    /** A refund that costs more to pay than it is. */
    public enum TooSmall {
        /** The bundle is left out. */
        DISCARD_BUNDLE,
        /** The bundle is included and nothing is paid back. */
        PAY_NOTHING
    }
}
