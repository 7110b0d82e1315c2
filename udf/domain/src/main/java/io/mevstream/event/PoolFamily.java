package io.mevstream.event;

/** Pools of one family share their maths and the layout of their events; forks of one family differ in fee and name. */
public enum PoolFamily {
    UNISWAP_V2,
    SOLIDLY,
    UNISWAP_V3,
    /** Uniswap V3's maths, with protocol fees appended to the swap event. */
    PANCAKE_V3,
    UNISWAP_V4,
    CURVE_STABLE,
    CURVE_CRYPTO,
    BALANCER_V1,
    BALANCER_V2;

    /** Whether the events alone state reserves or a price: of the other families no state is kept. */
    public boolean statesItself() {
        return switch (this) {
            case UNISWAP_V2, SOLIDLY, UNISWAP_V3, PANCAKE_V3, UNISWAP_V4 -> true;
            case CURVE_STABLE, CURVE_CRYPTO, BALANCER_V1, BALANCER_V2 -> false;
        };
    }
}
