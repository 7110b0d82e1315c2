package io.mevstream.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Our pool maths against the contracts that are deployed on the development chain, at random states. */
final class PoolMathsProof implements Proof {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FULL_CHUNKS = 20;
    private static final int FULL_COMPARISONS = 50_000;
    private static final int CI_COMPARISONS = 1_000;

    @Override
    public String name() {
        return "pool-maths";
    }

    @Override
    public String claim() {
        return "At random states every family's quotes, and the state after, are those of its deployed contract, and where"
                + " the contract reverts nothing is quoted.";
    }

    @Override
    public String control() {
        return "our maths is given a fee that is off by the least";
    }

    @Override
    public int chunks(Size size) {
        return size == Size.FULL ? FULL_CHUNKS : 1;
    }

    @Override
    public void runChunk(ProofRun run) throws IOException, InterruptedException {
        int comparisons = run.size() == Size.FULL && !run.planted() ? FULL_COMPARISONS : CI_COMPARISONS;
        Path folder = Files.createDirectories(run.workDir().resolve("chain"));
        DevchainRun.process(
                run.workDir(),
                "io.mevstream.devchain.maths.MathsComparison",
                List.of(
                        folder.toString(),
                        Long.toString(run.seed()),
                        Integer.toString(comparisons),
                        Boolean.toString(run.planted())));
        boolean noticedByAll = true;
        String first = "";
        for (Map.Entry<String, JsonNode> family :
                JSON.readTree(folder.resolve("maths.json").toFile()).properties()) {
            JsonNode found = family.getValue();
            long quotes = found.get("quotes").asLong();
            long differences = found.get("differences").asLong();
            noticedByAll &= differences > 0;
            first = found.get("first").toString();
            if (!run.planted()) {
                run.count(family.getKey() + "_quotes", quotes);
                run.count(family.getKey() + "_reverts", found.get("reverts").asLong());
                run.expect(quotes > 0, "%s: expected the contract to quote, found no quote", family.getKey());
                run.expect(differences == 0, "%s: %d differences, such as %s", family.getKey(), differences, first);
            }
        }
        // A fault that one family does not show leaves that family's check without a control.
        run.expect(!run.planted() || !noticedByAll, "every family differs, such as by %s", first);
    }
}
