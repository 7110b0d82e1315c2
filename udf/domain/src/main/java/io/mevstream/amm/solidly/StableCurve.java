package io.mevstream.amm.solidly;

import io.mevstream.num.UInt256;

/**
 * The curve x^3 y + x y^3 of stable pairs: {@code _k}, {@code _f}, {@code _d} and {@code _get_y} as Aerodrome has them. Throws
 * {@link ArithmeticException} where the contract reverts.
 *
 * @param unit0 one whole token0 in raw units, and {@code unit1} one whole token1
 */
record StableCurve(UInt256 unit0, UInt256 unit1) {

    static final UInt256 ONE = UInt256.of(1_000_000_000_000_000_000L);
    private static final UInt256 THREE = UInt256.of(3);
    private static final int ROUNDS = 255;

    /** The invariant of raw reserves. */
    UInt256 k(UInt256 reserve0, UInt256 reserve1) {
        return f(scaled(reserve0, 0), scaled(reserve1, 1));
    }

    /** A raw amount with 18 decimals. */
    UInt256 scaled(UInt256 raw, int token) {
        return raw.mul(ONE).div(unit(token));
    }

    /** What 18 decimals are in raw units. */
    UInt256 raw(UInt256 scaled, int token) {
        return scaled.mul(unit(token)).div(ONE);
    }

    private UInt256 unit(int token) {
        return token == 0 ? unit0 : unit1;
    }

    private static UInt256 f(UInt256 x, UInt256 y) {
        UInt256 a = x.mul(y).div(ONE);
        UInt256 b = x.mul(x).div(ONE).add(y.mul(y).div(ONE));
        return a.mul(b).div(ONE);
    }

    /** How steeply the invariant rises with y. */
    static UInt256 d(UInt256 x, UInt256 y) {
        return THREE.mul(x)
                .mul(y.mul(y).div(ONE))
                .div(ONE)
                .add(x.mul(x).div(ONE).mul(x).div(ONE));
    }

    /** The other reserve that keeps the invariant, from a first guess; all with 18 decimals. */
    UInt256 getY(UInt256 x, UInt256 invariant, UInt256 guess) {
        UInt256 y = guess;
        for (int i = 0; i < ROUNDS; i++) {
            UInt256 reached = f(x, y);
            boolean below = reached.compareTo(invariant) < 0;
            UInt256 gap = below ? invariant.sub(reached) : reached.sub(invariant);
            UInt256 step = gap.mul(ONE).div(d(x, y));
            if (step.isZero()) {
                if (reached.equals(invariant)) {
                    return y;
                }
                // The contract takes the invariant of raw reserves here, of figures that are not raw: so it rounds.
                if (below && k(x, y.add(UInt256.ONE)).compareTo(invariant) > 0) {
                    return y.add(UInt256.ONE);
                }
                if (!below && f(x, y.sub(UInt256.ONE)).compareTo(invariant) < 0) {
                    return y;
                }
                step = UInt256.ONE;
            }
            y = below ? y.add(step) : y.sub(step);
        }
        throw new ArithmeticException("getY: does not converge");
    }
}
