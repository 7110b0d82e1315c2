package io.mevstream.search.route;

/**
 * A route as one constant product, in floating point: {@code rate * x / (1 + bend * x)} for an input of x. Exactly so for constant products; for
 * others a first guess.
 *
 * @param rate of the first unit
 * @param isExact whether it holds for every input
 */
public record RouteModel(double rate, double bend, boolean isExact) {

    /** The model of a route, as a first guess where it is not exact; one that gives nothing where the route does. */
    public static RouteModel of(PoolPath path) {
        Moebius all = Moebius.NOTHING;
        boolean exact = true;
        for (int hop = 0; hop < path.length(); hop++) {
            Reserves reserves = Reserves.of(path.pool(hop), path.in(hop), path.out(hop));
            if (reserves == null) {
                return new RouteModel(0, 1, true);
            }
            exact &= reserves.form() == Reserves.Form.EXACT;
            all = all.then(reserves);
        }
        return new RouteModel(all.rate(), all.n() / all.m(), exact);
    }

    /** The input after which the next unit gives as much as asked for; 0 where the first gives less. */
    public double inputAt(double slope) {
        return Math.max(0, (Math.sqrt(rate / slope) - 1) / bend);
    }

    /** As {@link #inputAt}, by the route's own slope, looked for from where the model has it or from another place. */
    public double inputAt(PoolPath path, double slope, double near) {
        double start = near >= 1 ? near : inputAt(slope);
        return rate <= slope ? 0 : Sizer.inputAt(path, Math.log(slope), Math.max(1, start));
    }
}
