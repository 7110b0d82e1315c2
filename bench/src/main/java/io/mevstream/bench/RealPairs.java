package io.mevstream.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.amm.v2.PairFee;
import io.mevstream.amm.v2.PairPool;
import io.mevstream.num.UInt256;
import io.mevstream.search.graph.PoolGraph.Entry;
import io.mevstream.synthetic.DenseMarket;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * The pairs whose reserves were recorded on mainnet, each at the latest block it was recorded at: a set that no block has had as a whole, so that it
 * has more that pays than a market would leave.
 */
final class RealPairs {

    private static final String FILE = "pools/v2_reserves_mainnet.json.gz";

    private RealPairs() {}

    /** Tokens numbered as they appear; the dense market of 500 pairs where nothing was recorded. */
    static List<Entry> entries() {
        Path file = Path.of(System.getProperty(Blocks.DATA, "")).resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return new DenseMarket(500, 1).entries();
        }
        Map<String, JsonNode> latest = new LinkedHashMap<>();
        for (JsonNode row : read(file)) {
            latest.merge(
                    row.get("pair").asText(),
                    row,
                    (one, other) ->
                            other.get("block").asLong() >= one.get("block").asLong() ? other : one);
        }
        Map<String, Integer> tokens = new HashMap<>();
        List<Entry> entries = new ArrayList<>();
        for (JsonNode row : latest.values()) {
            int token0 = tokens.computeIfAbsent(row.get("token0").asText(), name -> tokens.size());
            int token1 = tokens.computeIfAbsent(row.get("token1").asText(), name -> tokens.size());
            PairPool pair = PairPool.of(amount(row, "reserve0"), amount(row, "reserve1"), PairFee.UNISWAP);
            if (token0 != token1
                    && !pair.reserve0().isZero()
                    && !pair.reserve1().isZero()) {
                entries.add(new Entry(pair, List.of(token0, token1)));
            }
        }
        return entries;
    }

    private static JsonNode read(Path file) {
        try (InputStream bytes = new GZIPInputStream(Files.newInputStream(file))) {
            return new ObjectMapper().readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UInt256 amount(JsonNode row, String field) {
        return UInt256.of(new BigInteger(row.get(field).asText()));
    }
}
