package io.mevstream.chain;

import org.jspecify.annotations.Nullable;

/**
 * One record of a chain's log. Its position and its content never change once it is appended.
 *
 * @param chainId the EIP-155 chain id; positions of different chains are never compared
 * @param position 0, 1, 2 and on, without gaps, within the chain's log
 * @param runStart the position of the first record of the linked run this record belongs to; where it differs from that
 *     of the record before, the two are not linked and no state may be carried from one to the other
 * @param proof how much of the block was proven before it was appended
 * @param block the block applied; for an undo the whole block once more, so that whoever derived something from it can
 *     retract that without having kept it
 * @param seen when and where the block was first seen; null for an undo, and where that is not known
 */
public record ChainRecord(
        long chainId, long position, Kind kind, long runStart, Proof proof, Block block, @Nullable Sighting seen) {

    /** The same of a block of which it is not known when it was seen. */
    public ChainRecord(long chainId, long position, Kind kind, long runStart, Proof proof, Block block) {
        this(chainId, position, kind, runStart, proof, block, null);
    }

    /** What happens to the block. */
    public enum Kind {
        APPLY,
        UNDO
    }

    /** How much of a block was proven before it was appended. */
    public enum Proof {
        /** The header hashes to the block's hash and its roots commit to all logs. */
        ROOTS,
        /** The header hashes to the block's hash and its bloom holds exactly the logs' entries; receipts were not there. */
        BLOOM,
        /** No header, or no logs: what is there is in order and without gaps, more is not known. */
        UNPROVEN
    }
}
