package io.mevstream.amm.v3;

import io.mevstream.num.Int256;

/** All ticks of a pool at which positions begin or end. */
public interface InitializedTicks {

    /**
     * The first initialized tick on the way to an edge: from {@code tick} itself down to {@code edge} for
     * {@link Direction#ZERO_FOR_ONE}, from the one after it up to {@code edge} otherwise; the edge where there is none.
     */
    int next(int tick, int edge, Direction direction);

    /** What the liquidity in range gains when the price rises through a tick; zero where it is not initialized. */
    Int256 liquidityNet(int tick);
}
