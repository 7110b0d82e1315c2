package io.mevstream.search.route;

/** The inputs between which the slope falls below what is needed. */
final class Bracket {

    private static final double NARROW = 1e-12;

    private double low;
    private double lowOver = Double.NaN;
    private double high = Double.NaN;
    private double highOver = Double.NaN;
    /** The end that stayed is weighed less, or a secant would come from one side for ever. */
    private int stayed;

    void add(double input, double over) {
        if (over > 0) {
            low = input;
            lowOver = over;
            stayed = stayed > 0 ? stayed + 1 : 1;
            highOver = stayed > 1 ? highOver / 2 : highOver;
        } else {
            high = input;
            highOver = over;
            stayed = stayed < 0 ? stayed - 1 : -1;
            lowOver = stayed < -1 ? lowOver / 2 : lowOver;
        }
    }

    boolean isNarrow() {
        return high <= 1 || high - low < Math.max(0.5, NARROW * high);
    }

    double next(int step) {
        if (Double.isNaN(high)) {
            return low * 4;
        }
        if (low == 0) {
            return high / 16;
        }
        boolean secant = highOver > Double.NEGATIVE_INFINITY && step % 8 != 7;
        double next = secant ? low + (high - low) * (lowOver / (lowOver - highOver)) : (low + high) / 2;
        if (high > 16 * low) {
            next = Math.sqrt(low * high);
        }
        return next > low && next < high ? next : (low + high) / 2;
    }

    double place() {
        if (low == 0) {
            return Double.isNaN(high) ? 1 : high;
        }
        if (Double.isNaN(high) || Double.isNaN(highOver) || highOver == Double.NEGATIVE_INFINITY) {
            return low;
        }
        return Math.abs(lowOver) < Math.abs(highOver) ? low : high;
    }
}
