package io.mevstream.amm.balancer;

/** How a version of the weighted pools computes powers whose exponent is 1, 2 or 4. */
public enum Powers {
    /** By multiplication: the pools since 2022. */
    MULTIPLIED_OUT,
    /** By logarithm, as all others: the pools of 2021, 80BAL-20WETH among them. */
    BY_LOGARITHM
}
