package io.mevstream.devchain.builder;

/** What became of a bundle in a slot. */
public enum BundleOutcome {
    /** It is in the block. */
    INCLUDED,
    /** Its builder placed it, and another builder's block was worth more. */
    SLOT_LOST,
    /** At the top of the block a transaction of it reverts that may not. */
    REVERTS,
    /** At the top of the block a transaction of it cannot be: its nonce, its fee cap, its sender's balance. */
    INVALID,
    /** It works alone, and not after the bundles that pay more. */
    CONFLICT,
    /** The coinbase gains nothing by it. */
    PAYS_NOTHING,
    /** Its refund does not cover the gas of paying it. */
    REFUND_TOO_SMALL,
    /** The node cannot simulate it. */
    NOT_SIMULATED
}
