package io.mevstream.jobs.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.chain.Block;
import io.mevstream.chain.BlockHeader;
import io.mevstream.jobs.HouseRulesTest;
import io.mevstream.synthetic.SyntheticChain;
import io.mevstream.synthetic.SyntheticChain.Node;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A reorganised chain in files, replayed in the order given by the main command with the real engine. */
class ReplayAsStreamTest {
    private static final long FIRST = 1_000_000;

    @TempDir
    Path folder;

    private final SyntheticChain chain = new SyntheticChain(8, 4, 2);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void runsFromTheTop() {
        System.setProperty("mevstream.home", HouseRulesTest.top().toString());
    }

    @Test
    void undoesAndAppliesWhereTheSetWouldOnlyKeepOneOfTwo() throws IOException {
        List<Node> lost = grow(List.of(chain.first(FIRST)), 6, 0);
        List<Node> kept = grow(lost.subList(0, 4), 4, 1);
        List<String> lines = new ArrayList<>();
        lost.forEach(node -> lines.add(json(node.block())));
        lines.add(json(lost.get(2).block()));
        kept.subList(4, 8).forEach(node -> lines.add(json(node.block())));
        lines.add("{\"logs\":" + logs(chain.next(kept.get(7), 2).block()) + "}");
        lines.add(json(grow(kept, 2, 3).get(9).block()));
        Files.write(folder.resolve("blocks.ndjson"), lines);
        String store = folder.resolve("store").toString();

        assertThat(run("replay", folder.resolve("blocks.ndjson").toString(), "--as-stream", "--store", store, "--json"))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);

        JsonNode summary = new ObjectMapper().readTree(out.toString());
        JsonNode stream = summary.get("stream");
        assertThat(stream.get("applied").asLong() - stream.get("undone").asLong())
                .isEqualTo(8);
        assertThat(stream.get("undone").asLong()).isEqualTo(3);
        assertThat(stream.get("held")).hasSize(1);
        assertThat(stream.get("refused")).hasSize(1);
        assertThat(stream.get("refused").get(0).asText()).contains("NO_HEADER");
        assertThat(stream.get("quarantined")).isEmpty();
        assertThat(summary.get("orphaned")).hasSize(3);
        assertThat(summary.get("runs")).hasSize(1);

        out.getBuffer().setLength(0);
        assertThat(run("sql", "--store", store, "--csv", "SELECT count(), max(block_number) FROM blocks_final"))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString()).endsWith("8," + (FIRST + 7) + "\r\n");
        out.getBuffer().setLength(0);
        assertThat(run("sql", "--store", store, "--csv", "SELECT uniqExact(block_number, block_hash) FROM swaps_final"))
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString()).endsWith("\n7\r\n");
    }

    /** A chain that goes on from the last of these. */
    private List<Node> grow(List<Node> from, int blocks, long salt) {
        List<Node> nodes = new ArrayList<>(from);
        for (int i = 0; i < blocks; i++) nodes.add(chain.next(nodes.get(nodes.size() - 1), salt));
        return nodes;
    }

    private int run(String... args) {
        CommandLine line = Mevstream.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(args);
    }

    private static String json(Block block) {
        return "{\"block\":" + header(block.header()) + ",\"logs\":" + logs(block) + "}";
    }

    private static String header(BlockHeader header) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", quantity(header.number()));
        json.put("hash", header.hash().toString());
        json.put("parentHash", header.parentHash().toString());
        for (String zero : List.of("sha3Uncles", "stateRoot", "transactionsRoot", "receiptsRoot", "mixHash")) {
            json.put(zero, "0x" + "0".repeat(64));
        }
        json.put("miner", "0x" + "0".repeat(40));
        json.put("logsBloom", header.logsBloom().toString());
        json.put("difficulty", "0x0");
        json.put("gasLimit", quantity(header.gasLimit()));
        json.put("gasUsed", quantity(header.gasUsed()));
        json.put("timestamp", quantity(header.timestampSeconds()));
        json.put("extraData", header.extraData().toString());
        json.put("nonce", "0x" + "0".repeat(16));
        json.put("baseFeePerGas", "0x7");
        return text(json);
    }

    private static String logs(Block block) {
        List<Map<String, Object>> logs = new ArrayList<>();
        block.logs().forEach(log -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("blockNumber", quantity(block.number()));
            json.put("blockHash", block.hash().toString());
            json.put("logIndex", quantity(log.logIndex()));
            json.put("transactionIndex", quantity(log.transactionIndex()));
            json.put("transactionHash", log.transactionHash().toString());
            json.put("address", log.address().toString());
            json.put("topics", log.topics().stream().map(Object::toString).toList());
            json.put("data", log.data().toString());
            logs.add(json);
        });
        return text(logs);
    }

    private static String quantity(long value) {
        return "0x" + Long.toHexString(value);
    }

    private static String text(Object json) {
        return new ObjectMapper().valueToTree(json).toString();
    }
}
