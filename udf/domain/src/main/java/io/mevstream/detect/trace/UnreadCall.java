package io.mevstream.detect.trace;

import java.util.Comparator;

/**
 * Why calls that have a declared function's selector were not made into actions.
 *
 * <p>Any contract may have a function of the same selector, so most of these are other contracts' calls and no loss; a sum
 * that jumps is a protocol that changed.
 *
 * @param protocol whose function it looked like
 */
public record UnreadCall(String protocol, Reason reason) implements Comparable<UnreadCall> {

    private static final Comparator<UnreadCall> ORDER =
            Comparator.comparing(UnreadCall::protocol).thenComparing(UnreadCall::reason);

    /** A closed list: it is a label of counters. */
    public enum Reason {
        /** The calldata is not that function's. */
        ARGUMENTS,
        /** It did not fail, and what it returned is not what that function returns. */
        RESULTS,
        /** The amounts are none the protocol can produce. */
        IMPOSSIBLE_VALUE,
        /** It did not fail, and what must have moved did not: another contract's function, or a call that did nothing. */
        WITHOUT_EFFECT,
        /** It failed before it did anything that would say what it was to be. */
        FAILED_EARLY
    }

    @Override
    public int compareTo(UnreadCall other) {
        return ORDER.compare(this, other);
    }
}
