package io.mevstream.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What events say of pools against what their contracts say, after every block of a development chain in motion. */
final class PoolStateProof implements Proof {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FULL_CHUNKS = 5;
    private static final int FULL_BLOCKS = 400;
    private static final int CI_BLOCKS = 80;

    @Override
    public String name() {
        return "pool-state";
    }

    @Override
    public String claim() {
        return "After every block of a run with liquidity changes and reorgs, the pools followed by events stand where their"
                + " contracts do: reserves, prices, liquidity, every tick, balances.";
    }

    @Override
    public String control() {
        return "the events of every fifth block are lost";
    }

    @Override
    public int chunks(Size size) {
        return size == Size.FULL ? FULL_CHUNKS : 1;
    }

    @Override
    public void runChunk(ProofRun run) throws IOException, InterruptedException {
        int blocks = run.planted() ? CI_BLOCKS / 4 : run.size() == Size.FULL ? FULL_BLOCKS : CI_BLOCKS;
        Path folder = Files.createDirectories(run.workDir().resolve("chain"));
        DevchainRun.process(
                run.workDir(),
                "io.mevstream.devchain.state.StateComparison",
                List.of(
                        folder.toString(),
                        Long.toString(run.seed()),
                        Integer.toString(blocks),
                        Boolean.toString(run.planted())));
        JsonNode report = JSON.readTree(folder.resolve("state.json").toFile());
        if (run.planted()) {
            judgeControl(run, report);
            return;
        }
        run.count("blocks", blocks);
        run.count("blocks_undone", report.get("undone").asLong());
        run.expect(report.get("undone").asLong() > 0, "expected blocks to be undone, found none");
        for (Map.Entry<String, JsonNode> family : report.get("families").properties()) {
            judge(run, family.getKey(), family.getValue());
        }
    }

    private static void judge(ProofRun run, String family, JsonNode found) {
        run.count(family + "_states", found.get("states").asLong());
        run.count(family + "_figures", found.get("figures").asLong());
        run.expect(found.get("figures").asLong() > 0, "%s: expected figures of contracts, found none", family);
        run.expect(
                found.get("incomplete").asLong() == 0,
                "%s: expected pools known from their first block on, found %d of %d states not complete",
                family,
                found.get("incomplete").asLong(),
                found.get("states").asLong());
        run.expect(
                found.get("differences").asLong() == 0,
                "%s: %d differences, such as %s",
                family,
                found.get("differences").asLong(),
                found.get("first"));
    }

    /** A fault that one family does not show leaves that family's check without a control. */
    private static void judgeControl(ProofRun run, JsonNode report) {
        boolean noticedByAll = true;
        String first = "";
        for (Map.Entry<String, JsonNode> family : report.get("families").properties()) {
            JsonNode found = family.getValue();
            noticedByAll &=
                    found.get("differences").asLong() + found.get("incomplete").asLong() > 0;
            first = found.get("first").toString();
        }
        run.expect(!noticedByAll, "every family differs, such as by %s", first);
    }
}
