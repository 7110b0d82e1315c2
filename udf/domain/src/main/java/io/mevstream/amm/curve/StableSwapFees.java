package io.mevstream.amm.curve;

import io.mevstream.num.UInt256;

/**
 * What a stable pool takes, in parts of 10^10.
 *
 * @param fee of the output
 * @param admin of the fee: it leaves the balances
 * @param offpegMultiplier how many times the fee at most, the further the balances are apart; 10^10 or less for never
 */
public record StableSwapFees(UInt256 fee, UInt256 admin, UInt256 offpegMultiplier) {

    static final UInt256 ALL = UInt256.of(10_000_000_000L);
    private static final UInt256 FOUR = UInt256.of(4);
    private static final UInt256 TWO = UInt256.of(2);

    /** A fee that does not depend on the balances. */
    public static StableSwapFees constant(long fee, long admin) {
        return new StableSwapFees(UInt256.of(fee), UInt256.of(admin), UInt256.ZERO);
    }

    /** The fee of a trade between balances that are so on average, with 18 decimals. */
    UInt256 between(UInt256 one, UInt256 other) {
        if (offpegMultiplier.compareTo(ALL) <= 0) {
            return fee;
        }
        UInt256 sum = one.add(other);
        UInt256 apart = offpegMultiplier.sub(ALL).mul(FOUR).mul(one).mul(other).div(sum.mul(sum));
        return offpegMultiplier.mul(fee).div(apart.add(ALL));
    }

    UInt256 between(UInt256 oneBefore, UInt256 oneAfter, UInt256 otherBefore, UInt256 otherAfter) {
        return between(
                oneBefore.add(oneAfter).div(TWO), otherBefore.add(otherAfter).div(TWO));
    }
}
