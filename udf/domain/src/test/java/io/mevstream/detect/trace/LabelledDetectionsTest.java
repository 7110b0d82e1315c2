package io.mevstream.detect.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mevstream.chain.Address;
import io.mevstream.chain.Block;
import io.mevstream.detect.Detection;
import io.mevstream.detect.Detection.Kind;
import io.mevstream.detect.Detection.Leg;
import io.mevstream.detect.EtherPrices;
import io.mevstream.detect.Inspector;
import io.mevstream.detect.Profit;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the peers' tests assert of the recorded traces, of the detections. */
class LabelledDetectionsTest {

    private static final Address WETH = Address.of("0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2");

    private static List<Detection> inspect(Block block) {
        return new Inspector().inspect(new TraceActions(1).of(block), EtherPrices.NONE);
    }

    private static Detection only(String transaction) throws IOException {
        List<Detection> found = inspect(TracedBlocks.transaction(transaction));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static Profit.TokenDelta wei(String amount) {
        return new Profit.TokenDelta(WETH, Int256.of(new BigInteger(amount)));
    }

    @Test
    void theTriangularArbitrageHasItsLabelledProfit() throws IOException {
        Detection arbitrage = only("triangular_arb.json.gz");
        assertThat(arbitrage.kind()).isEqualTo(Kind.ARBITRAGE);
        assertThat(arbitrage.profit().grossRaw()).containsExactly(wei("9196963592118237"));
        assertThat(arbitrage.profit().completeness()).isEqualTo(Profit.Completeness.UNKNOWN);
    }

    /** The label is what the trades state; 0x's fee of 1284500000000000 wei for the order is in the holdings, not in it. */
    @Test
    void theCurveArbitrageHasItsLabelledProfitLessWhatTheExchangeTook() throws IOException {
        Detection arbitrage = only("curve_arb.json.gz");
        assertThat(arbitrage.kind()).isEqualTo(Kind.ARBITRAGE);
        List<Leg> legs = arbitrage.legs();
        assertThat(legs.get(2).amountOutRaw().sub(legs.get(0).amountInRaw()))
                .isEqualTo(UInt256.of(14_397_525_374_450_478L));
        assertThat(arbitrage.profit().grossRaw())
                .contains(wei(Long.toString(14_397_525_374_450_478L - 1_284_500_000_000_000L)));
    }

    @Test
    void tradesAndTheZapperAreNoArbitrages() throws IOException {
        for (String name :
                List.of("zapper1", "bot_trade", "exact_tokens_for_eth", "balancer_trade", "exchange_proxy")) {
            assertThat(inspect(TracedBlocks.transaction(name + ".json.gz")))
                    .as(name)
                    .isEmpty();
        }
    }

    @Test
    void theRevertedArbitrageIsAnAttempt() throws IOException {
        assertThat(inspect(TracedBlocks.block(12483198)))
                .filteredOn(each -> each.parts()
                        .get(0)
                        .transactionHash()
                        .toString()
                        .equals("0x23a4dc7044666d3d4cc2d394a8017fc9d6b87018c20390d35266cea1af783e8a"))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.kind()).isEqualTo(Kind.REVERTED_ATTEMPT);
                    assertThat(each.attempted()).isEqualTo(Kind.ARBITRAGE);
                    assertThat(each.legs()).hasSize(3);
                });
    }

    @Test
    void everyLabelledLiquidationIsFoundWithItsAmounts() throws IOException {
        JsonNode labels = TracedBlocks.json("mev-inspect-py/labels.json").get("liquidations");
        for (JsonNode label : labels) {
            String hash = label.get("transaction_hash").asText();
            assertThat(inspect(TracedBlocks.block(label.get("block_number").asLong())))
                    .filteredOn(each -> each.kind() == Kind.LIQUIDATION
                            && each.parts().get(0).transactionHash().toString().equals(hash))
                    .as(hash)
                    .anySatisfy(each -> {
                        assertThat(each.liquidation().debtRepaidRaw())
                                .hasToString(label.get("debt_purchase_amount").asText());
                        assertThat(each.liquidation().collateralSeizedRaw())
                                .hasToString(label.get("received_amount").asText());
                        assertThat(each.liquidation().borrower())
                                .hasToString(label.get("liquidated_user").asText());
                    });
        }
    }

    /** The two token flows that are labelled are arbitrages: what came in less what went out. */
    @Test
    void labelledTokenFlowsAreTheGrossProfit() throws IOException {
        for (JsonNode label : TracedBlocks.json("mev-inspect-py/labels.json").get("token_flows")) {
            JsonNode ether = label.get("ether_flows_in_out");
            BigInteger left = new BigInteger(ether.get(0).asText())
                    .subtract(new BigInteger(ether.get(1).asText()));
            String hash = label.get("transaction_hash").asText();
            assertThat(inspect(TracedBlocks.block(label.get("block_number").asLong())))
                    .filteredOn(each ->
                            each.parts().get(0).transactionHash().toString().equals(hash))
                    .singleElement()
                    .satisfies(each -> assertThat(each.profit().grossRaw()).containsExactly(wei(left.toString())));
        }
    }
}
