package io.mevstream.pool;

/** Whether a swap's stated outcome follows from the pool's state before it by the pool's own maths. */
public enum Rederivation {
    /** Every stated figure follows exactly. */
    EXACT,
    /** The pair's invariant holds with something left over: more was paid in, or less taken out, than the pair asked. */
    WITHIN_K,
    /** A stated figure does not follow: another fee, a fork with other maths, or a token that taxes transfers. */
    DIFFERENT,
    /** The swap left the range of ticks whose liquidity is known. */
    BEYOND_KNOWN_TICKS,
    /** The state before the swap is not known, or there is none because the event is made up. */
    NO_PRIOR_STATE,
    /** The state before the swap is known, the pool's fee is not. */
    NO_FEE,
    /** No maths for this family yet. */
    NO_MATHS
}
