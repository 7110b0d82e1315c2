package io.mevstream.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/**
 * The same blocks in other files: one third comes twice, of one third headers and receipts lie apart, beside each of the rest
 * lie its receipts with one log altered.
 *
 * @param files in random order
 * @param copies how many files say nothing that others do not say
 * @param altered how many files contradict a proven block
 */
record BlockPieces(List<Path> files, int copies, int altered) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static BlockPieces of(List<Path> recordings, Path folder, Random random) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        int copies = 0;
        int altered = 0;
        for (int i = 0; i < recordings.size(); i++) {
            Path file = recordings.get(i);
            JsonNode recorded = read(file);
            String name = file.getFileName().toString().replace(".json.gz", "");
            boolean whole = recorded.has("block") && recorded.has("receipts");
            if (i % 3 == 1 && whole) {
                files.add(write(folder.resolve(name + "-header.json"), recorded.get("block")));
                files.add(write(folder.resolve(name + "-receipts.json"), recorded.get("receipts")));
                continue;
            }
            files.add(file);
            if (i % 3 == 0) {
                files.add(file);
                copies++;
            } else if (whole && alter(recorded.get("receipts"))) {
                files.add(write(folder.resolve(name + "-altered.json"), recorded.get("receipts")));
                altered++;
            }
        }
        Collections.shuffle(files, random);
        return new BlockPieces(List.copyOf(files), copies, altered);
    }

    private static boolean alter(JsonNode receipts) {
        for (JsonNode receipt : receipts) {
            JsonNode log = receipt.get("logs").get(0);
            if (log instanceof ObjectNode fields) {
                fields.put("data", fields.get("data").asText() + "00");
                return true;
            }
        }
        return false;
    }

    private static JsonNode read(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return JSON.readTree(in);
        }
    }

    private static Path write(Path file, JsonNode json) throws IOException {
        return Files.writeString(file, json.toString());
    }
}
