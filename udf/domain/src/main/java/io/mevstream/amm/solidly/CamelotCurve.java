package io.mevstream.amm.solidly;

import io.mevstream.num.UInt256;

/**
 * The curve of Camelot's stable pairs: that of the first Solidly, whose search for a reserve stops at a step of one, and
 * whose invariant and slope are rounded apart. Throws {@link ArithmeticException} where the contract's sums would wrap.
 *
 * @param unit0 one whole token0 in raw units, and {@code unit1} one whole token1
 */
public record CamelotCurve(UInt256 unit0, UInt256 unit1) {

    private static final UInt256 ONE = UInt256.of(1_000_000_000_000_000_000L);
    private static final int ROUNDS = 255;

    UInt256 scaled(UInt256 raw, int token) {
        return raw.mul(ONE).div(unit(token));
    }

    UInt256 raw(UInt256 scaled, int token) {
        return scaled.mul(unit(token)).div(ONE);
    }

    private UInt256 unit(int token) {
        return token == 0 ? unit0 : unit1;
    }

    /** The invariant of raw reserves: what a swap must not lower. */
    UInt256 k(UInt256 reserve0, UInt256 reserve1) {
        UInt256 x = scaled(reserve0, 0);
        UInt256 y = scaled(reserve1, 1);
        UInt256 squares = x.mul(x).div(ONE).add(y.mul(y).div(ONE));
        return x.mul(y).div(ONE).mul(squares).div(ONE);
    }

    /** The other reserve at which the invariant is reached, from a first guess; all with 18 decimals. */
    static UInt256 getY(UInt256 x, UInt256 invariant, UInt256 guess) {
        UInt256 cube = x.mul(x).div(ONE).mul(x).div(ONE);
        UInt256 y = guess;
        for (int i = 0; i < ROUNDS; i++) {
            UInt256 square = y.mul(y).div(ONE);
            UInt256 reached =
                    x.mul(square.mul(y).div(ONE)).div(ONE).add(cube.mul(y).div(ONE));
            UInt256 slope = UInt256.of(3).mul(x).mul(square).div(ONE).add(cube);
            boolean below = reached.compareTo(invariant) < 0;
            UInt256 gap = below ? invariant.sub(reached) : reached.sub(invariant);
            UInt256 step = gap.mul(ONE).div(slope);
            y = below ? y.add(step) : y.sub(step);
            if (step.compareTo(UInt256.ONE) <= 0) {
                return y;
            }
        }
        return y;
    }
}
