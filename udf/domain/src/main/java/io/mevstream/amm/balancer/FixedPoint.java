package io.mevstream.amm.balancer;

import io.mevstream.num.FullMath;
import io.mevstream.num.UInt256;

/** Fractions with 18 decimals: a port of the library of that name. Throws {@link ArithmeticException} where it reverts. */
final class FixedPoint {

    static final UInt256 ONE = UInt256.of(1_000_000_000_000_000_000L);
    private static final UInt256 TWO = ONE.add(ONE);
    private static final UInt256 FOUR = TWO.add(TWO);
    private static final UInt256 MAX_POW_RELATIVE_ERROR = UInt256.of(10_000);

    private FixedPoint() {}

    static UInt256 mulDown(UInt256 a, UInt256 b) {
        return a.mul(b).div(ONE);
    }

    static UInt256 mulUp(UInt256 a, UInt256 b) {
        return FullMath.divRoundingUp(a.mul(b), ONE);
    }

    static UInt256 divDown(UInt256 a, UInt256 b) {
        return a.mul(ONE).div(b);
    }

    static UInt256 divUp(UInt256 a, UInt256 b) {
        return FullMath.divRoundingUp(a.mul(ONE), b);
    }

    /** One less the fraction; zero from one on. */
    static UInt256 complement(UInt256 x) {
        return x.compareTo(ONE) < 0 ? ONE.sub(x) : UInt256.ZERO;
    }

    /** A power, not less than the true one. */
    static UInt256 powUp(UInt256 x, UInt256 y, Powers powers) {
        return powers == Powers.MULTIPLIED_OUT ? powUp(x, y) : powUpByLogarithm(x, y);
    }

    private static UInt256 powUp(UInt256 x, UInt256 y) {
        if (y.equals(ONE)) {
            return x;
        }
        if (y.equals(TWO)) {
            return mulUp(x, x);
        }
        if (y.equals(FOUR)) {
            UInt256 square = mulUp(x, x);
            return mulUp(square, square);
        }
        return powUpByLogarithm(x, y);
    }

    private static UInt256 powUpByLogarithm(UInt256 x, UInt256 y) {
        UInt256 raw = LogExpMath.pow(x, y);
        return raw.add(mulUp(raw, MAX_POW_RELATIVE_ERROR).add(UInt256.ONE));
    }
}
