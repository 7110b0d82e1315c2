package io.mevstream.devchain.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.mevstream.chain.Address;
import io.mevstream.devchain.builder.BareChain;
import io.mevstream.devchain.builder.PooledTransaction;
import io.mevstream.devchain.ledger.Ledger;
import io.mevstream.devchain.ledger.LedgerEntry;
import io.mevstream.devchain.ledger.LedgerEntry.Kind;
import io.mevstream.devchain.wire.Fault;
import io.mevstream.devchain.wire.FaultRule;
import io.mevstream.devchain.wire.Faults;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real HTTP client meets when a relay fails in each way that it can be told to. */
class FaultTest {

    private static final Address SOMEBODY = Address.of("0x" + "ee".repeat(20));
    private static final Duration SHORT = Duration.ofMillis(1500);
    private static final Set<Fault.Kind> SEEN = EnumSet.noneOf(Fault.Kind.class);

    @TempDir
    static Path folder;

    private static BareChain bare;
    private static LocalRelays relays;
    private static long nonce;

    private final Searcher searcher = new Searcher("faults");
    private Duration patience = Duration.ofSeconds(20);

    @BeforeAll
    static void start() {
        bare = new BareChain(folder);
        relays = LocalRelays.start(bare.chain(), LocalRelays.Settings.first(2), folder);
    }

    @AfterAll
    static void stop() {
        relays.close();
        bare.close();
        assertThat(SEEN).as("kinds of faults that a test has set").isEqualTo(EnumSet.allOf(Fault.Kind.class));
    }

    @AfterEach
    void clear() {
        relays.faults().clear();
    }

    @Test
    void answersLater() throws IOException, InterruptedException {
        set(Fault.of(Fault.Kind.DELAY).millis(300));
        long start = System.nanoTime();
        assertThat(send().statusCode()).isEqualTo(200);
        assertThat(System.nanoTime() - start).isGreaterThan(250_000_000L);
    }

    @Test
    void isSilent() {
        patience = SHORT;
        set(Fault.of(Fault.Kind.SILENCE));
        assertThatThrownBy(this::send).isInstanceOf(HttpTimeoutException.class);
        set(Fault.of(Fault.Kind.SILENT_CONNECTION));
        assertThatThrownBy(this::send).isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void resetsOrClosesBeforeAnAnswer() {
        set(Fault.of(Fault.Kind.RESET));
        assertThatThrownBy(this::send).isInstanceOf(IOException.class).hasStackTraceContaining("Connection reset");
        set(Fault.of(Fault.Kind.RESET_CONNECTION));
        // A reset, a broken pipe or an end, by whether it comes before, while or after the request is written: the
        // ledger tells.
        assertThatThrownBy(this::send).isInstanceOf(IOException.class).isNotInstanceOf(HttpTimeoutException.class);
        List<LedgerEntry> entries = Ledger.read(relays.ledger().path()).entries();
        assertThat(last(entries, Kind.OPENED).detail()).endsWith("RESET_CONNECTION");
        set(Fault.of(Fault.Kind.CLOSE));
        assertThatThrownBy(this::send).isInstanceOf(IOException.class).hasStackTraceContaining("EOFException");
    }

    @Test
    void endsWithinTheBody() {
        set(Fault.of(Fault.Kind.RESET_IN_BODY));
        assertThatThrownBy(this::send).isInstanceOf(IOException.class).hasStackTraceContaining("reset");
        set(Fault.of(Fault.Kind.CLOSE_IN_BODY));
        assertThatThrownBy(this::send).isInstanceOf(IOException.class).hasMessageContaining("fixed content-length");
    }

    @Test
    void refusesConnectionsUntilItDoesNot() throws IOException, InterruptedException {
        set(Fault.of(Fault.Kind.REFUSE_CONNECTION));
        assertThatThrownBy(this::send).isInstanceOf(ConnectException.class);
        assertThat(sendTo("buildernet").statusCode()).isEqualTo(200);
        relays.faults().clear();
        assertThat(send().statusCode()).isEqualTo(200);
    }

    @Test
    void answersWithOtherStatuses() throws IOException, InterruptedException {
        set(Fault.of(Fault.Kind.STATUS));
        assertThat(send().statusCode()).isEqualTo(503);
        set(Fault.of(Fault.Kind.STATUS).status(502).text("bad gateway"));
        HttpResponse<String> gateway = send();
        assertThat(gateway.statusCode()).isEqualTo(502);
        assertThat(gateway.body()).isEqualTo("bad gateway");
        set(Fault.of(Fault.Kind.TOO_MANY).text("7"));
        HttpResponse<String> tooMany = send();
        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.headers().firstValue("Retry-After")).contains("7");
        set(Fault.of(Fault.Kind.TOO_MANY));
        assertThat(send().headers().firstValue("Retry-After")).isEmpty();
        set(Fault.of(Fault.Kind.REDIRECT).text("http://127.0.0.1:9/"));
        HttpResponse<String> elsewhere = send();
        assertThat(elsewhere.statusCode()).isEqualTo(301);
        assertThat(elsewhere.headers().firstValue("Location")).contains("http://127.0.0.1:9/");
    }

