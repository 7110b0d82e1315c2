package io.mevstream.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.mevstream.chain.BlockRef;
import io.mevstream.jobs.io.chainlog.ChainLogReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** An ingest killed and started again while the development chain moves and reorgs. */
final class IngestRestarts implements Proof {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int FULL_KILLS = 50;
    private static final int CI_KILLS = 2;
    private static final int PACE_MILLIS = 60;
    /** How many blocks the market makes for each life of an ingest, at its pace: some seconds' worth. */
    private static final int BLOCKS_PER_KILL = 40;

    private static final int LONGEST_LIFE_MILLIS = 700;

    @Override
    public String name() {
        return "ingest-restarts";
    }

    @Override
    public String claim() {
        return "However often an ingest is killed while the chain moves and reorgs, its log is what the node calls canonical, block for"
                + " block, with undos in order, nothing missing or doubled, and no position ever rewritten.";
    }

    @Override
    public String control() {
        return "one of the lives begins with an empty log instead of going on where it ends";
    }

    @Override
    public int chunks(Size size) {
        return 1;
    }

    @Override
    public void runChunk(ProofRun run) throws IOException, InterruptedException {
        int kills = run.planted() ? 2 : run.size() == Size.FULL ? FULL_KILLS : CI_KILLS;
        List<String> market = List.of(
                "--seed",
                "" + Math.floorMod(run.seed(), 1_000_000),
                "--blocks",
                "" + kills * BLOCKS_PER_KILL,
                "--pace",
                "" + PACE_MILLIS,
                "--reorgs",
                "0.1x1-4",
                "--actors",
                "all=0.5");
        try (DevchainProcess chain = DevchainProcess.start(run.workDir().resolve("chain"), market)) {
            Lives lives = new Lives(run, chain);
            for (int life = 1; life <= kills; life++) {
                lives.liveAndDie();
                if (run.planted() && life == 1) {
                    lives.loseTheLog();
                }
                run.progress(life, kills + 1);
            }
            lives.catchUp();
        }
    }

    /** The lives of one log's ingests. */
    private static final class Lives {
        private final ProofRun run;
        private final DevchainProcess chain;
        private final Path work;
        private final Path log;
        private final LogLedger ledger;
        private final SplittableRandom random;

        Lives(ProofRun run, DevchainProcess chain) throws IOException {
            this.run = run;
            this.chain = chain;
            this.work = Files.createDirectories(run.workDir().resolve("ingest"));
            this.log = run.workDir().resolve("log");
            this.ledger = new LogLedger(run);
            this.random = run.random();
        }

        private IngestProcess start() throws IOException {
            String port = ":" + chain.port();
            return IngestProcess.start(
                    work,
                    log,
                    List.of(
                            "--endpoint",
                            "ws://127.0.0.1" + port,
                            "--endpoint",
                            "http://127.0.0.1" + port,
                            "--from-block",
                            "0",
                            "--pending"));
        }

        void liveAndDie() throws IOException, InterruptedException {
            long before = end();
            try (IngestProcess ingest = start()) {
                long deadline = System.nanoTime() + PATIENCE.toNanos();
                while (end() <= before && System.nanoTime() < deadline) {
                    ingest.requireAlive();
                    Thread.sleep(5);
                }
                Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
                ingest.requireAlive();
                ingest.kill();
            }
            run.count("kills", 1);
            int more = ledger.look(log);
            run.expect(more > 0, "expected a life to append something, found nothing in %s", PATIENCE);
        }

        void loseTheLog() throws IOException {
            try (Stream<Path> files = Files.list(log)) {
                for (Path file : files.toList()) Files.delete(file);
            }
            Files.delete(log);
        }

        /** Lets the market come to its end, and one more ingest catch up; then the log is judged. */
        void catchUp() throws IOException, InterruptedException {
            try (IngestProcess ingest = start()) {
                long deadline = System.nanoTime() + PATIENCE.toNanos();
                JsonNode market = chain.summary();
                while (market == null && System.nanoTime() < deadline) {
                    ingest.requireAlive();
                    Thread.sleep(100);
                    market = chain.summary();
                }
                String head = chain.node().head();
                LogLedger.Outcome outcome = ledger.fold(log, 0);
                while (!head.equals(last(outcome)) && System.nanoTime() < deadline) {
                    ingest.requireAlive();
                    Thread.sleep(200);
                    outcome = ledger.fold(log, 0);
                }
                ingest.kill();
                ledger.look(log);
                judge(ledger.fold(log, 0), market);
            }
        }

        private static String last(LogLedger.Outcome outcome) {
            return outcome.chain().isEmpty()
                    ? ""
                    : outcome.chain().get(outcome.chain().size() - 1).hash().toString();
        }

        private void judge(LogLedger.Outcome outcome, JsonNode market) throws IOException {
            NodeCalls node = chain.node();
            run.expect(last(outcome).equals(node.head()), "expected the node's head, found %s", last(outcome));
            for (BlockRef block : outcome.chain()) {
                String hash = node.hash(block.number());
                run.expect(
                        hash.equals(block.hash().toString()),
                        "expected %s of the node, found %s in the log",
                        hash,
                        block);
            }
            run.count("blocks", outcome.chain().size());
            run.count("records", ledger.positions());
            run.count("undone", outcome.undone());
            run.max("deepest_undo", outcome.deepest());
            run.count("pending", outcome.pending());
            run.expect(market != null, "expected the market to come to its end");
            if (market != null) {
                run.count("market_reorgs", market.get("reorgs").asLong());
                run.expect(market.get("reorgs").asLong() > 0, "expected reorgs, found none");
            }
        }

        private long end() throws IOException {
            try (ChainLogReader reader = ChainLogReader.open(log)) {
                return reader.endPosition();
            } catch (NoSuchFileException none) {
                return 0;
            }
        }
    }
}
