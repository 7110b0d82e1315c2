package io.mevstream.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.amm.v2.ConstantProduct;
import io.mevstream.amm.v2.PairFee;
import io.mevstream.amm.v3.Direction;
import io.mevstream.amm.v3.FeeTier;
import io.mevstream.amm.v3.PoolPrice;
import io.mevstream.amm.v3.V3Rederivation;
import io.mevstream.amm.v3.V3Rederivation.Trade;
import io.mevstream.num.UInt256;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Our maths against swaps that mainnet executed: the amounts are the chain's own, nothing of ours made them. */
final class ExecutedSwaps implements Proof {

    @Override
    public String name() {
        return "executed-swaps";
    }

    @Override
    public String claim() {
        return "Swaps that mainnet executed are re-derived exactly: V2 amounts out, V3 amounts, price and tick in range.";
    }

    @Override
    public String control() {
        return "one amount in is raised by a thousandth";
    }

    @Override
    public int chunks(Size size) {
        return 1;
    }

    @Override
    public void runChunk(ProofRun run) throws IOException {
        Path vectors = run.recording("vectors");
        List<JsonNode> pairs = read(vectors.resolve("univ2_swap_vectors.json"));
        List<JsonNode> ranges = read(vectors.resolve("univ3_swap_vectors.json"));
        if (run.planted()) {
            int which = run.random().nextInt(pairs.size());
            while (!isExact(pairs.get(which))) {
                which = (which + 1) % pairs.size();
            }
            checkPair(run, pairs.get(which), 1001);
            return;
        }
        for (JsonNode pair : pairs) {
            if (isExact(pair)) {
                checkPair(run, pair, 1000);
            }
        }
        for (JsonNode swap : ranges) {
            if (swap.get("same_liquidity").asBoolean()) {
                checkRange(run, swap);
            }
        }
    }

    private static boolean isExact(JsonNode pair) {
        return pair.get("match").asText().equals("exact_out");
    }

    private static void checkPair(ProofRun run, JsonNode swap, int amountInPerMille) {
        BigInteger amountIn = integer(swap, "amount_in")
                .multiply(BigInteger.valueOf(amountInPerMille))
                .divide(BigInteger.valueOf(1000));
        UInt256 derived = ConstantProduct.getAmountOut(
                UInt256.of(amountIn),
                UInt256.of(integer(swap, "reserve_in_before")),
                UInt256.of(integer(swap, "reserve_out_before")),
                PairFee.UNISWAP);
        UInt256 executed = UInt256.of(integer(swap, "amount_out"));
        run.count("v2_swaps_exact", derived.equals(executed) ? 1 : 0);
        run.expect(
                derived.equals(executed),
                "block %s log %s: executed %s out, derived %s",
                swap.get("block"),
                swap.get("log_index"),
                executed,
                derived);
    }

    private static void checkRange(ProofRun run, JsonNode swap) {
        PoolPrice before = price(swap, "before");
        PoolPrice after = price(swap, "after");
        boolean exact = V3Rederivation.fitting(before, trade(swap), after, FeeTier.STANDARD).stream()
                .anyMatch(tier -> tier.feePips() == swap.get("implied_fee_ppm").asInt());
        run.count("v3_swaps_exact", exact ? 1 : 0);
        run.expect(
                exact,
                "block %s log %s: not re-derived at %s pips",
                swap.get("block"),
                swap.get("log_index"),
                swap.get("implied_fee_ppm"));
    }

    private static PoolPrice price(JsonNode swap, String when) {
        return new PoolPrice(
                UInt256.of(integer(swap, "sqrtPriceX96_" + when)),
                UInt256.of(integer(swap, "liquidity_" + when)),
                swap.get("tick_" + when).asInt());
    }

    private static Trade trade(JsonNode swap) {
        BigInteger amount0 = integer(swap, "amount0");
        BigInteger amount1 = integer(swap, "amount1");
        return amount0.signum() > 0
                ? new Trade(Direction.ZERO_FOR_ONE, UInt256.of(amount0), UInt256.of(amount1.negate()))
                : new Trade(Direction.ONE_FOR_ZERO, UInt256.of(amount1), UInt256.of(amount0.negate()));
    }

    private static List<JsonNode> read(Path file) throws IOException {
        JsonNode root = new ObjectMapper().readTree(file.toFile());
        List<JsonNode> vectors = new ArrayList<>();
        root.get("vectors").forEach(vectors::add);
        return vectors;
    }

    private static BigInteger integer(JsonNode swap, String field) {
        return new BigInteger(swap.get(field).asText());
    }
}
