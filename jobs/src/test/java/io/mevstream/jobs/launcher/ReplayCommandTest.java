package io.mevstream.jobs.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.SharedData;
import io.mevstream.jobs.HouseRulesTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The main command as a user gives it: real blocks, the real engine, a Flink cluster in this process. */
class ReplayCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void runsFromTheTop() {
        System.setProperty("mevstream.home", HouseRulesTest.top().toString());
    }

    @Test
    void loadsThirtyMainnetBlocksAndAccountsForEveryLog() throws IOException {
        Path blocks = SharedData.require("mainnet-blocks");
        Path malformed = SharedData.require("mainnet-blocks-malformed");
        String store = folder.resolve("store").toString();

        assertThat(run("replay", blocks.toString(), malformed.toString(), "--store", store, "--json"))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);

        JsonNode summary = new ObjectMapper().readTree(out.toString());
        assertThat(summary.get("blocks").asInt()).isEqualTo(30);
        assertThat(summary.get("refused")).hasSize(1);
        assertThat(summary.get("refused").get(0).asText()).contains("18270775", "LOG_INDEX_RESTART");
        JsonNode logs = summary.get("logs");
        assertThat(logs.get("total").asLong()).isEqualTo(6718);
        assertThat(logs.get("decoded").asLong()
                        + logs.get("ignored").asLong()
                        + logs.get("unknown").asLong()
                        + logs.get("rejected").asLong())
                .isEqualTo(6718);
        assertThat(events(summary, "uniswap-v2")).isEqualTo(528);
        assertThat(events(summary, "uniswap-v3")).isEqualTo(110);
        assertThat(events(summary, "pancake-v3")).isEqualTo(1);
        assertThat(summary.get("syncs").get("uniswap-v2").asLong()).isEqualTo(539);
        assertThat(Files.readAllLines(Path.of(store, "refused.ndjson"))).hasSize(1);

        JsonNode mev = summary.get("mev");
        assertThat(mev.get("inspected")).hasSize(1);
        assertThat(mev.get("inspected").get(0).get("blocks").asInt()).isEqualTo(30);
        assertThat(mev.get("inspected").get(0).get("tradesReverted").isNull()).isTrue();
        assertThat(mev.get("traced")).isEmpty();
        JsonNode coverage = mev.get("coverage");
        assertThat(coverage.get("findings").asInt()).isGreaterThan(20);
        assertThat(coverage.get("netExact").asInt()
                        + coverage.get("netBounded").asInt()
                        + coverage.get("netUnknown").asInt())
                .isEqualTo(coverage.get("findings").asInt());
        assertThat(coverage.get("tradesPriced").asInt())
                .isBetween(600, coverage.get("trades").asInt());

        out.getBuffer().setLength(0);
        assertThat(run(
                        "sql",
                        "--store",
                        store,
                        "--csv",
                        "SELECT countIf(net_wei IS NOT NULL AND completeness != 'exact') AS summed_bounds,"
                                + " countIf(net_upper_bound_wei IS NOT NULL) > 0 AS bounds FROM detections_final"))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);
        assertThat(out).hasToString("summed_bounds,bounds\r\n0,1\r\n");

        out.getBuffer().setLength(0);
        assertThat(run(
                        "sql",
                        "--store",
                        store,
                        "--csv",
                        "SELECT protocol, swaps FROM swaps_per_protocol_per_block WHERE block_number = 18000000"
                                + " ORDER BY protocol"))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);
        assertThat(out).hasToString("protocol,swaps\r\nuniswap-v2,27\r\nuniswap-v3,2\r\n");
    }

    @Test
    void keepsWhatThereIsWhenNothingCanBeRead() throws IOException {
        Path wrong = Files.writeString(folder.resolve("block.json"), "{\"no\": \"block\"}");
        String store = folder.resolve("store").toString();

        assertThat(run("replay", wrong.toString(), "--store", store)).isEqualTo(ExitCode.FAILED);

        assertThat(err.toString()).contains("found none that could be read", "block.json", "refused.ndjson");
        assertThat(Files.readAllLines(Path.of(store, "refused.ndjson"))).hasSize(1);
        assertThat(ReplayStore.exists(Path.of(store))).isFalse();
    }

    @Test
    void saysWhatItExpectedOfEachArgument() {
        assertThat(run("replay")).isEqualTo(ExitCode.USAGE);
        assertThat(run("replay", "/nowhere")).isEqualTo(ExitCode.USAGE);
        assertThat(run("replay", folder.toString(), "--parallelism", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(run("replay", folder.toString(), "--chain", "atlantis")).isEqualTo(ExitCode.USAGE);
        assertThat(run("replay", folder.toString(), "--replace")).isEqualTo(ExitCode.USAGE);
        assertThat(run("replay", folder.toString(), "--clickhouse", "nonsense")).isEqualTo(ExitCode.USAGE);
        assertThat(run(
                        "replay",
                        folder.toString(),
                        "--clickhouse",
                        "http://127.0.0.1:1",
                        "--clickhouse-password",
                        "hunter2"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("/nowhere", "--parallelism of 1 to 64", "ethereum or 1", "atlantis", "http://HOST:PORT")
                .doesNotContain("hunter2");
    }

    private static long events(JsonNode summary, String protocol) {
        for (JsonNode swaps : summary.get("swaps")) {
            if (swaps.get("protocol").asText().equals(protocol)) {
                return swaps.get("events").asLong();
            }
        }
        return 0;
    }

    private int run(String... args) {
        CommandLine line = Mevstream.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(args);
    }
}
