package io.mevstream.amm.v4;

import io.mevstream.amm.v3.Direction;

/**
 * What a swap of a V4 pool pays.
 *
 * @param lpPips to those who provide, in millionths, 0 to 1,000,000; {@link #DYNAMIC} where hooks set it
 * @param protocolPips to the protocol: 12 bits for token0 going in, then 12 bits for token1, each at most 1,000
 */
public record SwapFees(int lpPips, int protocolPips) {

    /** The fee in the key of a pool whose hooks set it. */
    public static final int DYNAMIC = 0x800000;

    static final int ALL_PIPS = 1_000_000;
    private static final int MOST_PROTOCOL_PIPS = 1000;

    public SwapFees {
        if (lpPips != DYNAMIC && (lpPips < 0 || lpPips > ALL_PIPS)) {
            throw new IllegalArgumentException("expected a fee of 0 to 1000000 pips, found " + lpPips);
        }
        if ((protocolPips & 0xfff) > MOST_PROTOCOL_PIPS || protocolPips >>> 12 > MOST_PROTOCOL_PIPS) {
            throw new IllegalArgumentException("expected protocol fees of 0 to 1000 pips, found " + protocolPips);
        }
    }

    /** Both fees together, as {@code ProtocolFeeLibrary.calculateSwapFee}: the protocol's share of the rest is not paid twice. */
    public int pips(Direction direction) {
        int protocol = direction == Direction.ZERO_FOR_ONE ? protocolPips & 0xfff : protocolPips >>> 12;
        // The contract's rounding: the product is taken off rounded down, so that the sum is rounded up.
        return protocol + lpPips - (int) ((long) protocol * lpPips / ALL_PIPS);
    }
}
