package io.mevstream.amm;

/** How much of a pool's state a quote can rely on. */
public enum Completeness {
    /** All of it: every trade can be quoted. */
    COMPLETE,
    /** A part: trades that stay within it can be quoted, the others are refused. */
    PARTIAL,
    /** Nothing is quoted. */
    UNKNOWN
}
