package io.mevstream.devchain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

    private int run(String... args) {
        return DevChainCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
