package io.mevstream.bench;

import java.util.Locale;

/** One row against one peer. The ratio is of processor time, which other work on the machine does not change much. */
record Measurement(Row row, String peer, Cost ours, Cost theirs) {

    /**
     * What one operation costs, in nanoseconds.
     *
     * @param cpu processor time of the Java threads
     * @param clock mean time on the clock
     * @param clockP50 median on the clock; NaN where {@code clockP99} is
     * @param clockP99 NaN where single operations are too short to be timed
     * @param bytes mean bytes it is about; NaN where it is not about bytes
     */
    record Cost(double cpu, double clock, double clockP50, double clockP99, double bytes) {

        @Override
        public String toString() {
            if (!Double.isNaN(bytes)) {
                // Bytes a second of the clock too: what waits for a disk takes no processor.
                return String.format(
                        Locale.ROOT,
                        "%s, %.0f MB/s (clock %.0f)",
                        rate(1e9 / cpu),
                        bytes / cpu * 1e3,
                        bytes / clock * 1e3);
            }
            return Double.isNaN(clockP99)
                    ? one(cpu) + ", " + rate(1e9 / cpu)
                    : String.format(
                            Locale.ROOT,
                            "%s, %,.0f/s, p50 %.2f p99 %.2f ms",
                            one(cpu),
                            1e9 / cpu,
                            clockP50 / 1e6,
                            clockP99 / 1e6);
        }

        private static String one(double nanos) {
            return nanos < 1e5
                    ? String.format(Locale.ROOT, "%.1f ns", nanos)
                    : String.format(Locale.ROOT, "%.2f ms", nanos / 1e6);
        }

        private static String rate(double perSecond) {
            return perSecond >= 1e6
                    ? String.format(Locale.ROOT, "%.1f M/s", perSecond / 1e6)
                    : String.format(Locale.ROOT, perSecond >= 1e5 ? "%.0f k/s" : "%.1f k/s", perSecond / 1e3);
        }
    }

    double ratio() {
        return theirs.cpu() / ours.cpu();
    }

    static String header() {
        return String.format(
                "%-21s %40s  %-10s %40s %8s  %s", "row", "ours (cpu)", "peer", "peer's (cpu)", "ratio", "goal");
    }

    String line() {
        return String.format(
                Locale.ROOT, "%-21s %40s  %-10s %40s %7.1fx  %s", row.name(), ours, peer, theirs, ratio(), row.goal());
    }
}
