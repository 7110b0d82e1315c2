package io.mevstream.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The development chain's market run again and again from one seed, each time by a process and a node of its own. */
final class DevchainDeterminism implements Proof {
    private static final List<String> FIELDS =
            List.of("headHash", "journalChecksum", "arrivalsChecksum", "headNumber", "transactions", "logs", "truths");

    @Override
    public String name() {
        return "devchain-determinism";
    }

    @Override
    public String claim() {
        return "Runs of the development chain from one seed, reorgs among them, end on one block hash, with one order of"
                + " arrivals and one journal.";
    }

    @Override
    public String control() {
        return "The second run is of the next seed.";
    }

    @Override
    public int chunks(Size size) {
        return 1;
    }

    @Override
    public void runChunk(ProofRun run) throws IOException, InterruptedException {
        boolean full = run.size() == Size.FULL;
        int runs = full ? 10 : 2;
        long seed = Math.floorMod(run.seed(), 1_000_000);
        JsonNode first = null;
        for (int i = 0; i < runs; i++) {
            long ofThis = run.planted() && i == 1 ? seed + 1 : seed;
            JsonNode found = run(run.workDir().resolve("run-" + i), ofThis, full);
            run.progress(i + 1, runs);
            run.count("runs", 1);
            run.count("blocks", found.get("slots").asLong());
            run.count("transactions", found.get("transactions").asLong());
            run.count("reorgs", found.get("reorgs").asLong());
            run.max("deepest_reorg", found.get("deepestReorg").asLong());
            run.max("blocks_per_second", found.get("blocksPerSecond").asLong());
            run.max(
                    "transactions_per_second",
                    found.get("transactionsPerSecond").asLong());
            first = first == null ? found : first;
            for (String field : FIELDS) {
                run.expect(
                        found.get(field).equals(first.get(field)),
                        "run %d of seed %d: expected %s %s, found %s",
                        i,
                        seed,
                        field,
                        first.get(field),
                        found.get(field));
            }
            run.expect(
                    found.get("reorgs").asLong() > 0
                            && found.get("transactions").asLong() > 0,
                    "run %d: expected reorgs and transactions, found %s",
                    i,
                    found);
        }
    }

    private static JsonNode run(Path work, long seed, boolean full) throws IOException, InterruptedException {
        return DevchainRun.run(
                work,
                List.of(
                        "--seed",
                        "" + seed,
                        "--blocks",
                        full ? "70" : "8",
                        "--reorgs",
                        full ? "0.05x1-3,66:64" : "0.1x1-2,6:4"));
    }
}
