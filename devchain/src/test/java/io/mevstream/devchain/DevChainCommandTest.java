package io.mevstream.devchain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.devchain.ledger.Ledger;
import io.mevstream.devchain.relay.LocalRelays;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevChainCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void printsWhatStandsAndWhereItAnswers() {
        int code = run("--seed", "3", "--folder", folder.toString(), "--exit");

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("tokens     WETH USDC USDT WBTC DAI LINK UNI", "aave-v3.6=10", "http://127.0.0.1:");
        assertThat(folder.resolve(DevChain.DEPLOYMENT)).isRegularFile();
    }

    @Test
    void saysWhatItCannotRead() {
        assertThat(run("--seed", "many")).isEqualTo(2);
        assertThat(err.toString()).contains("--seed").contains("many");
    }

    @Test
    void saysEverythingThatIsWrongWithARun() {
        String file = folder.toString();
        int code = run("--blocks", "0", "--actors", "traders=99", "--reorgs", "200:128", "--traces", "--folder", file);

        assertThat(code).isEqualTo(2);
        assertThat(err.toString())
                .contains("--blocks of at least 1, found 0")
                .contains("traders=99")
                .contains("--history of more than the deepest reorg, 128, found 128")
                .contains("--record DIR with --traces");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void recordsIntoAnEmptyFolderOnly() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "mine");

        assertThat(run("--blocks", "1", "--record", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("new or empty folder");
        assertThat(run("--record", folder.resolve("new").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("expected --blocks N");
    }

    @Test
    void printsWhatTheActorsDidAsOneDocument() throws IOException {
        int code = run("--blocks", "2", "--json", "--exit", "--folder", folder.toString(), "--actors", "traders=0.5");

        assertThat(code).as(err.toString()).isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("blocks").asLong()).isEqualTo(2);
        assertThat(json.get("headHash").asText()).hasSize(66);
        assertThat(json.get("transactionsPerSecond").isNumber()).isTrue();
    }

    @Test
    void startsRelaysAndSaysWhereTheyAre() throws IOException {
        String file = folder.toString();
        int code = run("--relays", "2", "--rival", "30", "--builder-rival", "5", "--folder", file, "--exit");

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString())
                .containsPattern("node       http://127.0.0.1:\\d+ ")
                .containsPattern("relays     flashbots    http://127.0.0.1:\\d+  https://127.0.0.1:\\d+")
                .containsPattern("           buildernet   http://127.0.0.1:\\d+  https://127.0.0.1:\\d+")
                .containsPattern("knobs      http://127.0.0.1:\\d+ ");
        assertThat(Ledger.read(folder.resolve(LocalRelays.LEDGER)).complete()).isTrue();
    }

    @Test
    void printsTheDeploymentAndTheRelaysAsOneDocument() throws IOException {
        assertThat(run("--relays", "1", "--json", "--exit", "--folder", folder.toString()))
                .isZero();

        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("chainId").asInt()).isEqualTo(31337);
        assertThat(json.get("relays").get("relays").get(0).get("name").asText()).isEqualTo("flashbots");
    }

    @Test
    void saysEverythingThatIsWrongWithRelays() {
        assertThat(run("--relays", "8", "--rival", "101", "--builder-rival", "-1", "--relay-port", "0"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("--relays of 1 to 7, found 8")
                .contains("--rival of 0 to 100, found 101")
                .contains("--builder-rival of 0 to 100, found -1")
                .contains("--relay-port of 1 to");
        assertThat(run("--rival", "10")).isEqualTo(2);
        assertThat(err.toString()).contains("expected --relays N");
    }

    private int run(String... args) {
        return DevChainCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
