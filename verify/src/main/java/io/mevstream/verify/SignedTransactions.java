package io.mevstream.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.chain.Hex;
import io.mevstream.integrity.PendingKind;
import io.mevstream.integrity.SignedTransaction;
import io.mevstream.jobs.io.signature.NativeSenders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Every recorded raw transaction of mainnet: hash recomputed, sender recovered, fields as recorded. */
final class SignedTransactions implements Proof {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PLANTED_EVERY = 97;

    @Override
    public String name() {
        return "signed-transactions";
    }

    @Override
    public String claim() {
        return "Every recorded transaction is read from its bytes, hashes to its hash, and libsecp256k1 recovers its sender.";
    }

    @Override
    public String control() {
        return "one bit of some signatures is flipped";
    }

    @Override
    public int chunks(Size size) {
        return 1;
    }

    @Override
    public void runChunk(ProofRun run) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(run.recording("signed-txs"))) {
            files = found.sorted().toList();
        }
        int done = 0;
        for (Path file : files) {
            read(run, file);
            run.progress(++done, files.size());
        }
    }

    private static void read(ProofRun run, Path file) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                check(run, JSON.readTree(line), run.planted() && ++number % PLANTED_EVERY == 0);
            }
        }
    }

    private static void check(ProofRun run, JsonNode recorded, boolean spoil) {
        byte[] raw = Hex.decode(recorded.get("raw").asText());
        if (spoil) {
            raw[raw.length - 1] ^= 1;
        }
        String name = recorded.get("hash").asText();
        SignedTransaction read;
        try {
            read = SignedTransaction.read(raw);
        } catch (IllegalArgumentException refused) {
            run.violation(name + ": " + refused.getMessage());
            return;
        }
        String sender = NativeSenders.of(read).map(Object::toString).orElse("none");
        run.count("transactions", 1);
        run.count("of_type_" + read.type(), 1);
        run.count("kind_" + PendingKind.of(read).name().toLowerCase(java.util.Locale.ROOT), 1);
        run.expect(read.hash().toString().equals(name), "expected hash %s, found %s", name, read.hash());
        run.expect(
                sender.equals(recorded.get("from").asText()),
                "%s: expected the sender %s, found %s",
                name,
                recorded.get("from").asText(),
                sender);
        String to = read.to() == null ? "null" : read.to().toString();
        run.expect(
                to.equals(recorded.get("to").asText("null"))
                        && read.nonce() == recorded.get("nonce").asLong()
                        && read.type() == recorded.get("type").asInt(),
                "%s: expected the recorded callee, nonce and type, found %s",
                name,
                read);
    }
}
