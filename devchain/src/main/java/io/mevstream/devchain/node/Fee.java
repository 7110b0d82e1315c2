package io.mevstream.devchain.node;

/**
 * What a transaction pays for gas.
 *
 * @param maxWei the most per gas, base fee included
 * @param priorityWei the most per gas beyond the base fee
 */
public record Fee(long maxWei, long priorityWei) {

    /** Enough for any base fee here: one gwei beyond it. */
    public static final Fee STANDARD = new Fee(1_000_000_000_000L, 1_000_000_000L);
}