    @Test
    void answersWithOtherContent() throws IOException, InterruptedException {
        set(Fault.of(Fault.Kind.HTML));
        assertThat(send().body()).startsWith("<!doctype html>");
        set(Fault.of(Fault.Kind.TRUNCATED_JSON));
        HttpResponse<String> half = send();
        assertThatThrownBy(() -> Searcher.JSON.readTree(half.body())).isInstanceOf(JsonProcessingException.class);
        set(Fault.of(Fault.Kind.BODY).text("[1,2"));
        assertThat(send().body()).isEqualTo("[1,2");
        set(Fault.of(Fault.Kind.WRONG_ID));
        assertThat(Searcher.json(send()).get("id").asLong()).isEqualTo(9007199254740991L);
        set(Fault.of(Fault.Kind.RESULT_AND_ERROR));
        JsonNode both = Searcher.json(send());
        assertThat(both.has("result") && both.has("error")).isTrue();
        set(Fault.of(Fault.Kind.NO_RESULT));
        JsonNode neither = Searcher.json(send());
        assertThat(neither.has("result") || neither.has("error")).isFalse();
        set(Fault.of(Fault.Kind.DUPLICATE_KEYS));
        assertThat(send().body().split("\"result\"", -1)).hasSize(3);
        relays.faults().clear();
        String good = send().body();
        set(Fault.of(Fault.Kind.OTHER_ANSWER));
        assertThat(send().body()).isEqualTo(good);
    }

    @Test
    void dripsPastATimeOutThatEndsWithTheHead() throws IOException, InterruptedException {
        patience = SHORT;
        set(Fault.of(Fault.Kind.DRIP_BODY).millis(40));
        long start = System.nanoTime();
        assertThat(Searcher.json(send()).has("result")).isTrue();
        assertThat(System.nanoTime() - start).isGreaterThan(SHORT.toNanos());
        set(Fault.of(Fault.Kind.DRIP_HEAD).millis(40));
        assertThatThrownBy(this::send).isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void sendsMoreThanAnybodyWants() throws IOException, InterruptedException {
        set(Fault.of(Fault.Kind.OVERSIZED).bytes(64L << 20));
        HttpRequest request = request("flashbots");
        long read = 0;
        HttpClient http = HttpClient.newHttpClient();
        try (InputStream body =
                http.send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
            byte[] buffer = new byte[1 << 16];
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                read += n;
            }
        }
        assertThat(read).isEqualTo(64L << 20);
    }

    @Test
    void carriesOutWhatItDoesNotAnswerAndForgetsWhatItAnswers() throws IOException, InterruptedException {
        int before = held();
        set(Fault.of(Fault.Kind.RESET).accepted(true));
        assertThatThrownBy(this::send).isInstanceOf(IOException.class);
        assertThat(held()).isEqualTo(before + 1);
        set(Fault.of(Fault.Kind.RESET));
        assertThatThrownBy(this::send).isInstanceOf(IOException.class);
        assertThat(held()).isEqualTo(before + 1);
        set(Fault.of(Fault.Kind.FORGET));
        assertThat(Searcher.json(send()).get("result").has("bundleHash")).isTrue();
        assertThat(held()).isEqualTo(before + 1);
        set(Fault.of(Fault.Kind.STATUS).accepted(true));
        assertThat(send().statusCode()).isEqualTo(503);
        assertThat(held()).isEqualTo(before + 2);
    }

    @Test
    void failsAtTls() throws IOException, InterruptedException, GeneralSecurityException {
        assertThat(secure("flashbots").statusCode()).isEqualTo(200);
        for (Fault.Kind kind :
                List.of(Fault.Kind.TLS_EXPIRED, Fault.Kind.TLS_WRONG_HOST, Fault.Kind.TLS_UNKNOWN_ISSUER)) {
            set(Fault.of(kind));
            assertThatThrownBy(() -> secure("flashbots")).as("%s", kind).isInstanceOf(SSLHandshakeException.class);
        }
        set(Fault.of(Fault.Kind.TLS_CUT));
        assertThatThrownBy(() -> secure("flashbots"))
                .isInstanceOfAny(SSLException.class, SocketException.class, IOException.class);
        relays.faults().clear();
        assertThat(secure("flashbots").statusCode()).isEqualTo(200);
    }

