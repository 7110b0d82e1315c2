package io.mevstream.devchain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mevstream.devchain.run.MarketRun;
import io.mevstream.devchain.run.RunSummary;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Runs the market for so many blocks, says how far it is, and what came of it. */
final class MarketReport {

    private static final long EVERY_NANOS = 2_000_000_000L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MarketRun run;
    private final long blocks;
    private final long paceMillis;
    private final PrintWriter progress;
    private long nanos;

    /** @param paceMillis how long after the beginning of one block that of the next is, at least */
    MarketReport(MarketRun run, long blocks, long paceMillis, PrintWriter progress) {
        this.run = run;
        this.blocks = blocks;
        this.paceMillis = paceMillis;
        this.progress = progress;
    }

    /** Makes blocks until the chain has so many, those undone apart. */
    void run() throws InterruptedException {
        long start = System.nanoTime();
        long next = start;
        long told = start;
        while (run.length() < blocks) {
            run.step();
            next = Math.max(next + paceMillis * 1_000_000, System.nanoTime());
            long now = System.nanoTime();
            if (now - told > EVERY_NANOS || run.length() == blocks && told > start) {
                told = now;
                tell(now - start);
            }
            Thread.sleep(Math.max(0, (next - now) / 1_000_000));
        }
        nanos = System.nanoTime() - start;
    }

    private void tell(long elapsed) {
        RunSummary so = run.summary();
        long left = so.blocks() == 0 ? 0 : elapsed / so.blocks() * (blocks - so.blocks()) / 1_000_000_000;
        progress.printf(
                "  %6d of %d blocks  %s blocks/s  %s tx/s  %d reorgs  %d s left%n",
                so.blocks(), blocks, rate(so.slots(), elapsed), rate(so.transactions(), elapsed), so.reorgs(), left);
    }

    private static String rate(long count, long elapsed) {
        return BigDecimal.valueOf(count)
                .multiply(BigDecimal.valueOf(1_000_000_000))
                .divide(BigDecimal.valueOf(Math.max(1, elapsed)), 1, RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** The summary as JSON, with the rates of this run. */
    ObjectNode json() {
        RunSummary summary = run.summary();
        ObjectNode json = JSON.valueToTree(summary);
        json.put("millis", nanos / 1_000_000);
        json.put("blocksPerSecond", new BigDecimal(rate(summary.slots(), nanos)));
        json.put("transactionsPerSecond", new BigDecimal(rate(summary.transactions(), nanos)));
        return json;
    }

    void print(PrintWriter out) {
        RunSummary summary = run.summary();
        out.printf("%n%-10s %s%n", "actors", summary.actors());
        out.printf(
                "%-10s %d in the chain, %d undone in %d reorgs, the deepest of %d%n",
                "blocks", summary.blocks(), summary.blocksUndone(), summary.reorgs(), summary.deepestReorg());
        out.printf(
                "%-10s %d mined, %d of them reverted, %d logs; %d sent, %d waiting%n",
                "txs",
                summary.transactions(),
                summary.reverted(),
                summary.logs(),
                summary.arrivals(),
                summary.waiting());
        out.printf("%-10s %s%n", "truths", summary.truths());
        out.printf(
                "%-10s %s blocks/s, %s tx/s, %d ms%n",
                "rate", rate(summary.slots(), nanos), rate(summary.transactions(), nanos), nanos / 1_000_000);
        out.printf("%-10s %d %s%n", "head", summary.headNumber(), summary.headHash());
        out.printf("%-10s %s%n", "journal", summary.journalChecksum());
        out.printf("%-10s %s%n", "arrivals", summary.arrivalsChecksum());
    }
}
