package io.mevstream.devchain.relay;

import static io.mevstream.devchain.builder.BareChain.ALICE;
import static io.mevstream.devchain.builder.BareChain.BOB;
import static io.mevstream.devchain.builder.BareChain.CAROL;
import static io.mevstream.devchain.builder.BareChain.GWEI;
import static io.mevstream.devchain.builder.BareChain.PRIZE;
import static io.mevstream.devchain.builder.BareChain.REVERT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.devchain.builder.BareChain;
import io.mevstream.devchain.builder.BundleOutcome;
import io.mevstream.devchain.builder.PooledTransaction;
import io.mevstream.devchain.builder.SlotReport;
import io.mevstream.devchain.node.Chain;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayTest {

    private static final Address SOMEBODY = Address.of("0x" + "ee".repeat(20));
    private static final String UUID = "a90205bc-2afd-5afe-b315-f17d597ffd97";

    @TempDir
    Path folder;

    private BareChain bare;
    private LocalRelays relays;
    private final Searcher searcher = new Searcher("one");

    @BeforeEach
    void start() {
        bare = new BareChain(folder);
        relays = LocalRelays.start(
                bare.chain(), LocalRelays.Settings.first(RelayProfile.known().size()), folder);
    }

    @AfterEach
    void stop() {
        relays.close();
        bare.close();
    }

    @Test
    void takesOnlyWhatIsSignedOverTheExactBytes() {
        URI url = url("flashbots");
        String body = Searcher.body("eth_sendBundle", bundle(bare.call(ALICE, SOMEBODY, 1, GWEI)));
        String good = sign(body);
        assertThat(Searcher.json(searcher.post(url, body, good)).has("result")).isTrue();
        for (String bad : List.of(
                "",
                "invalid",
                good + "deadbeef",
                good.substring(0, good.length() - 8),
                good.replace(":", ""),
                sign("{}"),
                BareChain.BOB.address() + good.substring(42))) {
            JsonNode answer = Searcher.json(searcher.post(url, body, bad));
            assertThat(answer.path("error").path("message").asText()).as(bad).isEqualTo("invalid signature");
        }
        assertThat(Searcher.json(searcher.post(url, body + " ", good)).has("error"))
                .isTrue();
        assertThat(Searcher.json(searcher.post(url, body, null))
                        .path("error")
                        .path("message")
                        .asText())
                .isEqualTo("signature is required");
        assertThat(relays.pool("flashbots").all()).hasSize(1);
    }

    @Test
    void readsRecoveryIdsOfBothKinds() {
        String body = Searcher.body("eth_sendBundle", bundle(bare.call(ALICE, SOMEBODY, 1, GWEI)));
        String header = sign(body);
        String last = header.substring(header.length() - 2);
        String other = last.equals("1b") ? "00" : "01";
        String zeroOrOne = header.substring(0, header.length() - 2) + other;
        assertThat(Searcher.json(searcher.post(url("flashbots"), body, zeroOrOne))
                        .has("result"))
                .isTrue();
        String wrong = header.substring(0, header.length() - 2) + (other.equals("00") ? "01" : "00");
        assertThat(Searcher.json(searcher.post(url("flashbots"), body, wrong)).has("error"))
                .isTrue();
    }

    @Test
    void asksForNoSignatureWhereTheRelayDoesNotButLooksAtOneThatIsThere() {
        String body = Searcher.body("eth_sendBundle", bundle(bare.call(ALICE, SOMEBODY, 1, GWEI)));
        assertThat(Searcher.json(searcher.post(url("titan"), body, null)).has("result"))
                .isTrue();
        assertThat(Searcher.json(searcher.post(url("titan"), body, sign("{}"))).has("error"))
                .isTrue();
    }

    @Test
    void holdsItsLimits() {
        PooledTransaction[] many = new PooledTransaction[101];
        for (int i = 0; i < many.length; i++) {
            many[i] = bare.call(ALICE, SOMEBODY, 1, GWEI);
        }
        assertThat(searcher.error(url("flashbots"), "eth_sendBundle", bundle(many)))
                .contains("at most 100");
        PooledTransaction[] hundred = Arrays.copyOf(many, 100);
        assertThat(searcher.result(url("flashbots"), "eth_sendBundle", bundle(hundred))
                        .has("bundleHash"))
                .isTrue();
        ObjectNode large = bundle(many[0]).put("padding", "x".repeat(300_000));
        assertThat(searcher.error(url("flashbots"), "eth_sendBundle", large)).contains("at most 300000 bytes");
    }

    @Test
    void saysWhatIsWrongWithARequest() {
        URI url = url("flashbots");
        PooledTransaction transaction = bare.call(ALICE, SOMEBODY, 1, GWEI);
        assertThat(searcher.error(url, "eth_noSuchMethod")).contains("does not exist");
        assertThat(searcher.error(url, "eth_sendBundle")).contains("expected an object");
        assertThat(searcher.error(url, "eth_sendBundle", bundle())).contains("missing txs");
        assertThat(searcher.error(url, "eth_sendBundle", bundle(transaction).put("blockNumber", 7)))
                .contains("hexadecimal");
        assertThat(searcher.error(url, "eth_sendBundle", bundle(transaction).put("replacementUuid", "mine")))
                .contains("a UUID");
        ObjectNode broken = bundle(transaction);
        broken.putArray("txs").add("0x02c0");
        assertThat(searcher.error(url, "eth_sendBundle", broken)).contains("failed to decode transaction");
        JsonNode malformed = Searcher.json(searcher.post(url, "{\"a\":", sign("{\"a\":")));
        assertThat(malformed.path("error").path("code").asInt()).isEqualTo(-32700);
    }

    @Test
    void answersABatchInItsOrder() {
        String one = Searcher.body("eth_chainId").replace("\"id\":7", "\"id\":\"a\"");
        String two = Searcher.body("eth_blockNumber").replace("\"id\":7", "\"id\":2");
        JsonNode answers = Searcher.json(searcher.post(relays.nodeUrl(), "[" + one + "," + two + "]", null));
        assertThat(answers.get(0).get("id").asText()).isEqualTo("a");
        assertThat(answers.get(0).get("result").asText()).isEqualTo("0x7a69");
        assertThat(answers.get(1).get("id").asInt()).isEqualTo(2);
    }

    @Test
    void keepsTheHighestSequenceWhateverTheOrderOfArrival() {
        PooledTransaction first = bare.call(ALICE, 0, SOMEBODY, 1, GWEI);
        PooledTransaction second = bare.call(ALICE, 0, SOMEBODY, 2, GWEI);
        PooledTransaction third = bare.call(ALICE, 0, SOMEBODY, 3, GWEI);
        send("buildernet", named(second, 2));
        send("buildernet", named(first, 1));
        assertThat(held("buildernet")).containsExactly(second.hash());
        send("buildernet", named(third, 3));
        assertThat(held("buildernet")).containsExactly(third.hash());
        ObjectNode cancel = named(third, 4);
        cancel.putArray("txs");
        send("buildernet", cancel);
        send("buildernet", named(first, 4));
        assertThat(held("buildernet")).isEmpty();
        assertThat(searcher.error(
                        url("buildernet"), "eth_sendBundle", bundle(first).put("uuid", UUID)))
                .contains("Incorrect replacement data");
    }

    @Test
    void knowsReplacementsByTheFieldsOfEachRelay() {
        PooledTransaction first = bare.call(ALICE, 0, SOMEBODY, 1, GWEI);
        PooledTransaction second = bare.call(ALICE, 0, SOMEBODY, 2, GWEI);
        for (PooledTransaction each : List.of(first, second)) {
            send("beaverbuild", bundle(each).put("uuid", "any text"));
            send("titan", bundle(each).put("replacementUuid", "any text"));
            send("flashbots", bundle(each).put("replacementUuid", UUID));
        }
        assertThat(held("beaverbuild")).containsExactly(second.hash());
        assertThat(held("titan")).containsExactly(second.hash());
        assertThat(held("flashbots")).containsExactly(second.hash());
        // Flashbots keeps one for each block of a name, and cancels them all.
        ObjectNode later = bundle(first).put("replacementUuid", UUID).put("blockNumber", "0x63");
        send("flashbots", later);
        assertThat(held("flashbots")).hasSize(2);
        assertThat(searcher.result(url("flashbots"), "eth_cancelBundle", Map.of("replacementUuid", UUID)))
                .hasSize(2);
        assertThat(searcher.result(url("titan"), "eth_cancelBundle", Map.of("replacementUuid", "any text"))
                        .asInt())
                .isEqualTo(200);
        assertThat(held("titan")).isEmpty();
    }

    @Test
    void cancelsNobodyElsesBundles() {
        send("flashbots", bundle(bare.call(ALICE, SOMEBODY, 1, GWEI)).put("replacementUuid", UUID));
        Searcher other = new Searcher("other");
        assertThat(other.result(url("flashbots"), "eth_cancelBundle", Map.of("replacementUuid", UUID)))
                .isEmpty();
        assertThat(held("flashbots")).hasSize(1);
    }

    @Test
    void answersAndHashesAsEachRelayDoes() {
        PooledTransaction transaction = bare.call(ALICE, SOMEBODY, 1, GWEI);
        String plain = Keccak.hash(transaction.hash().toBytes()).toString();
        assertThat(send("flashbots", bundle(transaction)).get("bundleHash").asText())
                .isEqualTo(plain);
        assertThat(send("rsync", bundle(transaction)).isNull()).isTrue();
        assertThat(send("jetbldr", bundle(transaction)).get("bundleHash").asText())
                .isNotEqualTo(plain);
        ObjectNode open = bundle(transaction);
        open.remove("blockNumber");
        assertThat(send("buildernet", open).get("bundleHash").asText()).isEqualTo(plain);
        assertThat(searcher.error(url("flashbots"), "eth_sendBundle", open)).contains("block number");
    }

    @Test
    void treatsRefundsAsEachRelayDoes() {
        PooledTransaction pays = bare.call(ALICE, 0, PRIZE, 1_000_000 * GWEI, GWEI);
        ObjectNode without = bundle(pays).put("refundPercent", 50);
        assertThat(searcher.error(url("buildernet"), "eth_sendBundle", without)).contains("refundRecipient");
        send("rsync", without);
        assertThat(held("rsync")).isEmpty();
        send("jetbldr", without);
        assertThat(relays.pool("jetbldr")
                        .all()
                        .get(0)
                        .refunds()
                        .get(0)
                        .shares()
                        .get(0)
                        .recipient())
                .isEqualTo(ALICE.address());
        ObjectNode two = bundle(pays).put("refundPercent", 50).put("refundRecipient", SOMEBODY.toString());
        two.putArray("refundTxHashes")
                .add(pays.hash().toString())
                .add(pays.hash().toString());
        assertThat(searcher.error(url("bananabuild"), "eth_sendBundle", two)).contains("at most 1");
        assertThat(searcher.error(url("titan"), "eth_sendBundle", bundle(pays).put("refundPercent", 101)))
                .contains("Invalid refund percent");
        // So small a refund: Titan discards, jetbldr includes without.
        PooledTransaction little = bare.call(BOB, 0, SOMEBODY, 1, 10);
        for (String relay : List.of("titan", "jetbldr")) {
            send(relay, bundle(little).put("refundPercent", 50).put("refundRecipient", SOMEBODY.toString()));
        }
        long block = relays.auction().mineBlock().number();
        assertThat(outcome(block, "titan", little)).isEqualTo(BundleOutcome.REFUND_TOO_SMALL);
        assertThat(outcome(block, "jetbldr", little)).isIn(BundleOutcome.INCLUDED, BundleOutcome.SLOT_LOST);
    }

    @Test
    void paysMevShareRefundsToWhomTheyBelong() {
        PooledTransaction victim = bare.call(CAROL, SOMEBODY, 1, GWEI);
        relays.auction().submit(victim);
        PooledTransaction backrun = bare.call(ALICE, PRIZE, 1_000_000 * GWEI, 0);
        Hash doubled = Keccak.hash(victim.hash().toBytes());
        ObjectNode share = share(List.of(
                Map.of("hash", doubled.toString()), Map.of("tx", backrun.raw().toString(), "canRevert", false)));
        share.putObject("validity")
                .putArray("refund")
                .addObject()
                .put("bodyIdx", 0)
                .put("percent", 40);

        JsonNode simulated = searcher.result(url("flashbots"), "mev_simBundle", share, Map.of());
        assertThat(simulated.get("success").asBoolean()).isTrue();
        assertThat(simulated.get("refundableValue").asText()).isEqualTo("0x" + Long.toHexString(1_000_000 * GWEI));
        BigInteger before = bare.balance(CAROL.address());
        searcher.result(url("flashbots"), "mev_sendBundle", share);
        Chain.Mined mined = relays.auction().mineBlock();

        assertThat(mined.receipts().get(0).get("transactionHash").asText())
                .isEqualTo(victim.hash().toString());
        assertThat(mined.receipts().get(1).get("transactionHash").asText())
                .isEqualTo(backrun.hash().toString());
        BigInteger baseFee = relays.auction().report(mined.number()).slot().baseFeeWei();
        BigInteger spent = baseFee.add(BigInteger.valueOf(GWEI))
                .multiply(BigInteger.valueOf(21_000))
                .add(BigInteger.ONE);
        BigInteger refund = BigInteger.valueOf(400_000 * GWEI).subtract(baseFee.multiply(BigInteger.valueOf(21_000)));
        assertThat(bare.balance(CAROL.address()).subtract(before)).isEqualTo(refund.subtract(spent));
    }

    @Test
    void refusesMevShareBundlesThatCannotBe() {
        URI url = url("flashbots");
        String raw = bare.call(ALICE, SOMEBODY, 1, GWEI).raw().toString();
        Map<String, Object> tx = Map.of("tx", raw);
        assertThat(searcher.error(url, "mev_sendBundle", share(List.of()))).contains("body");
        assertThat(searcher.error(url, "mev_sendBundle", share(List.of(Map.of("hash", Hash.ZERO.toString())))))
                .contains("no pending transaction");
        assertThat(searcher.error(url, "mev_sendBundle", share(List.of(tx)).put("version", "v9")))
                .contains("version");
        ObjectNode deep = share(List.of(tx));
        for (int i = 0; i < 5; i++) {
            deep = share(List.of(Map.of("bundle", deep)));
        }
        assertThat(searcher.error(url, "mev_sendBundle", deep)).contains("at most 5");
        ObjectNode refunds = share(List.of(tx));
        var refund = refunds.putObject("validity").putArray("refund");
        refund.addObject().put("bodyIdx", 0).put("percent", 60);
        refund.addObject().put("bodyIdx", 0).put("percent", 60);
        assertThat(searcher.error(url, "mev_sendBundle", refunds)).contains("validity.refund");
        ObjectNode config = share(List.of(tx));
        config.putObject("validity")
                .putArray("refundConfig")
                .addObject()
                .put("address", SOMEBODY.toString())
                .put("percent", 60);
        assertThat(searcher.error(url, "mev_sendBundle", config)).contains("100 in all");
    }

    @Test
    void simulatesMevShareBundlesThatFail() {
        String raw = bare.call(ALICE, REVERT, 0, GWEI).raw().toString();
        JsonNode fails =
                searcher.result(url("flashbots"), "mev_simBundle", share(List.of(Map.of("tx", raw))), Map.of());
        assertThat(fails.get("success").asBoolean()).isFalse();
        assertThat(fails.get("execError").asText()).isEqualTo("execution reverted");
        JsonNode allowed = searcher.result(
                url("flashbots"), "mev_simBundle", share(List.of(Map.of("tx", raw, "canRevert", true))), Map.of());
        assertThat(allowed.get("success").asBoolean()).isTrue();
    }

    @Test
    void countsRequestsWhereLimitsAreOn() {
        relays.close();
        relays = LocalRelays.start(
                bare.chain(),
                LocalRelays.Settings.of(RelayProfile.named("flashbots")).withLimits(),
                folder);
        int refused = 0;
        for (int i = 0; i < 250; i++) {
            String body = Searcher.body("flashbots_getUserStatsV2", Map.of());
            int status = searcher.post(url("flashbots"), body, sign(body)).statusCode();
            refused += status == 429 ? 1 : 0;
        }
        // 120 a minute, and the 250 may fall into two minutes.
        assertThat(refused).isBetween(10, 130);
    }

    private URI url(String relay) {
        return relays.relay(relay).url();
    }

    private String sign(String body) {
        return RequestSignature.of(searcher.key(), body.getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode bundle(PooledTransaction... transactions) {
        return Searcher.bundle(relays.auction().head().number() + 1, transactions);
    }

    private ObjectNode named(PooledTransaction transaction, long sequence) {
        return bundle(transaction)
                .put("replacementUuid", UUID)
                .put("replacementNonce", sequence)
                .put("signingAddress", searcher.key().address().toString());
    }

    private ObjectNode share(List<?> body) {
        ObjectNode share = Searcher.JSON.createObjectNode().put("version", "v0.1");
        String next = "0x" + Long.toHexString(relays.auction().head().number() + 1);
        share.putObject("inclusion").put("block", next);
        share.set("body", Searcher.JSON.valueToTree(body));
        return share;
    }

    private JsonNode send(String relay, ObjectNode bundle) {
        return searcher.result(url(relay), "eth_sendBundle", bundle);
    }

    private List<Hash> held(String relay) {
        return relays.pool(relay).all().stream()
                .map(bundle -> bundle.transactions().get(0).hash())
                .toList();
    }

    private BundleOutcome outcome(long block, String relay, PooledTransaction transaction) {
        return Objects.requireNonNull(relays.auction().report(block)).results().stream()
                .filter(result -> result.relay().equals(relay))
                .filter(result -> result.bundle().transactions().contains(transaction))
                .map(SlotReport.Result::outcome)
                .findFirst()
                .orElseThrow();
    }
}
