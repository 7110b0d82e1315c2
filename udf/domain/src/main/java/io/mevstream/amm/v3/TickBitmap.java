package io.mevstream.amm.v3;

/** Where a swap looks for the next initialized tick: after the Uniswap V3 library of that name. */
public final class TickBitmap {

    private TickBitmap() {}

    /** The tick in units of the spacing, rounded down. */
    public static int compress(int tick, int tickSpacing) {
        return Math.floorDiv(tick, tickSpacing);
    }

    /**
     * What {@code nextInitializedTickWithinOneWord} gives where no tick of the word ahead is initialized: the word's last
     * tick in that direction. The swap stops there all the same, and rounds.
     */
    public static int nextTickOfEmptyWord(int tick, int tickSpacing, Direction direction) {
        int compressed = compress(tick, tickSpacing);
        return direction == Direction.ZERO_FOR_ONE
                ? (compressed & ~0xff) * tickSpacing
                : ((compressed + 1) | 0xff) * tickSpacing;
    }
}
