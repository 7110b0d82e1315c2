package io.mevstream.amm.balancer;

import io.mevstream.num.UInt256;
import java.util.List;

/** How steeply the stable invariant rises with a token, up to a factor that all tokens of the pool share: for screening. */
final class StableSlope {

    private static final UInt256 SCALE = UInt256.of(1_000_000_000_000_000_000L);
    private static final UInt256 AMP_PRECISION = UInt256.of(1000);

    private StableSlope() {}

    /** A n + D (D / (n x_1)) ... (D / (n x_n)) / x, with 18 decimals. */
    static UInt256 of(UInt256 amplification, List<UInt256> balances, UInt256 invariant, int token) {
        UInt256 count = UInt256.of(balances.size());
        UInt256 product = invariant;
        for (UInt256 balance : balances) {
            product = product.mul(invariant).div(balance.mul(count));
        }
        return amplification
                .mul(count)
                .mul(SCALE)
                .div(AMP_PRECISION)
                .add(product.mul(SCALE).div(balances.get(token)));
    }
}
