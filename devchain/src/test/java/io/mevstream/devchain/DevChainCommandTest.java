package io.mevstream.devchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
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

    private int run(String... args) {
        return DevChainCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
