package io.mevstream.devchain.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.devchain.actor.Pending;
import io.mevstream.devchain.actor.Play;
import io.mevstream.devchain.node.Chain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes what each block's transactions were: one line of JSON a block, fields in a fixed order, and one a reorg that names
 * the blocks it orphaned. Each line ends in a checksum of itself and all lines before, so that two journals are equal where
 * their last checksums are.
 *
 * <p>What is written comes from the actors, who know what they meant, and from receipts, which say what came of it.
 */
public final class Journal {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Writer out;
    private final SortedMap<String, Long> truths = new TreeMap<>();
    private Hash checksum = Keccak.hash("mevstream actor journal");

    public Journal(Writer out) {
        this.out = out;
    }

    /** The checksum of all lines so far. */
    public Hash checksum() {
        return checksum;
    }

    /** How many of each truth stand in blocks that were not orphaned. */
    public SortedMap<String, Long> truths() {
        return new TreeMap<>(truths);
    }

    /**
     * Writes a block.
     *
     * @param branch how many reorgs there were before
     * @param transactions in the block's order
     * @param plays those with a transaction in the block
     * @return what undoes its counting, for a reorg
     */
    public Entry block(Chain.Mined mined, int branch, List<Pending> transactions, List<Play> plays) {
        Map<Hash, JsonNode> receipts = new TreeMap<>();
        for (JsonNode receipt : mined.receipts()) {
            receipts.put(Hash.of(receipt.get("transactionHash").asText()), receipt);
        }
        ObjectNode line = JSON.createObjectNode();
        line.put("block", mined.number()).put("hash", mined.hash().toString());
        line.put("parent", mined.block().get("parentHash").asText());
        line.put("timestamp", mined.timestamp()).put("branch", branch);
        ArrayNode each = line.putArray("transactions");
        for (int i = 0; i < transactions.size(); i++) {
            each.add(transaction(i, transactions.get(i), receipts));
        }
        List<String> found = new ArrayList<>();
        ArrayNode judged = line.putArray("plays");
        for (Play play : plays) {
            Verdict verdict = Verdict.of(play, receipts);
            judged.add(play(verdict, receipts));
            found.add(verdict.truth().name());
            truths.merge(verdict.truth().name(), 1L, Long::sum);
        }
        write(line);
        return new Entry(mined.hash(), found);
    }

    /** A block in the journal, with the truths it holds. */
    public record Entry(Hash block, List<String> found) {}

    /**
     * Writes that blocks were undone.
     *
     * @param orphaned the highest first
     * @param dropped transactions of theirs that do not wait to be mined again
     */
    public void reorg(long toNumber, Hash toHash, List<Entry> orphaned, List<Pending> dropped) {
        ObjectNode line = JSON.createObjectNode();
        line.put("reorg", orphaned.size());
        line.putObject("to").put("block", toNumber).put("hash", toHash.toString());
        ArrayNode blocks = line.putArray("orphaned");
        for (Entry entry : orphaned) {
            blocks.add(entry.block().toString());
            entry.found().forEach(truth -> truths.merge(truth, -1L, Long::sum));
        }
        ArrayNode gone = line.putArray("dropped");
        dropped.forEach(pending -> gone.add(pending.hash().toString()));
        write(line);
    }

    private static ObjectNode transaction(int index, Pending pending, Map<Hash, JsonNode> receipts) {
        JsonNode receipt = receipts.get(pending.hash());
        if (receipt == null || Chain.number(receipt.get("transactionIndex")) != index) {
            throw new IllegalStateException(
                    "expected " + pending.hash() + " at place " + index + " of the block, found " + receipt);
        }
        ObjectNode json = JSON.createObjectNode();
        json.put("index", index).put("hash", pending.hash().toString());
        json.put("from", pending.from().toString()).put("nonce", pending.nonce());
        json.put("actor", pending.purpose().actor());
        json.put("kind", pending.purpose().kind().name());
        json.put("action", pending.purpose().action());
        json.put("visibility", pending.visibility().name());
        json.put("status", (int) Chain.number(receipt.get("status")));
        json.put("gasUsed", Chain.number(receipt.get("gasUsed")));
        if (pending.purpose().play() != null) {
            json.put("play", pending.purpose().play());
        }
        ObjectNode terms = json.putObject("terms");
        pending.purpose().terms().forEach(terms::put);
        return json;
    }

    private static ObjectNode play(Verdict verdict, Map<Hash, JsonNode> receipts) {
        Play play = verdict.play();
        ObjectNode json = JSON.createObjectNode();
        json.put("id", play.id()).put("kind", play.kind().name()).put("actor", play.actor());
        json.put("truth", verdict.truth().name()).put("why", verdict.why());
        ArrayNode own = json.putArray("own");
        for (Pending pending : play.own()) {
            if (receipts.containsKey(pending.hash())) {
                ObjectNode part = own.addObject();
                part.put("hash", pending.hash().toString());
                part.put("action", pending.purpose().action());
            }
        }
        ArrayNode victims = json.putArray("victims");
        verdict.victims().forEach(victim -> victims.add(victim.toString()));
        ArrayNode pools = json.putArray("pools");
        play.pools().forEach(pools::add);
        ArrayNode holders = json.putArray("holders");
        play.holders().forEach(holder -> holders.add(holder.toString()));
        ObjectNode gained = json.putObject("gained");
        verdict.flows().gained().forEach((token, amount) -> gained.put(token.toString(), amount.toString()));
        json.put("paidToMakerWei", verdict.flows().unwrappedWei().toString());
        ObjectNode terms = json.putObject("terms");
        play.terms().forEach(terms::put);
        return json;
    }

    private void write(ObjectNode line) {
        checksum = Keccak.hash(checksum + line.toString());
        line.put("checksum", checksum.toString());
        try {
            out.write(line.toString());
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the journal", e);
        }
    }
}
