package io.mevstream.sequence;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord.Proof;
import io.mevstream.chain.Hash;

/** What a {@link ChainSequencer} decides of a block: now, or later once more of the chain is there. */
public sealed interface Emission {

    /**
     * The block is the chain's next.
     *
     * @param startsRun whether it is the first of its run: nothing is carried over to it
     */
    record Apply(Block block, Proof proof, boolean startsRun) implements Emission {}

    /** The block, which is the chain's last, is no longer part of it. */
    record Undo(Block block, Proof proof) implements Emission {}

    /** The block is there already and says nothing else. */
    record Duplicate(BlockRef block) implements Emission {}

    /** The block waits for its parent. */
    record Held(BlockRef block, Hash missingParent) implements Emission {}

    /** The block stands on a branch that is not the chain; it may become so. */
    record Aside(BlockRef block) implements Emission {}

    /** The block, held or aside before, is too far behind to become part of the chain, and is forgotten. */
    record Abandoned(BlockRef block) implements Emission {}

    /** The block is not taken; nothing has changed. */
    record Refused(BlockRef block, Reason reason, String detail) implements Emission {}

    /** The chain stops here: someone must look. Nothing is applied or undone from now on. */
    record Quarantined(BlockRef block, Stop stop, String detail) implements Emission {}

    /** Why a block is not taken. */
    enum Reason {
        /** It has no header, so it cannot show its parent. */
        NO_HEADER,
        /** It comes before the block that the chain starts with. */
        BELOW_START,
        /** It is more blocks behind the head than can be undone. */
        TOO_OLD,
        /** Its number is not its parent's plus one. */
        NUMBER,
        /** A block of this hash is there and says something else. */
        CONTENT_DIFFERS,
        /** The blocks beside the chain together would take more memory than allowed; to be delivered again later. */
        OVER_BUDGET,
        /** The chain is quarantined. */
        QUARANTINED
    }

    /** Why a chain stops. */
    enum Stop {
        /** The winning branch leaves the chain further back than can be undone. */
        REORG_TOO_DEEP,
        /** A parent is still missing although the stream has moved on as many blocks as may be out of order. */
        MISSING_PARENT
    }
}
