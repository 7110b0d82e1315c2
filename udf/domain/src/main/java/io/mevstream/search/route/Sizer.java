package io.mevstream.search.route;

import io.mevstream.num.UInt256;
import io.mevstream.search.route.Reserves.Form;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds the input at which a route's output exceeds its cost the most. For constant products in closed form; where the route has other pools, from that guess
 * by a bracketed secant on the logarithm of the slope, which is exact for pools with ticks; where a slope is only near,
 * by the gains of all sizes of input. Floating point chooses where to look; what is given comes of the pools' integers alone, tried around the place
 * ({@link Staircase}).
 */
public final class Sizer {

    private static final int MOST_STEPS = 200;
    private static final double FLAT = 1e-11;
    /** Beyond 2^112 no pool takes an input. */
    private static final double MOST_LOG = 112 * Math.log(2);
    /** How far about the input that was found among all sizes. */
    private static final double NEAR = 0.03;

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final int GOLDEN_STEPS = 26;

    private final PoolPath path;
    private final Price price;
    private Moebius guess = Moebius.NOTHING;
    private Form form = Form.EXACT;
    private boolean hasGuess = true;

    private Sizer(PoolPath path, Price price) {
        this.path = path;
        this.price = price;
        for (int hop = 0; hop < path.length(); hop++) {
            Reserves reserves = Reserves.of(path.pool(hop), path.in(hop), path.out(hop));
            if (reserves == null) {
                hasGuess = false;
                form = worse(form, Form.WITHIN_RANGE);
            } else {
                guess = guess.then(reserves);
                form = worse(form, reserves.form());
            }
        }
    }

    private static Form worse(Form one, Form other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** The amounts along the route at its best input; null where there is none that pays. */
    public static UInt256 @Nullable [] best(PoolPath path, Price price) {
        return new Sizer(path, price).best();
    }

    private UInt256 @Nullable [] best() {
        double start = hasGuess ? guess.bestInput(price.perUnit()) : Double.NaN;
        UInt256 input;
        if (form == Form.GUESS) {
            input = Magnitude.amount(byGains());
        } else if (form == Form.EXACT && hasGuess) {
            if (!(start > 0)) {
                return null;
            }
            input = Magnitude.amount(start);
        } else {
            double from = start > 1 && !Double.isInfinite(start) ? start : 1 << 16;
            input = Magnitude.amount(inputAt(path, Math.log(price.perUnit()), from));
        }
        return new Staircase(path, price).around(input);
    }

    /** The input after which the next unit gives as much as needed, a natural logarithm, and less beyond; looked for from a start on. */
    static double inputAt(PoolPath path, double needed, double start) {
        Bracket bracket = new Bracket();
        double input = start;
        for (int step = 0; step < MOST_STEPS && !bracket.isNarrow(); step++) {
            double over = Slope.logAt(path, Magnitude.amount(input)) - needed;
            bracket.add(input, over);
            if (Math.abs(over) < FLAT) {
                break;
            }
            input = bracket.next(step);
        }
        return bracket.place();
    }

    /** Golden section on the gains: of all sizes of input by their logarithms, then about the one found. */
    private double byGains() {
        double about = Math.exp(golden(0, MOST_LOG, size -> gain(Math.exp(size))));
        return golden(about * (1 - NEAR), about * (1 + NEAR), this::gain);
    }

    private static double golden(double from, double to, DoubleUnaryOperator gains) {
        double low = from;
        double high = to;
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double leftGain = gains.applyAsDouble(left);
        double rightGain = gains.applyAsDouble(right);
        for (int step = 0; step < GOLDEN_STEPS; step++) {
            if (leftGain >= rightGain) {
                high = right;
                right = left;
                rightGain = leftGain;
                left = high - GOLDEN * (high - low);
                leftGain = gains.applyAsDouble(left);
            } else {
                low = left;
                left = right;
                leftGain = rightGain;
                right = low + GOLDEN * (high - low);
                rightGain = gains.applyAsDouble(right);
            }
        }
        return leftGain >= rightGain ? left : right;
    }

    private double gain(double input) {
        UInt256 amount = Magnitude.amount(input);
        UInt256 given = path.give(amount);
        return given == null
                ? Double.NEGATIVE_INFINITY
                : price.gain(amount, given).doubleValue();
    }
}
