package io.mevstream.pool;

import io.mevstream.chain.Address;
import org.jspecify.annotations.Nullable;

/**
 * Whether the token transfers of a swap's own transaction stand behind its event.
 *
 * @param tokenIn the token the pool was seen to receive; null unless seen
 * @param tokenOut the token the pool was seen to pay; null unless seen
 */
public record SwapEvidence(Status status, @Nullable Address tokenIn, @Nullable Address tokenOut) {

    /** The verdict. */
    public enum Status {
        /** Transfers of the stated amounts went in and out of the pool. */
        PROVEN,
        /** Tokens of the stated output left the pool, the input arrived in another way (fee on transfer, native, owed). */
        PARTLY_PROVEN,
        /** The pool is of a kind whose swaps need not move tokens one by one: a singleton, or one that trades native ether. */
        NOT_CHECKABLE,
        /** The pool must have moved tokens and did not: the event is made up. */
        SPOOFED
    }
}
