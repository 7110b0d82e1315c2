package io.mevstream.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.SharedData;
import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.event.PoolFamily;
import io.mevstream.fact.SwapFact;
import io.mevstream.pool.KnownFactories.Derivation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What others recorded of the same chain, against what is proven and re-derived here. */
class RecordedAnswersTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void agreesOnEveryVectorOfAPairThatTheRecorderCouldReproduce() throws IOException {
        Map<String, SwapFact> swaps = bySwap();
        List<String> verdicts = new ArrayList<>();
        for (JsonNode vector : vectors("vectors/univ2_swap_vectors.json")) {
            SwapFact swap = swaps.get(key(vector));
            verdicts.add(vector.get("match").asText() + " " + swap.rederivation());
        }
        assertThat(count(verdicts))
                .isEqualTo(Map.of(
                        "exact_out EXACT", 474,
                        // The router asked for a round output and paid what getAmountIn says.
                        "paid_more EXACT", 6,
                        "paid_more WITHIN_K", 38,
                        "paid_more NO_FEE", 1,
                        "non_997_fee NO_FEE", 2));
    }

    @Test
    void agreesOnEveryVectorOfAV3PoolThatStaysInRange() throws IOException {
        Map<String, SwapFact> swaps = bySwap();
        List<String> verdicts = new ArrayList<>();
        for (JsonNode vector : vectors("vectors/univ3_swap_vectors.json")) {
            boolean inRange = vector.path("output_reproduced_in_range").asBoolean();
            SwapFact swap = swaps.get(key(vector));
            verdicts.add((inRange ? "in range " : "beyond ") + swap.rederivation());
            if (inRange) {
                assertThat(swap.pool().feePips())
                        .isEqualTo(vector.get("implied_fee_ppm").asInt());
            }
        }
        assertThat(count(verdicts)).isEqualTo(Map.of("in range EXACT", 11, "beyond BEYOND_KNOWN_TICKS", 3));
    }

    @Test
    void derivesTheTokensOfRecordedPairsAsTheChainHasThem() throws IOException {
        List<String> names = new ArrayList<>();
        try (InputStream in =
                new GZIPInputStream(Files.newInputStream(SharedData.require("pools/v2_reserves_mainnet.json.gz")))) {
            for (JsonNode pair : JSON.readTree(in)) {
                Address token0 = Address.of(pair.get("token0").asText());
                Address token1 = Address.of(pair.get("token1").asText());
                PoolId pool = PoolId.of(Address.of(pair.get("pair").asText()));
                Derivation found = RealFrames.FACTORIES.derive(pool, PoolFamily.UNISWAP_V2, token1, token0);
                names.add(found == null ? "none" : found.factory().name());
                if (found != null) {
                    assertThat(List.of(found.token0(), found.token1())).containsExactly(token0, token1);
                }
            }
        }
        assertThat(count(names))
                .isEqualTo(Map.of("uniswap-v2", 741, "sushiswap-v2", 56, "shibaswap", 10, "defi-swap", 5, "none", 7));
    }

    private static JsonNode vectors(String file) throws IOException {
        return JSON.readTree(SharedData.require(file).toFile()).get("vectors");
    }

    private static String key(JsonNode vector) {
        return vector.get("block").asText() + " " + vector.get("log_index").asText();
    }

    private static Map<String, SwapFact> bySwap() throws IOException {
        Map<String, SwapFact> swaps = new TreeMap<>();
        for (SwapFact swap : RealFrames.swaps()) {
            swaps.put(swap.origin().block().number() + " " + swap.log().logIndex(), swap);
        }
        return swaps;
    }

    private static Map<String, Integer> count(List<String> labels) {
        Map<String, Integer> counts = new TreeMap<>();
        labels.forEach(label -> counts.merge(label, 1, Integer::sum));
        return counts;
    }
}
