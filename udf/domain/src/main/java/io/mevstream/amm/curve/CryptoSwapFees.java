package io.mevstream.amm.curve;

import io.mevstream.num.UInt256;
import java.util.List;

/**
 * What a crypto pool takes of the output: between two fees, the more the further its balances are from even.
 *
 * @param mid at even balances, in parts of 10^10
 * @param out far from them
 * @param gamma how fast the one becomes the other, with 18 decimals
 */
public record CryptoSwapFees(UInt256 mid, UInt256 out, UInt256 gamma) {

    static final UInt256 ALL = UInt256.of(10_000_000_000L);
    private static final UInt256 ONE = UInt256.of(1_000_000_000_000_000_000L);

    /** The fee at these balances, with 18 decimals. */
    UInt256 at(List<UInt256> balances) {
        UInt256 count = UInt256.of(balances.size());
        UInt256 sum = balances.stream().reduce(UInt256.ZERO, UInt256::add);
        UInt256 even = ONE;
        if (balances.size() == 2) {
            even = ONE.mul(UInt256.of(4))
                    .mul(balances.get(0))
                    .div(sum)
                    .mul(balances.get(1))
                    .div(sum);
        } else {
            for (UInt256 balance : balances) {
                even = even.mul(count).mul(balance).div(sum);
            }
        }
        UInt256 share =
                gamma.isZero() ? even : gamma.mul(ONE).div(gamma.add(ONE).sub(even));
        return mid.mul(share).add(out.mul(ONE.sub(share))).div(ONE);
    }
}
