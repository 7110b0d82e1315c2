package io.mevstream.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.SharedData;
import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.RawLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The logs of the recorded mainnet blocks, by block number; skips the calling test where they are not there. */
public final class MainnetLogs {

    private static final ObjectMapper JSON = new ObjectMapper();

    private MainnetLogs() {}

    public static SortedMap<Long, List<RawLog>> byBlock() throws IOException {
        SortedMap<Long, List<RawLog>> blocks = new TreeMap<>();
        try (Stream<Path> files = Files.list(SharedData.require("mainnet-blocks"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                blocks.put(Long.parseLong(name.substring(0, name.indexOf('.'))), read(file));
            }
        }
        return blocks;
    }

    public static List<RawLog> all() throws IOException {
        return byBlock().values().stream().flatMap(List::stream).toList();
    }

    private static List<RawLog> read(Path file) throws IOException {
        JsonNode block;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            block = JSON.readTree(in);
        }
        List<RawLog> logs = new ArrayList<>();
        if (block.has("logs")) {
            block.get("logs").forEach(log -> logs.add(log(log)));
        } else {
            block.get("receipts").forEach(receipt -> receipt.get("logs").forEach(log -> logs.add(log(log))));
        }
        return logs;
    }

    public static RawLog log(JsonNode log) {
        List<Hash> topics = new ArrayList<>();
        log.get("topics").forEach(topic -> topics.add(Hash.of(topic.asText())));
        return new RawLog(
                Integer.decode(log.get("logIndex").asText()),
                Integer.decode(log.get("transactionIndex").asText()),
                Hash.of(log.get("transactionHash").asText()),
                Address.of(log.get("address").asText()),
                List.copyOf(topics),
                Bytes.of(log.get("data").asText()));
    }
}
