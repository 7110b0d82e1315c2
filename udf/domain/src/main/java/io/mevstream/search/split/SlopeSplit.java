package io.mevstream.search.split;

import io.mevstream.search.route.PoolPath;
import io.mevstream.search.route.RouteModel;
import java.util.List;

/**
 * Divides an input among routes by their own slopes: as {@link DualSplit}, with the common slope found by bisection and secant, since each route's input
 * must be looked for. From the slope that the models have.
 */
final class SlopeSplit {

    private static final int MOST_STEPS = 80;
    private static final double NEAR = 1e-10;

    private final List<RouteModel> models;
    private final List<PoolPath> paths;
    private final double[] inputs;

    SlopeSplit(List<RouteModel> models, List<PoolPath> paths) {
        this.models = models;
        this.paths = paths;
        this.inputs = new double[models.size()];
    }

    /** The inputs, which add up to the total but for a ten-billionth. */
    double[] solve(double total, double start) {
        double low = start;
        double high = start;
        // The slope falls as the inputs rise.
        while (sum(low) < total && low > start * 1e-12) {
            low /= 2;
        }
        while (sum(high) > total && high < start * 1e12) {
            high *= 2;
        }
        double lowOver = sum(low) - total;
        double highOver = sum(high) - total;
        for (int step = 0; step < MOST_STEPS; step++) {
            double secant = low + (high - low) * (lowOver / (lowOver - highOver));
            double slope = step % 3 == 2 || !(secant > low && secant < high) ? (low + high) / 2 : secant;
            double over = sum(slope) - total;
            if (Math.abs(over) < NEAR * total || slope <= low || slope >= high) {
                break;
            }
            if (over > 0) {
                low = slope;
                lowOver = over;
            } else {
                high = slope;
                highOver = over;
            }
        }
        return inputs;
    }

    /** What the routes take together until the next unit gives as much as this. */
    private double sum(double slope) {
        double sum = 0;
        for (int i = 0; i < inputs.length; i++) {
            RouteModel model = models.get(i);
            inputs[i] = model.isExact() ? model.inputAt(slope) : model.inputAt(paths.get(i), slope, inputs[i]);
            sum += inputs[i];
        }
        return sum;
    }
}
