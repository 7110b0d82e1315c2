package io.mevstream.amm.balancer;

import io.mevstream.num.UInt256;

/**
 * What a pool multiplies a token's amounts by before its sums, with 18 decimals: ten to the decimals missing to 18, times
 * the token's rate where it has one.
 */
record Scaling(UInt256 factor) {

    UInt256 up(UInt256 amount) {
        return FixedPoint.mulDown(amount, factor);
    }

    UInt256 downRoundingDown(UInt256 amount) {
        return FixedPoint.divDown(amount, factor);
    }

    UInt256 downRoundingUp(UInt256 amount) {
        return FixedPoint.divUp(amount, factor);
    }
}
