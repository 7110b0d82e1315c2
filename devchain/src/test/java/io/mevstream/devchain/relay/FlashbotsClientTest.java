package io.mevstream.devchain.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.devchain.builder.BareChain;
import io.mevstream.devchain.contracts.NpmPackages;
import io.mevstream.devchain.node.Account;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlashbotsClientTest {

    private static final String SCRIPT = "flashbots-client.cjs";

    @TempDir
    Path folder;

    @Test
    void worksUnmodified() throws IOException, InterruptedException {
        try (BareChain bare = new BareChain(folder);
                LocalRelays relays = LocalRelays.start(
                        bare.chain(), LocalRelays.Settings.of(RelayProfile.named("flashbots")), folder)) {
            String script;
            try (var resource = FlashbotsClientTest.class.getResourceAsStream(SCRIPT)) {
                script = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            }
            Path file = Files.writeString(folder.resolve(SCRIPT), script);
            ProcessBuilder command = new ProcessBuilder(
                    "node",
                    file.toString(),
                    relays.nodeUrl().toString(),
                    relays.relay("flashbots").url().toString(),
                    relays.adminUrl().toString(),
                    key(BareChain.ALICE),
                    key(BareChain.BOB));
            command.environment()
                    .put(
                            "NODE_PATH",
                            NpmPackages.locate()
                                    .module()
                                    .resolve("node_modules")
                                    .toString());
            Path out = folder.resolve("client.log");
            Process client = command.redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            try {
                assertThat(client.waitFor(120, TimeUnit.SECONDS)).isTrue();
            } finally {
                client.destroyForcibly();
            }

            String said = Files.readString(out);
            assertThat(client.exitValue()).as(said).isZero();
            assertThat(said.lines().toList()).isEqualTo(scenarios(script));
        }
    }

    /** The scenarios' names, so that one that was not run is missed. */
    private static List<String> scenarios(String script) {
        return Pattern.compile("(?m)^    async '([^']+)'")
                .matcher(script)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String key(Account account) {
        return "0x" + String.format("%064x", account.privateKey());
    }
}
