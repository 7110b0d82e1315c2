package io.mevstream.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.chain.Hash;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * What the development chain's actors say they did, by block; blocks that were undone are left out.
 *
 * @param truths by block hash
 * @param accounts by block hash and transaction hash, who sent it and what for
 */
record ActorJournal(Map<Hash, List<Truth>> truths, Map<Hash, Map<Hash, String>> accounts) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One thing that happened.
     *
     * @param kind as the inspector names it
     * @param own the searcher's transactions, in order
     * @param victims those between
     */
    record Truth(String id, String kind, Set<Hash> own, Set<Hash> victims, JsonNode play) {}

    static ActorJournal read(Path file) throws IOException {
        Map<Hash, List<Truth>> truths = new HashMap<>();
        Map<Hash, Map<Hash, String>> accounts = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode entry = JSON.readTree(line);
                if (entry.has("reorg")) {
                    for (JsonNode orphan : entry.get("orphaned")) {
                        truths.remove(Hash.of(orphan.asText()));
                        accounts.remove(Hash.of(orphan.asText()));
                    }
                } else {
                    Hash block = Hash.of(entry.get("hash").asText());
                    truths.put(block, truths(entry));
                    accounts.put(block, accounts(entry));
                }
            }
        }
        return new ActorJournal(truths, accounts);
    }

    private static List<Truth> truths(JsonNode entry) {
        List<Truth> truths = new ArrayList<>();
        for (JsonNode play : entry.get("plays")) {
            String kind = play.get("truth").asText();
            if (!kind.equals("NONE")) {
                Set<Hash> own = new HashSet<>();
                play.get("own").forEach(each -> own.add(Hash.of(each.get("hash").asText())));
                Set<Hash> victims = new HashSet<>();
                play.get("victims").forEach(each -> victims.add(Hash.of(each.asText())));
                truths.add(new Truth(play.get("id").asText(), kind, own, victims, play));
            }
        }
        return truths;
    }

    private static Map<Hash, String> accounts(JsonNode entry) {
        Map<Hash, String> accounts = new HashMap<>();
        for (JsonNode transaction : entry.get("transactions")) {
            accounts.put(
                    Hash.of(transaction.get("hash").asText()),
                    transaction.get("actor").asText() + " "
                            + transaction.get("action").asText() + " status "
                            + transaction.get("status").asInt() + " " + transaction.get("terms"));
        }
        return accounts;
    }
}
