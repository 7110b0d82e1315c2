package io.mevstream.amm.balancer;

import io.mevstream.num.UInt256;

/** The swaps of weighted pools: a port of the library of that name. All values have 18 decimals. */
record WeightedMath(Powers powers) {

    /** 30 % of the balance. */
    private static final UInt256 MAX_RATIO = UInt256.of(300_000_000_000_000_000L);

    /** Whether a trade is above the share of a balance that the pool trades at once. */
    static boolean isAboveLimit(UInt256 amount, UInt256 balance) {
        return amount.compareTo(FixedPoint.mulDown(balance, MAX_RATIO)) > 0;
    }

    UInt256 calcOutGivenIn(
            UInt256 balanceIn, UInt256 weightIn, UInt256 balanceOut, UInt256 weightOut, UInt256 amountIn) {
        UInt256 base = FixedPoint.divUp(balanceIn, balanceIn.add(amountIn));
        UInt256 power = FixedPoint.powUp(base, FixedPoint.divDown(weightIn, weightOut), powers);
        return FixedPoint.mulDown(balanceOut, FixedPoint.complement(power));
    }

    UInt256 calcInGivenOut(
            UInt256 balanceIn, UInt256 weightIn, UInt256 balanceOut, UInt256 weightOut, UInt256 amountOut) {
        UInt256 base = FixedPoint.divUp(balanceOut, balanceOut.sub(amountOut));
        UInt256 power = FixedPoint.powUp(base, FixedPoint.divUp(weightOut, weightIn), powers);
        return FixedPoint.mulUp(balanceIn, power.sub(FixedPoint.ONE));
    }
}
