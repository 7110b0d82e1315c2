package io.mevstream.search.split;

import io.mevstream.search.route.RouteModel;
import java.util.List;

/**
 * Divides an input among routes so that the next unit gives as much on each of them, and no more on those that get nothing: the most that they can give
 * together. With the common slope's inverse root as the unknown each route's input is a straight line from where it starts on, so
 * that Newton's steps end at the solution itself after a few.
 */
public final class DualSplit {

    private static final int MOST_STEPS = 100;

    /** By route: the square root of its first rate, and the inverse of its bend. */
    private final double[] roots;

    private final double[] widths;
    private final double[] inputs;
    /** One by the square root of the common slope. */
    private double price;

    /** Divides among routes with these models. */
    public DualSplit(List<RouteModel> models) {
        roots = new double[models.size()];
        widths = new double[models.size()];
        inputs = new double[models.size()];
        for (int i = 0; i < roots.length; i++) {
            roots[i] = Math.sqrt(models.get(i).rate());
            widths[i] = 1 / models.get(i).bend();
        }
    }

    /** Solves anew from nothing. */
    public double[] cold(double total) {
        double best = 0;
        for (double root : roots) {
            best = Math.max(best, root);
        }
        if (best == 0) {
            return inputs;
        }
        // Nothing is given anywhere at the best route's own rate; a step from there leads beyond the solution.
        price = 1 / best * (1 + 1e-9);
        return warm(total);
    }

    /** Solves from where the last solution was. */
    public double[] warm(double total) {
        double before = Double.NaN;
        for (int step = 0; step < MOST_STEPS && price != before; step++) {
            before = price;
            price = step(total);
        }
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = Math.max(0, (roots[i] * price - 1) * widths[i]);
        }
        return inputs;
    }

    private double step(double total) {
        double at = price;
        double slope = 0;
        double offset = 0;
        for (int i = 0; i < roots.length; i++) {
            boolean isUsed = roots[i] * at > 1;
            slope += isUsed ? roots[i] * widths[i] : 0;
            offset += isUsed ? widths[i] : 0;
        }
        return slope > 0 ? (total + offset) / slope : at * 2;
    }

    /** What a unit gives at the solution. */
    public double slope() {
        return 1 / (price * price);
    }

    /** What a route gives beyond what its input would give at the common slope: what it is worth to have it. */
    double surplus(int route) {
        double input = inputs[route];
        if (input <= 0) {
            return 0;
        }
        double rate = roots[route] * roots[route];
        return input * (rate / (1 + input / widths[route]) - slope());
    }
}
