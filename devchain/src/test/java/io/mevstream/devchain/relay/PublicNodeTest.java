package io.mevstream.devchain.relay;

import static io.mevstream.devchain.builder.BareChain.ALICE;
import static io.mevstream.devchain.builder.BareChain.BOB;
import static io.mevstream.devchain.builder.BareChain.GWEI;
import static io.mevstream.devchain.builder.BareChain.REVERT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mevstream.chain.Address;
import io.mevstream.devchain.builder.BareChain;
import io.mevstream.devchain.builder.PooledTransaction;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicNodeTest {

    private static final Address SOMEBODY = Address.of("0x" + "ee".repeat(20));

    @TempDir
    Path folder;

    private BareChain bare;
    private LocalRelays relays;
    private URI node;
    private final Searcher user = new Searcher("user");

    @BeforeEach
    void start() {
        bare = new BareChain(folder);
        relays = LocalRelays.start(bare.chain(), LocalRelays.Settings.first(1), folder);
        node = relays.nodeUrl();
    }

    @AfterEach
    void stop() {
        relays.close();
        bare.close();
    }

    @Test
    void holdsPublicTransactionsUntilTheyAreMined() {
        PooledTransaction sent = bare.call(ALICE, SOMEBODY, 1, GWEI);
        PooledTransaction later = bare.call(BOB, 3, SOMEBODY, 1, GWEI);
        String raw = sent.raw().toString();
        assertThat(user.result(node, "eth_sendRawTransaction", raw).asText())
                .isEqualTo(sent.hash().toString());
        user.result(node, "eth_sendRawTransaction", later.raw().toString());

        JsonNode pending =
                user.result(node, "eth_getTransactionByHash", sent.hash().toString());
        assertThat(pending.get("blockNumber").isNull()).isTrue();
        assertThat(pending.get("from").asText()).isEqualTo(ALICE.address().toString());
        assertThat(user.result(node, "txpool_status")).hasToString("{\"pending\":\"0x1\",\"queued\":\"0x1\"}");
        JsonNode content = user.result(node, "txpool_content");
        assertThat(content.get("pending").get(ALICE.address().toChecksummed()).has("0"))
                .isTrue();
        assertThat(content.get("queued").get(BOB.address().toChecksummed()).has("3"))
                .isTrue();
        assertThat(count("pending")).isEqualTo("0x1");
        assertThat(count("latest")).isEqualTo("0x0");
        assertThat(user.error(node, "eth_sendRawTransaction", raw)).isEqualTo("already known");

        user.result(node, "evm_mine");

        assertThat(user.result(node, "eth_getTransactionByHash", sent.hash().toString())
                        .get("blockNumber")
                        .asText())
                .isEqualTo("0x1");
        assertThat(user.result(node, "txpool_status").get("pending").asText()).isEqualTo("0x0");
    }

    @Test
    void minesAtTheTimesItIsTold() {
        long time = bare.chain().time();
        user.result(node, "evm_mine", Map.of("timestamp", time + 5));
        assertThat(bare.chain().time()).isEqualTo(time + 5);
        user.result(node, "evm_setNextBlockTimestamp", time + 50);
        user.result(node, "evm_mine");
        assertThat(bare.chain().time()).isEqualTo(time + 50);
        user.result(node, "anvil_mine", "0x3", "0x2");
        assertThat(bare.chain().time()).isEqualTo(time + 56);
        assertThat(user.error(node, "evm_mine", time)).contains("lower than");
        user.result(node, "anvil_setNextBlockBaseFeePerGas", "0x7b");
        user.result(node, "evm_mine");
        assertThat(bare.chain().head().get("baseFeePerGas").asText()).isEqualTo("0x7b");
        user.result(node, "anvil_rollback", 6);
        assertThat(bare.chain().head().get("number").asText()).isEqualTo("0x0");
    }

    @Test
    void handsEverythingElseOnAsItIs() {
        assertThat(user.result(node, "eth_chainId").asText()).isEqualTo("0x7a69");
        JsonNode refused = user.ask(node, "eth_call", Map.of("to", REVERT.toString()), "latest");
        assertThat(refused.get("error").get("code").asInt()).isEqualTo(3);
        assertThat(refused.get("error").get("data").asText()).startsWith("0x08c379a0");
        assertThat(refused.get("id").asInt()).isEqualTo(7);
    }

    @Test
    void refusesWhatWouldGoPastTheBuilders() {
        for (String method :
                new String[] {"eth_sendTransaction", "anvil_setAutomine", "evm_revert", "anvil_setCoinbase"}) {
            assertThat(user.error(node, method)).contains("past the builders");
        }
    }

    private String count(String tag) {
        return user.result(node, "eth_getTransactionCount", ALICE.address().toString(), tag)
                .asText();
    }
}
