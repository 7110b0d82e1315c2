package io.mevstream.jobs.launcher;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the inspector found, for people. */
final class MevPrinter {
    private static final int ETHER_DIGITS = 18;
    private static final int SHOWN_DIGITS = 6;

    private final PrintWriter out;

    MevPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(MevSummary mev) {
        line(
                "inspected",
                mev.inspected().isEmpty()
                        ? "no blocks"
                        : mev.inspected().stream().map(MevPrinter::sentence).collect(Collectors.joining("; ")));
        traced(mev);
        found(mev);
        MevSummary.Coverage coverage = mev.coverage();
        line(
                "coverage",
                share(coverage.tradesPriced(), coverage.trades(), "trades priced in ether") + "; net exact for "
                        + share(coverage.netExact(), coverage.findings(), "findings")
                        + String.format(
                                Locale.ROOT,
                                ", bounded for %,d, unknown for %,d",
                                coverage.netBounded(),
                                coverage.netUnknown()));
    }

    private static String sentence(MevSummary.Inspected seen) {
        return String.format(
                Locale.ROOT,
                "%,d %s by %s%s: %,d transactions, %,d trades%s",
                seen.blocks(),
                seen.blocks() == 1 ? "block" : "blocks",
                seen.sight().replace("_and_", " and "),
                seen.scope().equals("whole_block") ? "" : " of some transactions",
                seen.transactions(),
                seen.trades(),
                seen.tradesReverted() == null
                        ? ""
                        : String.format(Locale.ROOT, ", %,d reverted", seen.tradesReverted()));
    }

    private void traced(MevSummary mev) {
        if (mev.traced().isEmpty()) {
            return;
        }
        line("traces", "trades by protocol, as the calls show them");
        String row = "    %-24s %9s %9s%n";
        out.printf(Locale.ROOT, row, "", "kept", "reverted");
        for (MevSummary.Traced traced : mev.traced()) {
            out.printf(Locale.ROOT, row, traced.protocol(), grouped(traced.kept()), grouped(traced.reverted()));
        }
    }

    private void found(MevSummary mev) {
        if (mev.found().isEmpty()) {
            line("found", "nothing");
            return;
        }
        line("found", "by kind; gross of those whose tokens are all priced, in ether");
        String row = "    %-24s %9s %9s %16s %9s %9s %9s%n";
        out.printf(Locale.ROOT, row, "", "findings", "priced", "gross", "net exact", "bounded", "unknown");
        for (MevSummary.Found found : mev.found()) {
            out.printf(
                    Locale.ROOT,
                    row,
                    found.kind().replace('_', ' '),
                    grouped(found.findings()),
                    grouped(found.grossKnown()),
                    ether(found.grossWei()),
                    grouped(found.netExact()),
                    grouped(found.netBounded()),
                    grouped(found.netUnknown()));
        }
    }

    /** Cut, not rounded: never more than there is. */
    private static String ether(@Nullable String wei) {
        return wei == null
                ? "unknown"
                : new BigDecimal(wei)
                        .movePointLeft(ETHER_DIGITS)
                        .setScale(SHOWN_DIGITS, RoundingMode.FLOOR)
                        .toPlainString();
    }

    private static String share(long part, long whole, String of) {
        String counts = String.format(Locale.ROOT, "%,d of %,d %s", part, whole, of);
        return whole == 0
                ? counts
                : counts + String.format(Locale.ROOT, " (%d.%d %%)", part * 100 / whole, part * 1_000 / whole % 10);
    }

    private void line(String name, String text) {
        out.printf("%-13s %s%n", name, text);
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
