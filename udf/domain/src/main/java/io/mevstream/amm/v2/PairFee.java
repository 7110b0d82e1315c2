package io.mevstream.amm.v2;

import io.mevstream.num.UInt256;

/**
 * The fee of a pair as its contract computes it: of {@code denominator} parts paid in, {@code numerator} count.
 *
 * @param numerator the parts left after the fee, 1 to {@code denominator}
 * @param denominator the fork's base: 1000, 10000 ...
 */
public record PairFee(int numerator, int denominator) {

    /** 0.3 %: Uniswap V2, SushiSwap. */
    public static final PairFee UNISWAP = new PairFee(997, 1000);

    /** 0.25 %: PancakeSwap V2. */
    public static final PairFee PANCAKE = new PairFee(9975, 10000);

    public PairFee {
        if (numerator < 1 || numerator > denominator) {
            throw new IllegalArgumentException(
                    "expected a numerator of 1 to the denominator, found " + numerator + "/" + denominator);
        }
    }

    /** The fee of so many millionths. The quotes of equal fractions are equal, so the fork's own base need not be known. */
    public static PairFee ofPips(int feePips) {
        int numerator = 1_000_000 - feePips;
        int divisor = gcd(numerator, 1_000_000);
        return new PairFee(numerator / divisor, 1_000_000 / divisor);
    }

    UInt256 keptParts() {
        return UInt256.of(numerator);
    }

    UInt256 takenParts() {
        return UInt256.of(denominator - numerator);
    }

    UInt256 allParts() {
        return UInt256.of(denominator);
    }

    private static int gcd(int a, int b) {
        return b == 0 ? Math.abs(a) : gcd(b, a % b);
    }
}
