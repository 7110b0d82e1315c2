package io.mevstream.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.event.PoolFamily;
import io.mevstream.fact.SwapFact;
import io.mevstream.pool.SwapEvidence.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What comes out for the 30 recorded mainnet blocks. Every swap of a pair or a V3 pool in them was looked at by hand. */
class RealPoolsTest {

    @Test
    void believesEverySwapOfTheRecordedBlocksAndProvesMostToTheUnit() throws IOException {
        assertThat(count(swaps(PoolFamily.UNISWAP_V2), swap -> swap.evidence().status()))
                // Tokens that tax or reflect transfers, and one router that paid more than it stated.
                .isEqualTo(Map.of(Status.PROVEN, 505, Status.PARTLY_PROVEN, 23));
        assertThat(count(swaps(PoolFamily.UNISWAP_V3), swap -> swap.evidence().status()))
                .isEqualTo(Map.of(Status.PROVEN, 110));
    }

    @Test
    void derivesForkAndFeeOfAllButThreePoolsFromTheirAddresses() throws IOException {
        assertThat(count(
                        swaps(PoolFamily.UNISWAP_V2),
                        swap -> swap.pool().proof() + " " + swap.pool().name() + " "
                                + swap.pool().feePips()))
                .isEqualTo(Map.of(
                        "DERIVED uniswap-v2 3000", 495,
                        "DERIVED sushiswap-v2 3000", 15,
                        "DERIVED shibaswap 3000", 9,
                        "FACTORY uniswap-v2 3000", 1,
                        "DERIVED defi-swap 3000", 5,
                        "TRANSFERS null null", 3));
        assertThat(count(
                        swaps(PoolFamily.UNISWAP_V3),
                        swap -> swap.pool().name() + " " + swap.pool().feePips() + " "
                                + swap.pool().tickSpacing()))
                .isEqualTo(Map.of(
                        "uniswap-v3 100 1", 9,
                        "uniswap-v3 500 10", 31,
                        "uniswap-v3 3000 60", 26,
                        "uniswap-v3 10000 200", 44));
    }

    @Test
    void rederivesEverySwapOfAPairWhoseFeeIsKnown() throws IOException {
        assertThat(count(swaps(PoolFamily.UNISWAP_V2), SwapFact::rederivation))
                .isEqualTo(Map.of(Rederivation.EXACT, 480, Rederivation.WITHIN_K, 45, Rederivation.NO_FEE, 3));
    }

    @Test
    void rederivesEverySwapOfAPoolWhosePriceIsKnown() throws IOException {
        assertThat(count(swaps(PoolFamily.UNISWAP_V3), SwapFact::rederivation))
                .isEqualTo(Map.of(
                        Rederivation.EXACT, 14,
                        // Each crossed a tick, as the liquidity after it shows.
                        Rederivation.BEYOND_KNOWN_TICKS, 4,
                        Rederivation.NO_PRIOR_STATE, 92));
    }

    private static List<SwapFact> swaps(PoolFamily family) throws IOException {
        List<SwapFact> swaps = new ArrayList<>(RealFrames.swaps());
        swaps.removeIf(swap -> swap.pool().family() != family);
        return swaps;
    }

    private static <K extends Comparable<K>> Map<K, Integer> count(List<SwapFact> swaps, Function<SwapFact, K> label) {
        Map<K, Integer> counts = new TreeMap<>();
        swaps.forEach(swap -> counts.merge(label.apply(swap), 1, Integer::sum));
        return counts;
    }
}
