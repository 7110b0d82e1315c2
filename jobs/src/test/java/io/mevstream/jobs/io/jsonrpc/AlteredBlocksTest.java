package io.mevstream.jobs.io.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mevstream.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real blocks with one digit of one field altered: whatever the chain's hashes cover, or another field states too, is noticed. */
class AlteredBlocksTest {

    /** Fields that nothing is read from. */
    private static final Set<String> NOT_READ =
            Set.of("size", "totalDifficulty", "uncles", "withdrawals", "raw", "blobGasPrice");

    @ParameterizedTest
    @ValueSource(strings = {"4662649", "7000000", "14764013", "18000000", "19463337", "19807080"})
    void refusesABlockWithAnyFieldAltered(String number) throws IOException {
        JsonNode file = read(number);
        List<ObjectNode> objects = new ArrayList<>();
        objects.add((ObjectNode) file.get("block"));
        objects.addAll(firstMiddleLast((ArrayNode) file.get("block").get("transactions")));
        for (ObjectNode receipt : firstMiddleLast((ArrayNode) file.get("receipts"))) {
            objects.add(receipt);
            objects.addAll(firstMiddleLast((ArrayNode) receipt.get("logs")));
        }
        assertThat(ReadAll.ofText(file.toString()).refusals).isEmpty();

        for (ObjectNode object : objects) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                JsonNode value = object.get(name);
                if (!NOT_READ.contains(name)
                        && value.isTextual()
                        && value.textValue().length() > 2) {
                    object.set(name, altered(value.textValue()));
                    ReadAll all = ReadAll.ofText(file.toString());
                    assertThat(all.blocks)
                            .as("%s with %s altered in %s", number, name, object)
                            .isEmpty();
                    assertThat(all.refusals).isNotEmpty();
                    object.set(name, value);
                }
            }
        }
        assertThat(objects).hasSizeGreaterThan(5);
    }

    private static TextNode altered(String hex) {
        char last = hex.charAt(hex.length() - 1);
        return TextNode.valueOf(hex.substring(0, hex.length() - 1) + (last == '1' ? '2' : '1'));
    }

    private static List<ObjectNode> firstMiddleLast(ArrayNode list) {
        return Stream.of(0, list.size() / 2, list.size() - 1)
                .distinct()
                .filter(place -> place >= 0 && place < list.size())
                .sorted()
                .map(place -> (ObjectNode) list.get(place))
                .toList();
    }

    private static JsonNode read(String number) throws IOException {
        try (InputStream in = new GZIPInputStream(
                Files.newInputStream(SharedData.require("mainnet-blocks/" + number + ".json.gz")))) {
            return new ObjectMapper().readTree(in);
        }
    }
}
