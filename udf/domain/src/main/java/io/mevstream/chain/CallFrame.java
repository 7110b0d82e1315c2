package io.mevstream.chain;

import io.mevstream.num.UInt256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of a transaction, as a node traced it: the transaction's own call, and each that was made within another.
 *
 * @param transactionIndex the place of its transaction in the block; {@link #NO_TRANSACTION} for a reward
 * @param transactionHash zero for a reward
 * @param traceAddress the path to it: the place of each ancestor among its siblings, and its own; empty for the
 *     transaction's own call
 * @param from who called; who destructed itself; the zero address for a reward
 * @param to who was called (whose code ran, for a delegate call); the contract created, null where that failed; who was
 *     refunded; who was rewarded
 * @param valueWei what a call, creation, destruction or reward moved; a delegate call repeats its caller's value and moves
 *     nothing
 * @param input the calldata, or the code that creates
 * @param output the return data, or the code created; empty where the source does not say
 * @param gasUsed null where the source does not say
 * @param error what failed in the source's words; null where nothing did
 * @param subtraces how many calls it made itself
 */
public record CallFrame(
        int transactionIndex,
        Hash transactionHash,
        List<Integer> traceAddress,
        Type type,
        Address from,
        @Nullable Address to,
        UInt256 valueWei,
        Bytes input,
        Bytes output,
        @Nullable Long gasUsed,
        @Nullable String error,
        int subtraces,
        Outcome outcome) {

    /** The transaction index of a reward. */
    public static final int NO_TRANSACTION = -1;

    /** What kind of call. */
    public enum Type {
        CALL,
        /** Another's code on the caller's account with the caller's own sender, as a proxy calls its implementation. */
        DELEGATECALL,
        /** Another's code on the caller's account; before delegate calls. */
        CALLCODE,
        /** A call that may not change anything. */
        STATICCALL,
        CREATE,
        SELFDESTRUCT,
        /** What the chain paid for a block or an uncle. */
        REWARD
    }

    /** What became of its effects. */
    public enum Outcome {
        KEPT,
        /** It failed, and what it did was undone. */
        FAILED,
        /** It did not fail, but one that called it did, directly or through others. */
        UNDONE
    }

    public boolean isReverted() {
        return outcome != Outcome.KEPT;
    }

    /** Whether it is the transaction's own call. */
    public boolean isRoot() {
        return traceAddress.isEmpty() && type != Type.REWARD;
    }

    /** Whether its value, if any, went from {@code from} to {@code to}, unless undone. */
    public boolean movesValue() {
        return switch (type) {
            case CALL, CREATE, SELFDESTRUCT, REWARD -> true;
            case DELEGATECALL, CALLCODE, STATICCALL -> false;
        };
    }
}