    @Test
    void strikesOnlyWhatTheRuleSays() throws IOException, InterruptedException {
        Faults faults = relays.faults();
        PooledTransaction marked = bare.call(BareChain.BOB, 99, SOMEBODY, 1, BareChain.GWEI);
        FaultRule rule =
                FaultRule.always(Fault.of(Fault.Kind.STATUS)).at("flashbots").on("eth_sendBundle");
        faults.add(rule.after(1).times(2));
        assertThat(List.of(status(), status(), status(), status())).containsExactly(200, 503, 503, 200);
        assertThat(faults.counts().get(0).struck()).isEqualTo(2);
        assertThat(faults.counts().get(0).matched()).isEqualTo(4);
        faults.clear();
        faults.add(rule.containing(marked.raw().toString().toUpperCase(Locale.ROOT)));
        assertThat(status()).isEqualTo(200);
        assertThat(send(body(marked), "flashbots").statusCode()).isEqualTo(503);
        faults.clear();
        faults.add(rule.from(BareChain.ALICE.address()));
        assertThat(status()).isEqualTo(200);
        faults.add(rule.from(searcher.key().address()));
        assertThat(status()).isEqualTo(503);
        assertThat(sendTo("buildernet").statusCode()).isEqualTo(200);
        searcher.result(relays.relay("flashbots").url(), "flashbots_getUserStatsV2", Map.of());
        assertThat(faults.remove(faults.counts().get(1).number())).isTrue();
        assertThat(status()).isEqualTo(200);
    }

    @Test
    void isSetFromOutside() throws IOException, InterruptedException {
        Searcher outside = new Searcher("outside");
        JsonNode number = outside.result(
                relays.adminUrl(),
                "mevstream_addFault",
                Map.of("relay", "flashbots", "times", 1, "fault", Map.of("kind", "STATUS", "status", 500)));
        assertThat(status()).isEqualTo(500);
        JsonNode counts = outside.result(relays.adminUrl(), "mevstream_faults");
        assertThat(counts.get(0).get("number")).isEqualTo(number);
        assertThat(counts.get(0).get("struck").asInt()).isEqualTo(1);
        assertThat(outside.error(relays.adminUrl(), "mevstream_addFault", Map.of("fault", Map.of("kind", "NOPE"))))
                .contains("NOPE");
        assertThat(outside.error(relays.adminUrl(), "mevstream_addFault", Map.of("falt", Map.of())))
                .contains("falt");
        outside.result(relays.adminUrl(), "mevstream_clearFaults");
        assertThat(relays.faults().counts()).isEmpty();
    }

    @Test
    void writesDownWhatCameAndWhatBecameOfIt() {
        set(Fault.of(Fault.Kind.RESET).accepted(true));
        String body = body(transaction());
        assertThatThrownBy(() -> send(body, "flashbots")).isInstanceOf(IOException.class);

        List<LedgerEntry> entries = Ledger.read(relays.ledger().path()).entries();
        LedgerEntry request = last(entries, Kind.REQUEST);
        assertThat(request.relay()).isEqualTo("flashbots");
        assertThat(request.method()).isEqualTo("eth_sendBundle");
        assertThat(request.signer()).isEqualTo(searcher.key().address().toString());
        assertThat(new String(request.bytes(), StandardCharsets.UTF_8)).isEqualTo(body);
        assertThat(last(entries, Kind.CARRIED_OUT).arrival()).isEqualTo(request.arrival());
        LedgerEntry answered = last(entries, Kind.ANSWERED);
        assertThat(answered.fault()).isEqualTo("RESET");
        assertThat(answered.status()).isNull();
        assertThat(answered.bytes()).isEmpty();
        String received = new String(last(entries, Kind.RECEIVED).bytes(), StandardCharsets.UTF_8);
        assertThat(received).endsWith(body);
    }

    private static LedgerEntry last(List<LedgerEntry> entries, Kind kind) {
        return entries.stream()
                .filter(e -> e.kind() == kind)
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    private void set(Fault fault) {
        SEEN.add(fault.kind());
        relays.faults().clear();
        relays.faults().add(FaultRule.always(fault).at("flashbots"));
    }

    private int status() throws IOException, InterruptedException {
        return send().statusCode();
    }

    private HttpResponse<String> send() throws IOException, InterruptedException {
        return sendTo("flashbots");
    }

    private HttpResponse<String> sendTo(String relay) throws IOException, InterruptedException {
        return send(body(transaction()), relay);
    }

    private HttpResponse<String> send(String body, String relay) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(request(relays.relay(relay).url(), body), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String relay) {
        return request(relays.relay(relay).url(), body(transaction()));
    }

    private HttpRequest request(URI url, String body) {
        return HttpRequest.newBuilder(url)
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(patience)
                .header(
                        RequestSignature.HEADER,
                        RequestSignature.of(searcher.key(), body.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static PooledTransaction transaction() {
        return bare.call(BareChain.ALICE, nonce++, SOMEBODY, 1, BareChain.GWEI);
    }

    private static String body(PooledTransaction transaction) {
        return Searcher.body("eth_sendBundle", Searcher.bundle(1, transaction));
    }

    private static int held() {
        return relays.pool("flashbots").all().size();
    }

    private HttpResponse<String> secure(String relay)
            throws IOException, InterruptedException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(folder.resolve(LocalRelays.AUTHORITY))) {
            trusted.setCertificateEntry(
                    "relays", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, managers.getTrustManagers(), null);
        String body = body(transaction());
        HttpRequest request = HttpRequest.newBuilder(request(relays.relay(relay).secureUrl(), body), (n, v) -> true)
                .timeout(patience)
                .build();
        return HttpClient.newBuilder().sslContext(tls).build().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
