package io.mevstream.jobs.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.SharedData;
import io.mevstream.jobs.HouseRulesTest;
import io.mevstream.jobs.io.clickhouse.ClickHouseQueries;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the peers' own tests assert of the recorded traces, against the rows that the replay of them leaves. */
class LabelledReplayTest {

    private static final String WETH = "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2";

    /** What 0x's order cost in its fee: the label is what the trades state, the gross what was left. */
    private static final Map<String, String> PAID_BESIDES =
            Map.of("0xd369757f482fb8c62b86a136742c0ff11881ef0427a69be79f7d301bf9cf9a89", "1284500000000000");

    @TempDir
    static Path folder;

    private static JsonNode python;
    private static JsonNode rust;
    private static String printed;
    private static ReplayStore store;
    private static ClickHouseQueries queries;

    @BeforeAll
    static void replay() throws IOException, SQLException {
        Path blocks = SharedData.require("mev-inspect-py/blocks");
        Path transactions = SharedData.require("mev-inspect-rs");
        System.setProperty("mevstream.home", HouseRulesTest.top().toString());
        ObjectMapper json = new ObjectMapper();
        python = json.readTree(SharedData.require("mev-inspect-py/labels.json").toFile());
        rust = json.readTree(SharedData.require("mev-inspect-rs/labels.json").toFile())
                .get("labels");
        StringWriter out = new StringWriter();
        CommandLine line = Mevstream.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(new StringWriter()));
        Path at = folder.resolve("store");
        assertThat(line.execute("replay", blocks.toString(), transactions.toString(), "--store", at.toString()))
                .isEqualTo(ExitCode.OK);
        printed = out.toString();
        store = ReplayStore.openToRead(at);
        queries = ClickHouseQueries.open(store.database("mevstream"));
    }

    @AfterAll
    static void close() throws IOException, SQLException {
        if (queries != null) {
            queries.close();
            store.close();
        }
    }

    @Test
    void everyLiquidationOfWholeBlocksIsThereWithItsAmountsAndItsCall() throws SQLException {
        for (JsonNode label : python.get("liquidations")) {
            assertThat(ask("SELECT borrower, liquidator, debt_repaid_raw, collateral_seized_raw, collateral_token,"
                            + " has(evidence, concat('tx ', toString(transaction_index), ' frame " + path(label)
                            + "')) FROM detections_final WHERE kind = 'liquidation' AND block_number = "
                            + label.get("block_number") + " AND transaction_hash = " + hash(label)))
                    .containsExactly(List.of(
                            text(label, "liquidated_user"),
                            text(label, "liquidator_user"),
                            text(label, "debt_purchase_amount"),
                            text(label, "received_amount"),
                            text(label, "received_token_address"),
                            "1"));
        }
    }

    @Test
    void fillsOfOrdersAreThereWithTheirAmountsAndTheirCalls() throws SQLException {
        for (JsonNode label : python.get("swaps_0x")) {
            assertThat(ask("SELECT pool, token_in, amount_in_raw, token_out, amount_out_raw, fate FROM"
                            + " traced_trades_final WHERE means = 'order' AND transaction_hash = " + hash(label)
                            + " AND trace_address = '" + path(label) + "'"))
                    .containsExactly(List.of(
                            text(label, "contract_address"),
                            text(label, "token_in_address"),
                            text(label, "token_in_amount"),
                            text(label, "token_out_address"),
                            text(label, "token_out_amount"),
                            "kept"));
        }
    }

    @Test
    void theRevertedArbitrageIsAnAttemptAndItsBlockHasAllItsSwaps() throws SQLException {
        JsonNode label = python.get("arbitrages").get(0);
        assertThat(ask("SELECT kind, attempted FROM detections_final WHERE transaction_hash = " + hash(label)))
                .containsExactly(List.of("reverted_attempt", "arbitrage"));
        assertThat(ask("SELECT count() FROM traced_trades_final WHERE block_number = " + label.get("block_number")))
                .containsExactly(List.of(text(label, "block_total_swaps")));
    }

    @Test
    void tokenFlowsAreTheGrossOfTheirArbitrages() throws SQLException {
        for (JsonNode label : python.get("token_flows")) {
            JsonNode flows = label.get("ether_flows_in_out");
            BigInteger left = new BigInteger(flows.get(0).asText())
                    .subtract(new BigInteger(flows.get(1).asText()));
            assertThat(ask("SELECT kind, gross_tokens, gross_raw, gross_wei FROM detections_final WHERE"
                            + " transaction_hash = " + hash(label)))
                    .containsExactly(List.of("arbitrage", "['" + WETH + "']", "[" + left + "]", left.toString()));
        }
    }

    @Test
    void singleTransactionsAreWhatTheirLabelsSayAndPartOfTheirBlocks() throws SQLException {
        for (JsonNode label : rust) {
            String of = " FROM detections_final WHERE transaction_hash = " + hash(label);
            switch (label.get("kind").asText()) {
                case "arbitrage" -> {
                    BigInteger profit = new BigInteger(text(label, "profit_wei"))
                            .subtract(new BigInteger(PAID_BESIDES.getOrDefault(text(label, "transaction_hash"), "0")));
                    assertThat(ask("SELECT kind, scope, gross_raw[indexOf(gross_tokens, '" + WETH + "')], completeness"
                                    + of))
                            .containsExactly(List.of("arbitrage", "some_transactions", profit.toString(), "unknown"));
                }
                case "liquidation" ->
                    assertThat(ask("SELECT kind, scope, debt_repaid_raw, collateral_seized_raw" + of))
                            .containsExactly(List.of(
                                    "liquidation",
                                    "some_transactions",
                                    text(label, "sent_amount"),
                                    text(
                                            label,
                                            label.has("received_amount")
                                                    ? "received_amount"
                                                    : "received_amount_cETH")));
                default ->
                    assertThat(ask("SELECT kind" + of)).as(label.toString()).isEmpty();
            }
        }
    }

    @Test
    void labelledTradesAreThereAndRevertedOnesAreReverted() throws SQLException {
        int checked = 0;
        for (JsonNode label : rust) {
            for (String field : Set.of("trade_in", "balancer_in", "uniswap_in")) {
                if (label.has(field)) {
                    String fate = text(label, "kind").equals("trade_reverted") ? "reverted" : "kept";
                    assertThat(ask("SELECT fate FROM traced_trades_final WHERE transaction_hash = " + hash(label)
                                    + " AND amount_in_raw = toUInt256('" + text(label, field) + "')"))
                            .as(label.toString())
                            .containsExactly(List.of(fate));
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(4);
        assertThat(ask("SELECT count() FROM traced_trades_final WHERE transaction_hash ="
                        + " '0xeefe7d3c0a01ea2130ecbd917f07cb95de8beafb1a84f4d91b8dfd7367528b92'"
                        + " AND amount_in_raw = 1101651860618174754 AND amount_out_raw = 3387662"))
                .containsExactly(List.of("1"));
    }

    @Test
    void aPlaceholderForGasLeavesTheNetUnknown() throws SQLException {
        assertThat(ask("SELECT count() > 0, countIf(net_wei IS NOT NULL OR net_upper_bound_wei IS NOT NULL OR"
                        + " completeness != 'unknown') FROM detections_final WHERE gas_wei IS NULL"))
                .containsExactly(List.of("1", "0"));
    }

    @Test
    void theSummarySaysThatLogsAreUnknownAndCountsWhatTheTracesShow() {
        assertThat(printed)
                .contains(
                        "logs          unknown",
                        "14 blocks by traces:",
                        "9 blocks by traces of some transactions:",
                        "liquidation                     12")
                .doesNotContain("decoded +", "swaps         by protocol");
    }

    private static List<List<@Nullable String>> ask(String sql) throws SQLException {
        return queries.rows(sql);
    }

    private static String text(JsonNode label, String field) {
        return label.get(field).asText();
    }

    private static String hash(JsonNode label) {
        return "'" + text(label, "transaction_hash") + "'";
    }

    private static String path(JsonNode label) {
        List<Integer> path = new ArrayList<>();
        label.get("trace_address").forEach(place -> path.add(place.asInt()));
        return path.toString();
    }
}
