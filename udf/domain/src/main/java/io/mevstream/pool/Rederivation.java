package io.mevstream.pool;

/** Whether a swap's stated outcome follows from the pool's state before it by the pool's own maths. */
public enum Rederivation {
    /** Every stated figure follows exactly. */
    EXACT,
    /** A stated figure does not follow: another fee, a fork with other maths, or a token that taxes transfers. */
    DIFFERENT,
    /** The swap left the range of ticks whose liquidity is known. */
    BEYOND_KNOWN_TICKS,
    /** The state before the swap is not known. */
    NO_PRIOR_STATE,
    /** No maths for this family yet. */
    NO_MATHS
}
