package io.mevstream.amm;

/** How much of a pool's state is known, and so can be quoted. */
public enum Completeness {
    /** All of it: every trade can be quoted. */
    COMPLETE,
    /** A part: trades that stay within it can be quoted, the others are refused. */
    PARTIAL,
    /** Nothing is quoted. */
    UNKNOWN
}
