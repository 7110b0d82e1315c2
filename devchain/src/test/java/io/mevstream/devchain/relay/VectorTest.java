package io.mevstream.devchain.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mevstream.chain.Address;
import io.mevstream.chain.Hex;
import io.mevstream.chain.Keccak;
import io.mevstream.devchain.builder.BareChain;
import io.mevstream.devchain.builder.Bundle;
import io.mevstream.devchain.builder.PooledTransaction;
import io.mevstream.devchain.builder.Refusal;
import io.mevstream.devchain.node.Anvil;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Signatures, transactions and bundles made by others. {@code vectors.json} beside this class was made by ethers; those of Flashbots'
 * own tests are read where they are: {@code MEVSTREAM_DATA}, or {@code shared/data} beside the working directory or above.
 */
class VectorTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void readsSignaturesOfEthers() throws IOException {
        JsonNode vectors = own().get("signatures");
        assertThat(vectors).hasSize(3);
        vectors.forEach(VectorTest::checkSignature);
    }

    @Test
    void readsSignaturesOfFlashbotsTests() throws IOException {
        JsonNode vectors = shared("flashbots_signature.json").get("verify_vectors");
        assertThat(vectors).hasSizeGreaterThanOrEqualTo(2);
        vectors.forEach(VectorTest::checkSignature);
    }

    /** Accepted as it is; each change of header or body that Flashbots' tests make refused. */
    private static void checkSignature(JsonNode vector) {
        byte[] body = vector.get("body").asText().getBytes(StandardCharsets.UTF_8);
        String header =
                vector.get("signer").asText() + ":" + vector.get("signature").asText();
        Address signer = Address.of(vector.get("signer").asText());

        assertThat(RequestSignature.signer(header, body)).isEqualTo(signer);
        for (String field : List.of("keccak", "keccak_of_body")) {
            if (vector.has(field)) {
                assertThat(Keccak.hash(body)).hasToString(vector.get(field).asText());
            }
        }
        List<String> headers = new ArrayList<>(List.of("", "invalid", header + "deadbeef", header.replace("0x", "")));
        headers.add(header.substring(0, header.length() - 8));
        headers.add(header + ":" + header);
        headers.add(Address.ZERO + header.substring(42));
        headers.forEach(
                bad -> assertThat(RequestSignature.signer(bad, body)).as(bad).isNull());
        assertThat(RequestSignature.signer(null, body)).isNull();
        String text = vector.get("body").asText();
        for (String other : List.of("", "{}", text + "...", text.substring(0, Math.max(0, text.length() - 8)))) {
            assertThat(RequestSignature.signer(header, other.getBytes(StandardCharsets.UTF_8)))
                    .as(other)
                    .isNull();
        }
    }

    @Test
    void readsTransactionsOfEthers() throws IOException {
        JsonNode vectors = own().get("transactions");
        assertThat(vectors).hasSize(6);
        for (JsonNode vector : vectors) {
            PooledTransaction read = PooledTransaction.read(vector.get("raw").asText());
            assertThat(read.hash()).hasToString(vector.get("hash").asText());
            assertThat(read.from()).isEqualTo(Address.of(vector.get("from").asText()));
            assertThat(read.nonce()).isEqualTo(vector.get("nonce").asLong());
            assertThat(read.gasLimit()).isEqualTo(vector.get("gasLimit").asLong());
            assertThat(read.transaction().type()).isEqualTo(vector.get("type").asInt());
            assertThat(read.transaction().valueWei().toBigInteger())
                    .isEqualTo(new BigInteger(vector.get("value").asText()));
            refusesEveryCut(Hex.decode(vector.get("raw").asText()));
        }
        JsonNode bundle = own().get("bundle");
        List<PooledTransaction> three = new ArrayList<>();
        bundle.get("of")
                .forEach(i -> three.add(
                        PooledTransaction.read(vectors.get(i.asInt()).get("raw").asText())));
        assertThat(BundleHash.of(three)).hasToString(bundle.get("hash").asText());
    }

    @Test
    void readsTransactionsOfMempoolDumpstersTests() throws IOException {
        JsonNode vectors = shared("mempool_tx_rlp.json").get("vectors");
        assertThat(vectors).hasSizeGreaterThanOrEqualTo(5);
        for (JsonNode vector : vectors) {
            PooledTransaction read = PooledTransaction.read(vector.get("rlp_in").asText());
            assertThat(read.hash()).hasToString(vector.get("hash").asText());
            assertThat(read.raw()).hasToString(vector.get("rlp_canonical").asText());
            if (vector.has("from")) {
                assertThat(read.from()).hasToString(vector.get("from").asText());
            }
            refusesEveryCut(read.raw().array());
        }
    }

    @Test
    void takesTheShortestEncodingOnly() throws IOException {
        byte[] raw = Hex.decode(own().get("transactions").get(2).get("raw").asText());
        assertThat(raw[1] & 0xff).isEqualTo(0xf8);
        byte[] longer = new byte[raw.length + 1];
        System.arraycopy(raw, 2, longer, 3, raw.length - 2);
        longer[0] = raw[0];
        longer[1] = (byte) 0xf9;
        assertThatThrownBy(() -> PooledTransaction.read(longer)).hasMessageContaining("shortest");
    }

    /** Bytes that are missing or too many make no transaction. */
    private static void refusesEveryCut(byte[] raw) {
        for (int length = 0; length < raw.length; length++) {
            byte[] cut = Arrays.copyOf(raw, length);
            assertThatThrownBy(() -> PooledTransaction.read(cut)).isInstanceOf(Refusal.class);
        }
        byte[] longer = Arrays.copyOf(raw, raw.length + 1);
        assertThatThrownBy(() -> PooledTransaction.read(longer)).isInstanceOf(Refusal.class);
    }

    @Test
    void takesBundlesOfRbuildersTests() throws IOException {
        JsonNode vectors = shared("bundles.json").get("vectors");
        Anvil.Settings standard = Anvil.Settings.STANDARD;
        Anvil.Settings mainnet = new Anvil.Settings(
                0, 1, standard.genesisTime(), standard.blockGasLimit(), standard.baseFeeWei(), standard.history());
        int bundles = 0;
        try (BareChain bare = new BareChain(folder, mainnet);
                LocalRelays relays = LocalRelays.start(
                        bare.chain(), LocalRelays.Settings.of(RelayProfile.named("buildernet")), folder)) {
            for (JsonNode vector : vectors) {
                for (JsonNode input : vector.get("json_inputs")) {
                    if (input.has("txs")) {
                        takes(relays, vector, (ObjectNode) input);
                        bundles++;
                    } else {
                        checkRaw(vector, PooledTransaction.read(input.get("tx").asText()));
                    }
                }
            }
        }
        assertThat(bundles).isPositive();
    }

    private static void takes(LocalRelays relays, JsonNode vector, ObjectNode input) {
        String hash = new Searcher("vectors")
                .result(relays.relay("buildernet").url(), "eth_sendBundle", input)
                .get("bundleHash")
                .asText();
        assertThat(vector.get("asserted_hashes")).extracting(JsonNode::asText).contains(hash.substring(2));
        Bundle held = relays.pool("buildernet").all().get(0);
        assertThat(held.validity().firstBlock())
                .isEqualTo(Long.parseLong(input.get("blockNumber").asText().substring(2), 16));
        assertThat(held.validity().minTimestamp())
                .isEqualTo(input.get("minTimestamp").asLong());
        assertThat(held.validity().maxTimestamp())
                .isEqualTo(input.get("maxTimestamp").asLong());
        assertThat(held.reverting())
                .extracting(Object::toString)
                .containsExactly(input.get("revertingTxHashes").get(0).asText());
        assertThat(BundleUuid.of(held))
                .hasToString(vector.get("asserted_uuids").get(0).asText());
        checkRaw(vector, held.transactions().get(0));
    }

    private static void checkRaw(JsonNode vector, PooledTransaction transaction) {
        assertThat(vector.get("asserts"))
                .extracting(JsonNode::asText)
                .contains("tx.nonce(), " + transaction.nonce(), "tx.gas_limit(), " + grouped(transaction.gasLimit()));
        assertThat(vector.get("asserted_addresses"))
                .extracting(address -> Address.of("0x" + address.asText()))
                .contains(transaction.transaction().to());
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', '_');
    }

    private static JsonNode own() throws IOException {
        return JSON.readTree(VectorTest.class.getResource("vectors.json"));
    }

    private static JsonNode shared(String name) throws IOException {
        String named = System.getProperty("MEVSTREAM_DATA", System.getenv("MEVSTREAM_DATA"));
        Path root = named == null ? null : Path.of(named);
        for (Path at = Path.of("").toAbsolutePath(); root == null && at != null; at = at.getParent()) {
            root = Files.isDirectory(at.resolve("shared/data")) ? at.resolve("shared/data") : null;
        }
        Path file = root == null ? null : root.resolve("vectors").resolve(name);
        Assumptions.assumeTrue(file != null && Files.exists(file), "skipped: no shared/data/vectors/" + name);
        return JSON.readTree(file.toFile());
    }
}
