package io.mevstream.devchain.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.mevstream.chain.Address;
import io.mevstream.devchain.contracts.NpmPackages;
import io.mevstream.devchain.node.JsonRpc.Request;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainTest {

    private static final Account ALICE = Account.named("alice");
    private static final Account BOB = Account.named("bob");
    private static final BigInteger WEI = BigInteger.TEN.pow(20);

    @TempDir
    Path folder;

    private Anvil anvil;
    private Chain chain;

    @BeforeEach
    void start() {
        anvil = Anvil.start(NpmPackages.locate().anvil(), Anvil.Settings.STANDARD, folder.resolve("anvil.log"));
        chain = Chain.at(anvil.rpc());
        chain.fund(List.of(ALICE.address(), BOB.address()), WEI);
    }

    @AfterEach
    void stop() {
        anvil.close();
    }

    @Test
    void minesInTheOrderInWhichItWasSentWhateverIsPaid() {
        List<SignedTransaction> sent = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Account from = i % 3 == 0 ? ALICE : BOB;
            sent.add(chain.sign(from, transfer(), new Fee(100_000_000_000L, 1_000_000L * (i * 7 % 11))));
        }

        chain.send(sent);
        Chain.Mined block = chain.mine(chain.time() + 12);

        assertThat(block.receipts())
                .extracting(receipt -> receipt.get("transactionHash").asText())
                .isEqualTo(sent.stream().map(s -> s.hash().toString()).toList());
    }

    @Test
    void minesAtTheTimesItIsTold() {
        long genesis = chain.time();

        assertThat(chain.mine(genesis + 1).timestamp()).isEqualTo(genesis + 1);
        assertThat(chain.mine(genesis + 1_000_000).number()).isEqualTo(2);
        assertThatThrownBy(() -> chain.mine(genesis)).hasMessageContaining("after");
    }

    @Test
    void knowsAContractsAddressBeforeItIsCreated() {
        for (int i = 0; i < 130; i++) {
            SignedTransaction creation = chain.sign(ALICE, Call.create(new byte[] {0}, 100_000), Fee.STANDARD);
            chain.send(List.of(creation));
            JsonNode receipt = chain.mine(chain.time() + 1).receipts().get(0);
            assertThat(ALICE.created(creation.nonce()))
                    .hasToString(receipt.get("contractAddress").asText());
        }
    }

    @Test
    void takesBlocksBackAndGoesOnFromThere() {
        chain.mine(chain.time() + 12);
        long time = chain.time();
        chain.send(List.of(chain.sign(ALICE, transfer(), Fee.STANDARD)));
        chain.mine(time + 12);
        chain.mine(time + 24);

        chain.rollBack(2);

        assertThat(chain.time()).isEqualTo(time);
        assertThat(chain.nonce(ALICE.address())).isZero();
        assertThat(chain.mine(time + 5).number()).isEqualTo(2);
    }

    @Test
    void handsTheNodesRefusalOn() {
        assertThatThrownBy(() -> anvil.rpc().call("eth_noSuchMethod"))
                .isInstanceOf(RpcError.class)
                .hasMessageContaining("eth_noSuchMethod");
        List<JsonNode> answers =
                anvil.rpc().answers(List.of(Request.of("eth_noSuchMethod"), Request.of("eth_chainId")));
        assertThat(answers.get(0).has("error")).isTrue();
        assertThat(answers.get(1).get("result").asText()).isEqualTo("0x7a69");
    }

    @Test
    void endsTheNodeWhenItIsClosed() {
        URI url = anvil.url();
        List<ProcessHandle> all = anvil.process().descendants().toList();
        assertThat(all).isNotEmpty();

        anvil.close();

        for (ProcessHandle process : all) {
            process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        }
        assertThatThrownBy(() -> new JsonRpc(url).call("eth_chainId")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void saysWhatANodeSaidThatDoesNotStart() {
        Path none = NpmPackages.locate().anvil().resolveSibling("none");
        assertThatThrownBy(() -> Anvil.start(none, Anvil.Settings.STANDARD, folder.resolve("none.log")))
                .hasMessageContaining("not found");
    }

    @Test
    void refusesAPortThatIsTaken() {
        Anvil.Settings taken = Anvil.Settings.STANDARD.withPort(anvil.url().getPort());
        assertThatThrownBy(() -> Anvil.start(NpmPackages.locate().anvil(), taken, folder.resolve("taken.log")))
                .hasMessageContaining("port");
    }

    private static Call transfer() {
        return Call.to(Address.of("0x" + "ee".repeat(20)), new byte[0], 21_000);
    }
}
