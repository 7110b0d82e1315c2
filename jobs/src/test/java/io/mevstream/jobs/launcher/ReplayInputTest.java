package io.mevstream.jobs.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.SharedData;
import io.mevstream.chain.ChainRecord.Proof;
import io.mevstream.sequence.RunPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayInputTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private List<Path> recordings;

    @BeforeEach
    void findsTheRecordings() throws IOException {
        try (Stream<Path> files = Files.list(SharedData.require("mainnet-blocks"))) {
            recordings = files.filter(file -> file.toString().endsWith(".json.gz"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void countsEachBlockOnceAndEachCopyAsADuplicate() throws IOException {
        Path again = Files.createDirectories(folder.resolve("again"));
        for (Path file : recordings.subList(0, 10)) {
            Files.copy(file, again.resolve("copy-" + file.getFileName()));
        }
        Path first = recordings.get(0).getParent();
        for (List<Path> inputs : List.of(List.of(first, again), List.of(again, first))) {
            read(inputs, (input, plan) -> {
                assertThat(plan.blockCount()).isEqualTo(30);
                assertThat(input.blocks()).isEqualTo(30);
                assertThat(input.duplicates()).isEqualTo(10);
            });
        }
    }

    @Test
    void joinsHeadersAndReceiptsThatLieInFoldersApart() throws IOException {
        Path headers = Files.createDirectories(folder.resolve("h"));
        Path receipts = Files.createDirectories(folder.resolve("r"));
        int whole = 0;
        for (Path file : recordings) {
            JsonNode block = json(file);
            if (block.has("block") && block.has("receipts")) {
                whole++;
                String name = file.getFileName().toString().replace(".gz", "");
                Files.writeString(headers.resolve(name), block.get("block").toString());
                Files.writeString(receipts.resolve(name), block.get("receipts").toString());
            }
        }
        int expected = whole;
        assertThat(expected).isGreaterThan(3);
        read(List.of(headers, receipts), (input, plan) -> {
            assertThat(plan.blockCount()).isEqualTo(expected);
            assertThat(input.duplicates()).isZero();
            assertThat(plan.runs()).allSatisfy(run -> assertThat(run.blocks())
                    .allSatisfy(item -> assertThat(item.proof()).isEqualTo(Proof.ROOTS)));
        });
    }

    @FunctionalInterface
    private interface Expecting {
        void check(ReplayInput input, RunPlan<BlockSpool.Place> plan);
    }

    private void read(List<Path> inputs, Expecting expecting) throws IOException {
        Path meanwhile = Files.createDirectories(folder.resolve("meanwhile"));
        try (BlockSpool spool = new BlockSpool(meanwhile.resolve("spool"), 1);
                RefusedInput refused = new RefusedInput(meanwhile.resolve("refused"))) {
            ReplayInput input = new ReplayInput(spool, refused, meanwhile);
            RunPlan<BlockSpool.Place> plan = input.read(inputs);
            assertThat(refused.lines()).allMatch(line -> line.contains("NOT_AN_INPUT_FILE"));
            expecting.check(input, plan);
        }
    }

    private static JsonNode json(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return JSON.readTree(in);
        }
    }
}
