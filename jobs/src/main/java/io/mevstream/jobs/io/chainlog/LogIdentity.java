package io.mevstream.jobs.io.chainlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Which log this is: {@code log.json} in its directory. The id is a pure function of chain and nonce, so whoever makes
 * the same log again gets the same id, and with it the same deduplication tokens downstream.
 *
 * @param chainId the EIP-155 chain id
 * @param nonce what tells logs of one chain apart, chosen by whoever creates the log
 * @param logId the first 16 bytes of the SHA-256 of {@code chainId + "/" + nonce}, as 32 lower-case hexadecimal digits
 */
record LogIdentity(long chainId, String nonce, String logId) {

    static final String FILE = "log.json";
    static final int ID_BYTES = 16;
    private static final int FORMAT = 1;

    static LogIdentity of(long chainId, String nonce) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((chainId + "/" + nonce).getBytes(StandardCharsets.UTF_8));
            return new LogIdentity(chainId, nonce, HexFormat.of().formatHex(digest, 0, ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected SHA-256, which every Java platform has", e);
        }
    }

    byte[] idBytes() {
        return HexFormat.of().parseHex(logId);
    }

    void write(Path directory) throws IOException {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("format", FORMAT);
        json.put("chainId", chainId);
        json.put("nonce", nonce);
        json.put("logId", logId);
        DurableFiles.create(directory.resolve(FILE), (json.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static LogIdentity read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        JsonNode json;
        try {
            json = new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new CorruptChainLogException("expected JSON in " + file + ", found " + e.getOriginalMessage());
        }
        if (json.path("format").asInt() != FORMAT) {
            throw new CorruptChainLogException(
                    "expected format " + FORMAT + " in " + file + ", found " + json.path("format"));
        }
        LogIdentity identity =
                of(json.path("chainId").asLong(), json.path("nonce").asText());
        if (!identity.logId.equals(json.path("logId").asText())) {
            throw new CorruptChainLogException("expected log id " + identity.logId + " of the chain id and nonce in "
                    + file + ", found " + json.path("logId"));
        }
        return identity;
    }
}
