package io.mevstream.num;

/** Which neighbour stands for a quotient that is not whole. */
public enum Rounding {
    /** Toward zero, as the EVM's DIV. */
    DOWN,
    /** Away from zero. */
    UP
}
