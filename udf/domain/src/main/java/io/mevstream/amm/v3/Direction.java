package io.mevstream.amm.v3;

/** Which token goes in. */
public enum Direction {
    /** Token0 goes in, the price falls. */
    ZERO_FOR_ONE,
    /** Token1 goes in, the price rises. */
    ONE_FOR_ZERO
}
