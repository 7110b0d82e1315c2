package io.mevstream.amm.v3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.SharedData;
import io.mevstream.amm.v3.V3Rederivation.Trade;
import io.mevstream.amm.v3.V3Rederivation.Verdict;
import io.mevstream.num.UInt256;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Consecutive swaps that pools on mainnet executed. */
class MainnetSwapsTest {

    @Test
    void everySwapWithinItsRangeIsReproducedUnderItsFee() throws IOException {
        List<JsonNode> swaps = swaps(true);
        for (JsonNode swap : swaps) {
            int feePips = swap.get("implied_fee_ppm").asInt();
            assertThat(V3Rederivation.fitting(before(swap), trade(swap), after(swap), FeeTier.STANDARD))
                    .as("%s", swap)
                    .extracting(FeeTier::feePips)
                    .containsExactly(feePips);
        }
        assertThat(swaps).hasSizeGreaterThan(10);
    }

    @Test
    void aSwapThatCrossedAnInitializedTickIsNotJudged() throws IOException {
        List<JsonNode> swaps = swaps(false);
        for (JsonNode swap : swaps) {
            for (FeeTier tier : FeeTier.STANDARD) {
                assertThat(V3Rederivation.of(before(swap), trade(swap), after(swap), tier))
                        .as("%s", swap)
                        .isEqualTo(Verdict.BEYOND_KNOWN_TICKS);
            }
        }
        assertThat(swaps).isNotEmpty();
    }

    @Test
    void anyOtherFigureMakesTheDifference() throws IOException {
        for (JsonNode swap : swaps(true)) {
            FeeTier tier = V3Rederivation.fitting(before(swap), trade(swap), after(swap), FeeTier.STANDARD)
                    .get(0);
            Trade said = trade(swap);
            // A unit or two more may be all fee, and change nothing.
            UInt256 more = said.amountIn().add(said.amountIn().div(UInt256.of(100_000)));
            Trade moreIn = new Trade(said.direction(), more, said.amountOut());
            Trade moreOut = new Trade(
                    said.direction(), said.amountIn(), said.amountOut().add(UInt256.ONE));
            PoolPrice end = after(swap);
            UInt256 halfway =
                    before(swap).sqrtPriceX96().add(end.sqrtPriceX96()).shiftRight(1);
            PoolPrice shifted = new PoolPrice(halfway, end.liquidity(), TickMath.getTickAtSqrtRatio(halfway));
            PoolPrice otherTick = new PoolPrice(end.sqrtPriceX96(), end.liquidity(), end.tick() + 1);
            assertThat(V3Rederivation.of(before(swap), moreIn, end, tier)).isNotEqualTo(Verdict.EXACT);
            assertThat(V3Rederivation.of(before(swap), moreOut, end, tier)).isNotEqualTo(Verdict.EXACT);
            assertThat(V3Rederivation.of(before(swap), said, shifted, tier)).isNotEqualTo(Verdict.EXACT);
            assertThat(V3Rederivation.of(before(swap), said, otherTick, tier)).isEqualTo(Verdict.DIFFERENT);
        }
    }

    private static PoolPrice before(JsonNode swap) {
        return price(swap, "before");
    }

    private static PoolPrice after(JsonNode swap) {
        return price(swap, "after");
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

    private static List<JsonNode> swaps(boolean withinRange) throws IOException {
        JsonNode file = new ObjectMapper()
                .readTree(SharedData.require("vectors/univ3_swap_vectors.json").toFile());
        List<JsonNode> swaps = new ArrayList<>();
        for (JsonNode swap : file.get("vectors")) {
            if (swap.get("same_liquidity").asBoolean() == withinRange) {
                swaps.add(swap);
            }
        }
        return swaps;
    }

    private static BigInteger integer(JsonNode swap, String field) {
        return new BigInteger(swap.get(field).asText());
    }
}
