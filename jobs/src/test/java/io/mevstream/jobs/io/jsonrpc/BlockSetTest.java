package io.mevstream.jobs.io.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mevstream.SharedData;
import io.mevstream.chain.Block;
import io.mevstream.chain.ChainRecord.Proof;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pieces of one real block, some of them altered: what is taken depends on which there are, not on their order. */
class BlockSetTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ObjectNode file;
    private Block block;

    @BeforeEach
    void readsTheBlock() throws IOException {
        try (InputStream in =
                new GZIPInputStream(Files.newInputStream(SharedData.require("mainnet-blocks/18000000.json.gz")))) {
            file = (ObjectNode) JSON.readTree(in);
        }
        block = ReadAll.ofText(file.toString()).blocks.get(0).block();
    }

    @Test
    void takesTheProvenBlockBesideAPartialCopyWithOneLogAltered() {
        assertSet(1, 0, text(alteredReceipts()), file.toString());
    }

    @Test
    void takesHeaderAndReceiptsBesideAnAlteredCopyOfThem() {
        assertSet(1, 0, text(alteredReceipts()), header(), text(receipts()));
    }

    @Test
    void takesReceiptsThatAlsoStateTheTime() {
        ArrayNode timed = receipts();
        timed.forEach(receipt -> ((ObjectNode) receipt)
                .put("blockTimestamp", file.get("block").get("timestamp").asText()));
        assertSet(0, 1, text(timed), file.toString());
        assertSet(0, 1, text(timed), header(), text(receipts()));
    }

    @Test
    void takesOneReceiptOrSomeLogsBesideTheWholeBlock() {
        assertSet(0, 1, receipts().get(1).toString(), file.toString());
        assertSet(0, 1, text(logs(3, 9)), file.toString());
        assertSet(0, 2, text(logs(3, 9)), receipts().get(1).toString(), header(), text(receipts()));
    }

    @Test
    void joinsOverlappingRangesOfLogs() {
        int all = block.logs().size();
        ReadAll read = read(List.of(text(logs(0, 20)), text(logs(15, all))));
        assertThat(read.refusals).isEmpty();
        assertThat(read.blocks)
                .singleElement()
                .satisfies(found -> assertThat(found.block().logs()).isEqualTo(block.logs()));
    }

    @Test
    void joinsReceiptsThatCameOneByOneWithAnAlteredOneAmongThem() {
        List<String> pieces = new ArrayList<>(
                List.of(header(), firstWithLogs(alteredReceipts()).toString()));
        receipts().forEach(receipt -> pieces.add(receipt.toString()));
        assertSet(1, 0, pieces.toArray(String[]::new));
    }

    @Test
    void countsEachEqualPieceAsADuplicate() {
        assertSet(0, 2, header(), header(), text(receipts()), text(receipts()));
    }

    @Test
    void refusesTheBlockLoudlyWhenItsPiecesDoNotReachItsHeader() {
        ReadAll read = read(List.of(header(), text(alteredReceipts())));
        assertThat(read.blocks).isEmpty();
        assertThat(read.refusals).hasSize(1);
    }

    private void assertSet(int refused, int duplicates, String... pieces) {
        List<String> order = new ArrayList<>(List.of(pieces));
        Random random = new Random(5);
        List<String> messages = null;
        for (int turn = 0; turn < 4; turn++) {
            ReadAll read = read(order);
            List<String> found = read.refusals.stream()
                    .map(refusal -> refusal.reason() + " " + refusal.contradiction() + " " + refusal.detail())
                    .toList();
            assertThat(read.blocks).as("%s", found).singleElement().satisfies(taken -> {
                assertThat(taken.proof()).isEqualTo(Proof.ROOTS);
                assertThat(taken.block().logs()).isEqualTo(block.logs());
                assertThat(taken.block().receipts()).isEqualTo(block.receipts());
                assertThat(taken.block().transactions()).isEqualTo(block.transactions());
            });
            assertThat(read.refusals).as("%s", found).hasSize(refused).allSatisfy(refusal -> assertThat(
                            refusal.entries())
                    .hasSize(1));
            assertThat(read.duplicates).hasSize(duplicates);
            messages = messages == null ? found : messages;
            assertThat(found).isEqualTo(messages);
            if (turn == 0) {
                Collections.reverse(order);
            } else {
                Collections.shuffle(order, random);
            }
        }
    }

    private static ReadAll read(List<String> pieces) {
        ReadAll all = new ReadAll();
        BlockReader reader = new BlockReader(all);
        int place = 0;
        for (String piece : pieces) {
            reader.readBytes("piece" + place++, piece.getBytes(StandardCharsets.UTF_8));
        }
        reader.finish();
        return all;
    }

    private String header() {
        return file.get("block").toString();
    }

    private ArrayNode receipts() {
        return file.get("receipts").deepCopy();
    }

    /** All receipts, with the data of one log altered. */
    private ArrayNode alteredReceipts() {
        ArrayNode all = receipts();
        ((ObjectNode) firstWithLogs(all).get("logs").get(0)).put("data", "0x" + "ab".repeat(32));
        return all;
    }

    private static JsonNode firstWithLogs(ArrayNode receipts) {
        for (JsonNode receipt : receipts) {
            if (!receipt.get("logs").isEmpty()) {
                return receipt;
            }
        }
        throw new AssertionError("expected a receipt with logs");
    }

    private ArrayNode logs(int from, int to) {
        ArrayNode logs = JSON.createArrayNode();
        for (JsonNode receipt : receipts()) {
            for (JsonNode log : receipt.get("logs")) {
                int index = Integer.decode(log.get("logIndex").asText());
                if (index >= from && index < to) {
                    logs.add(log);
                }
            }
        }
        return logs;
    }

    private static String text(JsonNode json) {
        return json.toString();
    }
}
