package io.mevstream.amm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.SharedData;
import io.mevstream.amm.balancer.Powers;
import io.mevstream.amm.balancer.WeightedPool;
import io.mevstream.amm.curve.StableSwapFees;
import io.mevstream.amm.curve.StableSwapPool;
import io.mevstream.amm.curve.StableSwapRules;
import io.mevstream.amm.solidly.SolidlyPool;
import io.mevstream.amm.v2.PairFee;
import io.mevstream.amm.v2.PairPool;
import io.mevstream.num.UInt256;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Quotes that contracts gave, recorded without the pools' states. Each state here was inferred from some of its pool's quotes,
 * the fewest that leave one state or states next to each other; the others were held back, and all must come out.
 */
class RecordedQuotesTest {

    private static final String GOLDEN = "degenbot/tests/golden/data/tests/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UInt256 E18 = number("1000000000000000000");
    private static final UInt256 E30 = number("1000000000000000000000000000000");

    private record Recorded(String in, String out, UInt256 amount, UInt256 given) {}

    /** What the maths gives for an amount. */
    private interface Maths {
        UInt256 out(int in, int out, UInt256 amount);
    }

    /** Reserves and fee from 12 quotes, 12 held back. */
    @Test
    void predictsPancakePairsOnBase() throws IOException {
        PairPool pair = PairPool.of(number("12282455599528885"), UInt256.of(22045620), PairFee.PANCAKE);

        assertPredicts(
                "pancakeswap/test_pancakeswap_v2_onchain_parity/test_pancakeswap_v2_router_get_amounts_out",
                List.of("WETH", "USDbC"),
                24,
                of(pair));
    }

    /** Reserves and fee from 13 quotes, 13 held back. */
    @Test
    void predictsVolatilePairsOfAerodrome() throws IOException {
        SolidlyPool pair = SolidlyPool.ofVolatile(number("23978294154411975066"), number("672268485917529554"), 30);

        assertPredicts(
                "aerodrome/test_aerodrome_v2_onchain_parity/test_aerodrome_v2_volatile_get_amount_out",
                List.of("WETH", "tBTC v2"),
                26,
                of(pair));
    }

    /** USDbC from the amounts asked for, which are shares of it; DOLA and the fee from one quote, 25 held back. */
    @Test
    void predictsStablePairsOfAerodrome() throws IOException {
        SolidlyPool pair = SolidlyPool.ofStable(
                number("50505815806501471698329"), UInt256.of(35728582212L), E18, UInt256.of(1_000_000), 30);

        assertPredicts(
                "aerodrome/test_aerodrome_v2_onchain_parity/test_aerodrome_v2_stable_get_amount_out",
                List.of("DOLA", "USDbC"),
                26,
                of(pair));
    }

    /** USDC and USDT to four units from the amounts asked for; the rest, A and the fee from five quotes, 13 held back. */
    @Test
    void predictsThreePoolOfCurve() throws IOException {
        StableSwapPool pool = new StableSwapPool(
                StableSwapRules.CLASSIC,
                List.of(
                        number("27137121100372139339642768"),
                        UInt256.of(27662471158553L),
                        UInt256.of(108298644409129L)),
                List.of(E18, E30, E30),
                UInt256.of(4000),
                StableSwapFees.constant(1_500_000, 5_000_000_000L));

        assertPredicts(
                "curve/test_curve_onchain_parity/test_curve_tripool_get_dy",
                List.of("DAI", "USDC", "USDT"),
                18,
                pool::getDy);
    }

    /** BAL and WETH by a division of the amounts asked for, exactly from five quotes, 13 held back. */
    @Test
    void predictsEightyTwentyPoolOfBalancer() throws IOException {
        assertPredicts(
                "balancer/test_balancer_v2_onchain_parity/test_balancer_v2_weth_bal_query_swap",
                List.of("BAL", "WETH"),
                18,
                of(weighted(
                        List.of(number("29401141523139759968410406"), number("605007002163317945954")),
                        List.of(E18, E18),
                        80,
                        10_000_000_000_000_000L)));
    }

    /** Likewise, 13 held back. */
    @Test
    void predictsTwentyEightyPoolOfBalancer() throws IOException {
        assertPredicts(
                "balancer/test_balancer_v2_onchain_parity/test_balancer_v2_weth_rpl_query_swap",
                List.of("WETH", "GTC"),
                18,
                of(weighted(
                        List.of(number("568378671231646483"), number("47199704325082113591186")),
                        List.of(E18, E18),
                        20,
                        1_500_000_000_000_000L)));
    }

    /** USDT and the fee by the amounts and the smallest quotes, WETH from four, 14 held back: an exponent of one, and no short cut. */
    @Test
    void predictsEvenPoolOfBalancer() throws IOException {
        assertPredicts(
                "balancer/test_balancer_v2_onchain_parity/test_balancer_v2_usdc_weth_query_swap",
                List.of("USDT", "WETH"),
                18,
                of(weighted(
                        List.of(UInt256.of(6_289_667_028L), number("3008102220163638975")),
                        List.of(E30, E18),
                        50,
                        900_000_000_000_000L)));
    }

    /** A pool of 2021 with so many percent of its first token. */
    private static WeightedPool weighted(List<UInt256> balances, List<UInt256> factors, int percent, long swapFee) {
        UInt256 first = UInt256.of(percent * 10_000_000_000_000_000L);
        return new WeightedPool(
                balances, factors, List.of(first, E18.sub(first)), UInt256.of(swapFee), Powers.BY_LOGARITHM);
    }

    private static Maths of(QuotablePool pool) {
        return (in, out, amount) -> {
            Quote quote = pool.quoteExactIn(in, out, amount);
            return quote instanceof Quote.Filled filled ? filled.amountOut() : UInt256.ZERO;
        };
    }

    private static void assertPredicts(String file, List<String> tokens, int count, Maths maths) throws IOException {
        List<Recorded> recorded = read(GOLDEN + file + ".json.gz");
        assertThat(recorded).hasSize(count);
        for (Recorded quote : recorded) {
            assertThat(maths.out(tokens.indexOf(quote.in()), tokens.indexOf(quote.out()), quote.amount()))
                    .as(quote.toString())
                    .isEqualTo(quote.given());
        }
    }

    private static List<Recorded> read(String file) throws IOException {
        List<Recorded> recorded = new ArrayList<>();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(SharedData.require(file)))) {
            for (Map.Entry<String, JsonNode> entry :
                    JSON.readTree(in).get("entries").properties()) {
                String[] parts = entry.getKey().split("\\|", -1);
                String[] tokens = parts[parts.length - 2].split("->", -1);
                recorded.add(new Recorded(
                        tokens[0],
                        tokens[1],
                        number(parts[parts.length - 1]),
                        number(entry.getValue().get("value").asText())));
            }
        }
        return recorded;
    }

    private static UInt256 number(String digits) {
        return UInt256.of(new BigInteger(digits));
    }
}
