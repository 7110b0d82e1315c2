package io.mevstream.devchain.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mevstream.chain.Keccak;
import io.mevstream.devchain.DevChain;
import io.mevstream.devchain.actor.Strengths;
import io.mevstream.devchain.contracts.NpmPackages;
import io.mevstream.devchain.node.Anvil;
import io.mevstream.devchain.node.Chain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketRunTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long BLOCKS = 14;

    private final NpmPackages packages = NpmPackages.locate();

    @TempDir
    Path folder;

    @Test
    void makesTheSameBlocksArrivalsAndJournalForTheSameSeed() throws IOException {
        RunSummary one = run(5, "one");
        RunSummary two = run(5, "two");
        RunSummary other = run(6, "other");

        assertThat(one).isEqualTo(two);
        assertThat(one.blocks()).isEqualTo(BLOCKS);
        assertThat(one.reorgs()).isGreaterThanOrEqualTo(2);
        assertThat(one.deepestReorg()).isEqualTo(6);
        assertThat(one.transactions()).isGreaterThan(100);
        assertThat(one.headHash()).isNotEqualTo(other.headHash());
        assertThat(one.journalChecksum()).isNotEqualTo(other.journalChecksum());
        assertThat(one.arrivalsChecksum()).isNotEqualTo(other.arrivalsChecksum());
        for (String file : List.of("journal.ndjson.gz", "arrivals.ndjson.gz", "blocks/blocks.ndjson.gz")) {
            assertThat(folder.resolve("one").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("two").resolve(file));
        }
        recordsTheChainAsItEnded(one);
        endsItsJournalInTheStatedChecksum(one);
        orphansEveryBlockThatTheChainHasNotGot();
    }

    private void recordsTheChainAsItEnded(RunSummary summary) throws IOException {
        List<JsonNode> blocks = lines("blocks/blocks.ndjson.gz");
        String parent = null;
        for (JsonNode line : blocks) {
            JsonNode block = line.get("block");
            assertThat(parent == null || parent.equals(block.get("parentHash").asText()))
                    .isTrue();
            assertThat(line.get("receipts")).hasSameSizeAs(block.get("transactions"));
            parent = block.get("hash").asText();
        }
        assertThat(blocks).hasSize((int) summary.headNumber());
        assertThat(parent).isEqualTo(summary.headHash());
    }

    private void endsItsJournalInTheStatedChecksum(RunSummary summary) throws IOException {
        String checksum = Keccak.hash("mevstream actor journal").toString();
        for (JsonNode line : lines("journal.ndjson.gz")) {
            String stated = line.get("checksum").asText();
            ((ObjectNode) line).remove("checksum");
            checksum = Keccak.hash(checksum + line.toString()).toString();
            assertThat(stated).isEqualTo(checksum);
        }
        assertThat(checksum).isEqualTo(summary.journalChecksum());
    }

    private void orphansEveryBlockThatTheChainHasNotGot() throws IOException {
        Map<String, Long> standing = new TreeMap<>();
        for (JsonNode line : lines("journal.ndjson.gz")) {
            if (line.has("reorg")) {
                assertThat(line.get("orphaned")).hasSize(line.get("reorg").asInt());
                line.get("orphaned").forEach(hash -> assertThat(standing.remove(hash.asText()))
                        .isNotNull());
            } else {
                standing.put(line.get("hash").asText(), line.get("block").asLong());
            }
        }
        List<String> chain = new ArrayList<>();
        for (JsonNode line : lines("blocks/blocks.ndjson.gz")) {
            chain.add(line.get("block").get("hash").asText());
        }
        assertThat(standing).hasSize((int) BLOCKS);
        assertThat(chain).containsAll(standing.keySet());
    }

    @Test
    void undoesOnDemandAndGoesOn() {
        Anvil.Settings settings = Anvil.Settings.STANDARD.withHistory(80);
        try (DevChain chain = DevChain.start(packages, settings, 1, folder.resolve("chain"), step -> {});
                MarketRun run = MarketRun.begin(
                        chain,
                        packages,
                        new MarketRun.Settings(1, Strengths.parse("all=0,traders=0.3"), ReorgPlan.NONE, null, false))) {
            for (int i = 0; i < 70; i++) {
                run.step();
            }
            long before = Chain.number(chain.chain().head().get("number"));
            run.reorg(70);
            assertThat(run.length()).isZero();
            assertThatThrownBy(() -> run.reorg(1)).hasMessageContaining("found 1");
            run.step();
            assertThat(Chain.number(chain.chain().head().get("number"))).isEqualTo(before - 69);
            assertThat(run.summary().transactions()).isPositive();
        }
    }

    @Test
    void shiftsNobodysDrawsByOneActorMore() {
        RunSummary alone = arrivals("all=0,traders=1");
        RunSummary watched = arrivals("all=0.000001,traders=1,liquidators=5,oracles=0");
        RunSummary more = arrivals("all=0,traders=2");

        assertThat(alone.arrivals()).isPositive();
        assertThat(alone.truths()).isEmpty();
        assertThat(watched.headNumber()).as("set up").isGreaterThan(alone.headNumber());
        assertThat(watched.arrivalsChecksum()).isEqualTo(alone.arrivalsChecksum());
        assertThat(more.arrivalsChecksum()).isNotEqualTo(alone.arrivalsChecksum());
    }

    private RunSummary arrivals(String actors) {
        MarketRun.Settings run = new MarketRun.Settings(3, Strengths.parse(actors), ReorgPlan.NONE, null, false);
        try (DevChain chain = DevChain.start(packages, Anvil.Settings.STANDARD, 1, folder.resolve(actors), step -> {});
                MarketRun market = MarketRun.begin(chain, packages, run)) {
            market.step();
            market.step();
            return market.summary();
        }
    }

    private RunSummary run(long seed, String name) {
        Anvil.Settings settings = Anvil.Settings.STANDARD.withHistory(20);
        Strengths strengths = Strengths.parse("all=1,liquidators=2");
        MarketRun.Settings run =
                new MarketRun.Settings(seed, strengths, ReorgPlan.parse("0.2x1-2,8:6"), folder.resolve(name), false);
        RunSummary summary;
        try (DevChain chain = DevChain.start(packages, settings, 1, folder.resolve("chain " + name), step -> {})) {
            MarketRun market = MarketRun.begin(chain, packages, run);
            while (market.length() < BLOCKS) {
                market.step();
            }
            summary = market.summary();
            market.close();
        }
        return summary;
    }

    private List<JsonNode> lines(String file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        Path path = folder.resolve("one").resolve(file);
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(JSON.readTree(line));
            }
        }
        return lines;
    }
}
