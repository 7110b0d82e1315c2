package io.mevstream.verify;

import io.mevstream.chain.BlockRef;
import io.mevstream.verify.NodeProxy.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An ingest with two endpoints, of which the one it follows goes wrong in every way there is. */
final class IngestFaults implements Proof {
    private static final long FIRST_SECOND = 1_767_225_600L;
    private static final long OTHER_SECOND = FIRST_SECOND + 1_000;
    private static final int BLOCKS = 6;
    private static final int FULL_ROUNDS = 6;
    private static final long GOAL_MICROS = 500_000;
    /** How much longer it may take on a machine that does other things at the same time. */
    private static final long SLACK = 6;

    /** What is counted of an endpoint that behaves so; those that only seem slow may be noticed as any of several. */
    private static final Map<Fault, List<String>> NOTICED = Map.ofEntries(
            Map.entry(Fault.DEAD, List.of("UNREACHABLE")),
            Map.entry(Fault.SILENT, List.of("MISSED_REPLY", "LATE_HEAD", "TIMEOUT")),
            Map.entry(Fault.SLOW, List.of("MISSED_REPLY", "LATE_HEAD", "TIMEOUT")),
            Map.entry(Fault.LAGS, List.of("LATE_HEAD", "NULL_ANSWER")),
            Map.entry(Fault.LIES_IN_RECEIPTS, List.of("CONTRADICTION")),
            Map.entry(Fault.LIES_IN_HEADER, List.of("CONTRADICTION")),
            Map.entry(Fault.LIES_IN_BLOCK, List.of("CONTRADICTION")),
            Map.entry(Fault.TOO_MANY_REQUESTS, List.of("RATE_LIMITED")),
            Map.entry(Fault.SERVER_ERROR, List.of("HTTP_STATUS")),
            Map.entry(Fault.NULL, List.of("NULL_ANSWER")),
            Map.entry(Fault.HTML, List.of("GARBAGE")),
            Map.entry(Fault.CUT_JSON, List.of("GARBAGE")));

    @Override
    public String name() {
        return "ingest-faults";
    }

    @Override
    public String claim() {
        return "Whatever the followed endpoint does (dies, is silent, lags, lies, answers 429, 500, null or garbage), blocks go on coming from the"
                + " other, each fault is counted, and the log is the node's chain.";
    }

    @Override
    public String control() {
        return "the followed endpoint shows a chain of another node, whose hashes and roots are all right";
    }

    @Override
    public int chunks(Size size) {
        return size == Size.FULL ? FULL_ROUNDS : 1;
    }

    @Override
    public void runChunk(ProofRun run) throws IOException, InterruptedException {
        Path log = run.workDir().resolve("log");
        List<Long> failovers = new ArrayList<>();
        List<Long> ordinary = new ArrayList<>();
        try (PlainNode node = PlainNode.start(run.workDir(), FIRST_SECOND);
                PlainNode other = PlainNode.start(run.workDir(), OTHER_SECOND)) {
            int done = 0;
            for (Fault fault : run.planted() ? List.of(Fault.NONE) : List.of(Fault.values())) {
                PlainNode followed = run.planted() ? other : node;
                try (NodeProxy faulty = new NodeProxy(followed.port());
                        NodeProxy steady = new NodeProxy(node.port());
                        FollowedChain chain = FollowedChain.begin(log, node, followed, faulty, steady)) {
                    ordinary.addAll(chain.grow(BLOCKS));
                    faulty.behave(fault);
                    failovers.addAll(chain.grow(BLOCKS));
                    chain.reorg(2);
                    failovers.addAll(chain.grow(2));
                    run.count("faulty_answers", faulty.spoiled());
                    judge(run, fault, chain.failuresOf(FollowedChain.FAULTY));
                    run.expect(chain.missing() == 0, "%s: %d blocks did not come", fault, chain.missing());
                }
                run.progress(++done, Fault.values().length);
            }
            judge(run, log, node);
        }
        figures(run, ordinary, failovers);
    }

    private static void judge(ProofRun run, Fault fault, Map<String, Long> failures) {
        run.count("faults", fault == Fault.NONE ? 0 : 1);
        List<String> expected = NOTICED.get(fault);
        run.expect(
                expected == null || expected.stream().anyMatch(failures::containsKey),
                "%s: expected one of %s to be counted, found %s",
                fault,
                expected,
                failures);
    }

    private static void judge(ProofRun run, Path log, PlainNode node) throws IOException {
        LogLedger ledger = new LogLedger(run);
        ledger.look(log);
        LogLedger.Outcome outcome = ledger.fold(log, 0);
        for (BlockRef block : outcome.chain()) {
            String hash = node.calls().hash(block.number());
            run.expect(hash.equals(block.hash().toString()), "expected %s of the node, found %s", hash, block);
        }
        run.count("blocks", outcome.chain().size());
        run.count("undone", outcome.undone());
        run.expect(run.planted() || outcome.undone() > 0, "expected blocks to be undone, found none");
    }

    private static void figures(ProofRun run, List<Long> ordinary, List<Long> failovers) {
        if (run.planted() || failovers.isEmpty()) {
            return;
        }
        run.max("ordinary_p50_micros", percentile(ordinary, 50));
        run.max("ordinary_most_micros", percentile(ordinary, 100));
        run.max("faulty_p50_micros", percentile(failovers, 50));
        run.max("faulty_p99_micros", percentile(failovers, 99));
        run.max("faulty_most_micros", percentile(failovers, 100));
        run.expect(
                percentile(failovers, 50) <= GOAL_MICROS,
                "expected half of the blocks within %d us of the node having them, found %d",
                GOAL_MICROS,
                percentile(failovers, 50));
        run.expect(
                percentile(failovers, 100) <= SLACK * GOAL_MICROS,
                "expected every block within %d us, found %d",
                SLACK * GOAL_MICROS,
                percentile(failovers, 100));
    }

    private static long percentile(List<Long> values, int percent) {
        List<Long> sorted = values.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
