package io.mevstream.jobs.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.jobs.HouseRulesTest;
import io.mevstream.jobs.io.recording.RecordingHome;
import io.mevstream.jobs.io.recording.RecordingReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The committed recording as a user replays it. */
class ReplaySampleTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void runsFromTheTop() {
        System.setProperty("mevstream.home", HouseRulesTest.top().toString());
    }

    @Test
    void knowsItsPoolsFromTheFirstBlockOnAndCanBeExportedAndReplayedInPart() throws IOException {
        Path sample = HouseRulesTest.top().resolve("sample");
        JsonNode whole = replay("whole", sample.toString(), "--archive");
        assertThat(whole.get("chainId").asLong()).isEqualTo(31337);
        assertThat(whole.get("blocks").asLong()).isEqualTo(200);
        assertThat(whole.get("logs").get("blocksNotAccountedFor").asLong()).isZero();
        // Snapshots say what each pool was before: nothing is re-derived from a state that is not known.
        assertThat(whole.get("swaps")).hasSize(4);
        assertThat(whole.get("rows").get("pools").asLong())
                .as("pools that are touched")
                .isGreaterThan(30);
        whole.get("swaps").forEach(swaps -> {
            if (swaps.get("protocol").asText().startsWith("uniswap-v")) {
                assertThat(swaps.get("exact").asLong())
                        .as(whole.toPrettyString())
                        .isEqualTo(swaps.get("events").asLong());
            }
        });

        // A recording brings its registry along, an archive is the log alone.
        Path registry = folder.resolve("registry.csv");
        try (RecordingReader reader = RecordingReader.open(sample.resolve("devchain.mevlog"))) {
            Files.write(registry, reader.attachments().get(RecordingHome.REGISTRY));
        }
        JsonNode archived = replay(
                "archived",
                "--from",
                "clickhouse",
                "--archive-at",
                store("whole"),
                "--archive-chain",
                "31337",
                "--registry",
                registry.toString(),
                "--blocks",
                "100..119");
        JsonNode part = replay("part", sample.resolve("devchain.mevlog").toString(), "--blocks", "100..119");
        assertThat(part.get("blocks").asLong()).isEqualTo(20);
        assertThat(archived.get("rows").get("swaps")).isEqualTo(part.get("rows").get("swaps"));
    }

    private JsonNode replay(String store, String... arguments) throws IOException {
        String[] all = new String[arguments.length + 4];
        all[0] = "replay";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--store";
        all[arguments.length + 2] = store(store);
        all[arguments.length + 3] = "--json";
        out.getBuffer().setLength(0);
        CommandLine line = Mevstream.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        assertThat(line.execute(all)).as(err.toString()).isEqualTo(ExitCode.OK);
        return new ObjectMapper().readTree(out.toString());
    }

    private String store(String name) {
        return folder.resolve(name).toString();
    }
}
