package io.mevstream.amm.v4;

import io.mevstream.chain.Address;

/** What the manager calls a pool's hooks for: the low 14 bits of their address. */
public final class HookPermissions {

    private static final int BEFORE_SWAP = 1 << 7;
    private static final int AFTER_SWAP = 1 << 6;
    private static final int BEFORE_SWAP_RETURNS_DELTA = 1 << 3;
    private static final int AFTER_SWAP_RETURNS_DELTA = 1 << 2;

    private HookPermissions() {}

    /** Whether the hooks can be asked, or can take a share, when somebody swaps. */
    public static boolean touchSwaps(Address hooks) {
        byte[] bytes = hooks.toBytes();
        int low = ((bytes[18] & 255) << 8) | (bytes[19] & 255);
        return (low & (BEFORE_SWAP | AFTER_SWAP | BEFORE_SWAP_RETURNS_DELTA | AFTER_SWAP_RETURNS_DELTA)) != 0;
    }
}
