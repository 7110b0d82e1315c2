package io.mevstream.search.route;

/**
 * What a route of constant products gives: {@code k x / (m + n x)} for an input of x, in floating point. The constant product of each hop is
 * such a map, and such maps follow one another as one.
 *
 * @param rate k / m by the product of the hops' own rates
 */
record Moebius(double k, double m, double n, double rate) {

    /** The route that gives back what is put in. */
    static final Moebius NOTHING = new Moebius(1, 1, 0, 1);

    Moebius then(Reserves hop) {
        double out = hop.kept() * hop.out();
        return new Moebius(
                k * out, m * hop.in(), n * hop.in() + k * hop.kept(), rate * (hop.kept() * (hop.out() / hop.in())));
    }

    /**
     * The input at which the next unit costs {@code price} and gives as much; 0 or less where the first gives less. The root is that of k m, less m, by n;
     * written so that nothing is lost where both are nearly equal.
     */
    double bestInput(double price) {
        double ratio = rate / price;
        return m * (ratio - 1) / (n * (Math.sqrt(ratio) + 1));
    }
}
