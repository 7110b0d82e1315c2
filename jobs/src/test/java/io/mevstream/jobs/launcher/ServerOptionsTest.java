package io.mevstream.jobs.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.SharedData;
import io.mevstream.jobs.HouseRulesTest;
import io.mevstream.jobs.io.clickhouse.ClickHouseQueries;
import io.mevstream.jobs.io.clickhouse.EmbeddedClickHouse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands against a server of one's own, with right and with wrong options. */
class ServerOptionsTest {
    @TempDir
    static Path folder;

    private static EmbeddedClickHouse engine;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void starts() throws Exception {
        System.setProperty("mevstream.home", HouseRulesTest.top().toString());
        engine = EmbeddedClickHouse.open(folder.resolve("server"));
        Files.writeString(
                folder.resolve("password"), engine.settings().password().reveal());
        Files.writeString(folder.resolve("wrong"), "wrong");
        try (ClickHouseQueries queries =
                ClickHouseQueries.open(engine.settings().withDatabase("default"))) {
            queries.rows("CREATE DATABASE held COMMENT 'mevstream, chain log 00'");
        }
    }

    @AfterAll
    static void ends() {
        engine.close();
    }

    @Test
    void keepsTheReplayBeforeWhenAnOptionIsWrong() throws IOException {
        Path kept = aReplay();
        Path registry = Files.writeString(folder.resolve("registry.csv"), "0x12,UNISWAP_V9\n");
        List<String> blocks = List.of(
                "replay",
                blocks().toString(),
                "--store",
                folder.resolve("store").toString());
        int failed = ExitCode.FAILED;

        refuses(ExitCode.USAGE, "letters, digits", blocks, "--database", "no-name");
        refuses(ExitCode.USAGE, "line 1", blocks, "--registry", registry.toString());
        refuses(ExitCode.USAGE, "MEVSTREAM_UNSET to be set", with(blocks, "env:MEVSTREAM_UNSET"));
        refuses(ExitCode.USAGE, "cannot read the secret", with(blocks, "file:/nowhere"));
        refuses(failed, "another password", with(blocks, "file:" + folder.resolve("wrong")));
        refuses(failed, "Connection refused", blocks, "--clickhouse", "http://127.0.0.1:1");
        refuses(failed, "no other chain log, found 00", with(blocks, right()), "--database", "held");
        refuses(failed, "absent, empty or made by a replay", with(blocks, right()), "--database", "system");

        System.setProperty("mevstream.home", folder.resolve("no-project").toString());
        try {
            Path conf = Files.createDirectories(folder.resolve("no-project/flink-conf/chains"));
            Files.copy(HouseRulesTest.top().resolve("flink-conf/chains/ethereum.yaml"), conf.resolve("ethereum.yaml"));
            refuses(failed, "expected the embedded ClickHouse at", blocks);
        } finally {
            System.setProperty("mevstream.home", HouseRulesTest.top().toString());
        }

        assertThat(kept).hasContent("years of chain");
    }

    @Test
    void readsAndDoesNotWrite() throws Exception {
        List<String> sql = with(List.of("sql"), right());
        refuses(ExitCode.FAILED, "any ClickHouse client", sql, "--database", "held", "CREATE VIEW v AS SELECT 1");
        refuses(ExitCode.FAILED, "see --database", sql, "--database", "absent", "SELECT 1");
        refuses(
                ExitCode.FAILED,
                "another password",
                with(List.of("sql"), "file:" + folder.resolve("wrong")),
                "SELECT 1");
        refuses(
                ExitCode.FAILED,
                "Connection refused",
                List.of("sql"),
                "--clickhouse",
                "http://127.0.0.1:1",
                "SELECT 1");
        refuses(ExitCode.USAGE, "MEVSTREAM_UNSET", with(List.of("sql"), "env:MEVSTREAM_UNSET"), "SELECT 1");
    }

    @Test
    void printsOneJsonDocumentWithListsAndObjectsInIt() throws IOException {
        String first = "SELECT [1, 9007199254740993]::Array(UInt64) AS a, map('x', 'y') AS m,"
                + " tuple(toInt256(-5), [NULL]::Array(Nullable(String)))::Tuple(w Int256, n Array(Nullable(String))) AS t";
        List<String> command = with(List.of("sql"), right());

        assertThat(run(command, "--database", "default", "--json", first + "; SELECT count() AS n"))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);

        JsonNode printed = new ObjectMapper().readTree(out.toString());
        assertThat(printed)
                .hasToString(
                        "[[{\"a\":[1,\"9007199254740993\"],\"m\":{\"x\":\"y\"},\"t\":{\"w\":\"-5\",\"n\":[null]}}],"
                                + "[{\"n\":1}]]");
    }

    private static String right() {
        return "file:" + folder.resolve("password");
    }

    private static List<String> with(List<String> command, String password) {
        return Stream.concat(
                        command.stream(),
                        Stream.of(
                                "--clickhouse",
                                engine.settings().url(),
                                "--clickhouse-user",
                                engine.settings().user(),
                                "--clickhouse-password",
                                password))
                .toList();
    }

    private static Path blocks() throws IOException {
        try (Stream<Path> files = Files.list(SharedData.require("mainnet-blocks"))) {
            return files.filter(file -> file.getFileName().toString().contains(".json"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Path aReplay() throws IOException {
        try (ReplayStore store = ReplayStore.openToWrite(folder.resolve("store"))) {
            Files.createDirectories(store.log());
            store.finish("{}");
            return Files.writeString(store.log().resolve("segment"), "years of chain");
        }
    }

    private void refuses(int code, String why, List<String> command, String... more) {
        err.getBuffer().setLength(0);
        assertThat(run(command, more)).as(err.toString()).isEqualTo(code);
        assertThat(err.toString()).contains(why).doesNotContain("\tat ", "Exception");
    }

    private int run(List<String> command, String... more) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(more));
        CommandLine line = Mevstream.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(all.toArray(String[]::new));
    }
}
