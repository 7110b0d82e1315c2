package io.mevstream.amm.v2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.SharedData;
import io.mevstream.amm.v2.V2Rederivation.Verdict;
import io.mevstream.event.Swap.PairAmounts;
import io.mevstream.num.UInt256;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Swaps that pairs on mainnet executed, with the reserves before them. */
class MainnetSwapsTest {

    /** PancakeSwap's pair on mainnet, 0.25 %. */
    private static final String PANCAKE_PAIR = "0x5fee0c80d26cc393e48f0774a56f0362e82b76e4";
    /** Trades near one to one far from its reserves' ratio: not a constant product under any fee. */
    private static final String STABLE_PAIR = "0xe219a14e355c1cb3f43594655a63488da154e8eb";

    @Test
    void everySwapMarkedExactIsReproduced() throws IOException {
        List<JsonNode> swaps = swaps("exact_out");
        for (JsonNode swap : swaps) {
            UInt256 out = ConstantProduct.getAmountOut(
                    uint(swap, "amount_in"),
                    uint(swap, "reserve_in_before"),
                    uint(swap, "reserve_out_before"),
                    PairFee.UNISWAP);
            assertThat(out).as("%s", swap).isEqualTo(uint(swap, "amount_out"));
            assertThat(verdict(swap, PairFee.UNISWAP)).as("%s", swap).isEqualTo(Verdict.EXACT);
        }
        assertThat(swaps).hasSizeGreaterThan(400);
    }

    @Test
    void whoPaidMoreThanAskedPassedTheCheckButIsNotTakenForExact() throws IOException {
        List<JsonNode> swaps = swaps("paid_more");
        int withinK = 0;
        for (JsonNode swap : swaps) {
            assertThat(ConstantProduct.getAmountOut(
                            uint(swap, "amount_in"),
                            uint(swap, "reserve_in_before"),
                            uint(swap, "reserve_out_before"),
                            PairFee.UNISWAP))
                    .as("%s", swap)
                    .isGreaterThan(uint(swap, "amount_out"));
            // A swap for an exact output pays what its output asks for, which may be more than that is worth.
            UInt256 asked = ConstantProduct.getAmountIn(
                    uint(swap, "amount_out"),
                    uint(swap, "reserve_in_before"),
                    uint(swap, "reserve_out_before"),
                    PairFee.UNISWAP);
            assertThat(verdict(swap, PairFee.UNISWAP))
                    .as("%s", swap)
                    .isEqualTo(asked.equals(uint(swap, "amount_in")) ? Verdict.EXACT : Verdict.WITHIN_K);
            withinK += verdict(swap, PairFee.UNISWAP) == Verdict.WITHIN_K ? 1 : 0;
        }
        assertThat(withinK).isPositive();
    }

    @Test
    void whatThe997thsRefuseIsAnotherFeeOrAnotherCurve() throws IOException {
        List<JsonNode> swaps = swaps("non_997_fee");
        for (JsonNode swap : swaps) {
            assertThat(verdict(swap, PairFee.UNISWAP)).as("%s", swap).isEqualTo(Verdict.DIFFERENT);
            if (swap.get("pair").asText().equals(PANCAKE_PAIR)) {
                assertThat(verdict(swap, PairFee.PANCAKE)).isEqualTo(Verdict.EXACT);
            }
            if (swap.get("pair").asText().equals(STABLE_PAIR)) {
                assertThat(verdict(swap, new PairFee(1, 1))).isEqualTo(Verdict.DIFFERENT);
            }
        }
        assertThat(swaps).isNotEmpty();
    }

    private static Verdict verdict(JsonNode swap, PairFee fee) {
        return V2Rederivation.of(
                uint(swap, "reserve_in_before"),
                uint(swap, "reserve_out_before"),
                new PairAmounts(uint(swap, "amount_in"), UInt256.ZERO, UInt256.ZERO, uint(swap, "amount_out")),
                fee);
    }

    private static List<JsonNode> swaps(String match) throws IOException {
        JsonNode file = new ObjectMapper()
                .readTree(SharedData.require("vectors/univ2_swap_vectors.json").toFile());
        List<JsonNode> swaps = new ArrayList<>();
        for (JsonNode swap : file.get("vectors")) {
            if (swap.get("match").asText().equals(match)) {
                swaps.add(swap);
            }
        }
        return swaps;
    }

    private static UInt256 uint(JsonNode swap, String field) {
        return UInt256.of(new BigInteger(swap.get(field).asText()));
    }
}
