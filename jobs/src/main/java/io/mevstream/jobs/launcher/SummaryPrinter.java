package io.mevstream.jobs.launcher;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A replay's summary for people. */
final class SummaryPrinter {
    private static final int LISTED = 40;

    private final PrintWriter out;
    private final String options;

    /** @param options what {@code sql} needs to find the same place */
    SummaryPrinter(PrintWriter out, String options) {
        this.out = out;
        this.options = options;
    }

    void print(ReplaySummary summary) {
        out.println();
        input(summary);
        logs(summary);
        if (summary.swaps() != null) {
            swaps(summary.swaps());
            line("re-derived", counts(summary.rederivation()));
            line("syncs", counts(summary.syncs()));
            line("liquidity", counts(summary.liquidity()));
            line("transfers", counts(summary.transfers()));
            line("pools", counts(summary.pools()));
        }
        new MevPrinter(out).print(summary.mev());
        line("rows", counts(summary.rows()));
        line("dead letters", summary.deadLetters().isEmpty() ? "none" : counts(summary.deadLetters()));
        double total = summary.seconds().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        line(
                "time",
                summary.seconds().entrySet().stream()
                        .map(step -> String.format(Locale.ROOT, "%s %.1f s", step.getKey(), step.getValue()))
                        .collect(Collectors.joining(", ", String.format(Locale.ROOT, "%.1f s: ", total), "")));
        line("stored in", summary.store() + ", database " + summary.database());
        out.println();
        out.println("Next: ./mevstream sql" + options
                + (summary.logs() == null
                        ? " \"SELECT * FROM mev_per_block ORDER BY block_number\""
                        : " \"SELECT block_number, protocol, swaps, spoofed FROM swaps_per_protocol_per_block ORDER BY"
                                + " ALL\""));
        out.flush();
    }

    private void input(ReplaySummary summary) {
        if (summary.from() != null) {
            line("input", "log " + summary.logId() + " from " + summary.from());
            line("blocks", String.valueOf(summary.blocks()));
            return;
        }
        line("input", number(summary.files(), "file") + ", " + number(summary.blocks(), "block"));
        line(
                "refused",
                summary.refused().isEmpty()
                        ? "none"
                        : String.valueOf(summary.refused().size()));
        list(summary.refused());
        if (summary.stream() != null) {
            stream(summary.stream());
        }
        line("duplicates", String.valueOf(summary.duplicates()));
        line(
                "orphaned",
                summary.orphaned().isEmpty()
                        ? "none"
                        : String.valueOf(summary.orphaned().size()));
        list(summary.orphaned());
        int blocks = summary.runs().stream().mapToInt(ReplaySummary.Run::blocks).sum();
        line(
                "runs",
                summary.runs().size() + " of linked blocks, " + number(blocks, "block")
                        + "; nothing is carried over from one to the next");
        list(summary.runs().stream()
                .map(run -> String.format(
                        Locale.ROOT,
                        "%-22s %3d %-7s %s",
                        run.first() == run.last() ? run.first() : run.first() + " .. " + run.last(),
                        run.blocks(),
                        run.blocks() == 1 ? "block" : "blocks",
                        run.proofs().size() == 1
                                ? run.proofs().keySet().iterator().next()
                                : run.proofs().entrySet().stream()
                                        .map(proof -> proof.getValue() + " " + proof.getKey())
                                        .collect(Collectors.joining(", "))))
                .toList());
    }

    private void stream(ReplaySummary.Stream stream) {
        line(
                "stream",
                String.format(
                        Locale.ROOT,
                        "%,d applied, %,d undone, %,d held at the end, %,d aside, %,d abandoned, %,d refused",
                        stream.applied(),
                        stream.undone(),
                        stream.held().size(),
                        stream.aside(),
                        stream.abandoned().size(),
                        stream.refused().size()));
        list(stream.refused());
        if (!stream.quarantined().isEmpty()) {
            line("QUARANTINED", "the chain stopped, and nothing behind is in it");
            list(stream.quarantined());
        }
    }

    private void logs(ReplaySummary summary) {
        ReplaySummary.Logs logs = summary.logs();
        if (logs == null) {
            line("logs", "unknown, and so are swaps, liquidity, transfers and pools: no block came with its logs");
            return;
        }
        line(
                "logs",
                String.format(
                        Locale.ROOT,
                        "%,d = %,d decoded + %,d ignored + %,d unknown + %,d rejected%s%s",
                        logs.total(),
                        logs.decoded(),
                        logs.ignored(),
                        logs.unknown(),
                        logs.rejected(),
                        summary.blocksWithoutLogs() == 0
                                ? ""
                                : "; unknown of " + number(summary.blocksWithoutLogs(), "block") + " that came without",
                        logs.blocksNotAccountedFor() == 0
                                ? ""
                                : "; BUT " + number(logs.blocksNotAccountedFor(), "block")
                                        + " where this does not add up"));
    }

    private void swaps(List<ReplaySummary.Swaps> byProtocol) {
        line("swaps", "by protocol, as the events state them; proven by token transfers in full or partly");
        String row = "    %-24s %9s %9s %9s %9s %9s%n";
        out.printf(Locale.ROOT, row, "", "events", "proven", "partly", "spoofed", "exact");
        for (ReplaySummary.Swaps swaps : byProtocol) {
            out.printf(
                    Locale.ROOT,
                    row,
                    swaps.protocol(),
                    grouped(swaps.events()),
                    grouped(swaps.proven()),
                    grouped(swaps.partlyProven()),
                    grouped(swaps.spoofed()),
                    grouped(swaps.exact()));
        }
    }

    private void list(List<String> lines) {
        lines.stream().limit(LISTED).forEach(line -> out.println("    " + line));
        if (lines.size() > LISTED) {
            out.println("    and " + (lines.size() - LISTED) + " more; --json prints all");
        }
    }

    private void line(String name, String text) {
        out.printf("%-13s %s%n", name, text);
    }

    private static String counts(@Nullable Map<String, Long> counts) {
        return counts == null || counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(count -> grouped(count.getValue()) + " " + count.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static String number(long count, String singular) {
        return grouped(count) + " " + singular + (count == 1 ? "" : "s");
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
