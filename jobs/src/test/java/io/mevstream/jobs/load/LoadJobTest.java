package io.mevstream.jobs.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Block;
import io.mevstream.chain.ChainRecord;
import io.mevstream.jobs.io.chainlog.ChainLogHome;
import io.mevstream.jobs.io.chainlog.ChainLogWriter;
import io.mevstream.jobs.io.clickhouse.ClickHouseQueries;
import io.mevstream.jobs.io.clickhouse.ClickHouseSettings;
import io.mevstream.jobs.io.clickhouse.EmbeddedClickHouse;
import io.mevstream.jobs.io.clickhouse.Migrations;
import io.mevstream.synthetic.SyntheticChain;
import io.mevstream.synthetic.SyntheticChain.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the chain log into a real ClickHouse and back out of its views. */
class LoadJobTest {

    private static final SyntheticChain CHAIN = new SyntheticChain(11, 8, 6, 1);

    @TempDir
    static Path folder;

    private static EmbeddedClickHouse engine;

    @BeforeAll
    static void start() {
        engine = EmbeddedClickHouse.open(folder.resolve("clickhouse"));
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void keepsItsStepsNames() throws IOException {
        Path log = folder.resolve("named");
        append(log, List.of(CHAIN.first(1).block()), List.of());
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();

        LoadJob.define(environment, config(log, engine.settings()));

        assertThat(environment.getStreamGraph(false).getStreamNodes().stream()
                        .map(StreamNode::getTransformationUID)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "read-chain-log",
                        "decode-blocks",
                        "track-pools",
                        "inspect-blocks",
                        "encode-blocks",
                        "encode-transactions",
                        "encode-log-counts",
                        "encode-swaps",
                        "encode-liquidity",
                        "encode-transfers",
                        "encode-pools",
                        "encode-pool-states",
                        "encode-oracle-answers",
                        "encode-liquidations",
                        "encode-protocol-events",
                        "encode-dead-letters",
                        "encode-detections",
                        "encode-detection-transactions",
                        "encode-detection-trades",
                        "encode-detection-victims",
                        "encode-inspections",
                        "encode-transaction-classes",
                        "encode-traced-trades",
                        "batch-rows",
                        "write-clickhouse");
    }

    @Test
    void aReorgLeavesWhatACleanLoadOfTheFinalChainGives() throws Exception {
        List<Node> trunk = branch(List.of(CHAIN.first(9_999_990)), 20, 0);
        List<Node> orphaned = branch(trunk, 12, 1);
        List<Node> chosen = branch(trunk, 14, 2);
        ClickHouseSettings reorganised = load("reorganised", List.of(blocks(orphaned), blocks(trunk), blocks(chosen)));
        ClickHouseSettings clean = load("clean", List.of(blocks(chosen)));

        for (String table : List.of(
                "blocks",
                "log_counts",
                "swaps",
                "liquidity_events",
                "transfers",
                "pools",
                "pool_states",
                "oracle_answers",
                "protocol_events",
                "dead_letters",
                "detections",
                "detection_transactions",
                "detection_trades",
                "detection_victims",
                "inspections",
                "transaction_classes")) {
            String rows = "SELECT * EXCEPT (version) FROM " + table + "_final ORDER BY block_number, row_id";
            assertThat(ask(reorganised, rows)).as(table).isNotEmpty().isEqualTo(ask(clean, rows));
        }
        for (String view : List.of(
                "swaps_per_protocol_per_block",
                "swaps_per_protocol_per_hour",
                "swaps_per_pool_per_block",
                "swaps_per_pool_per_hour",
                "swaps_per_hour_per_pool",
                "log_accounting",
                "latest_pool_states",
                "unproven_pools",
                "mev_per_block",
                "mev_per_searcher",
                "mev_per_contract",
                "mev_per_pool",
                "mev_per_protocol",
                "losses_per_victim",
                "losses_per_pool",
                "top_sandwichers",
                "liquidations_by_protocol",
                "flows_to_builders",
                "mev_coverage")) {
            String rows = "SELECT * FROM " + view + " ORDER BY ALL";
            assertThat(ask(reorganised, rows)).as(view).isEqualTo(ask(clean, rows));
        }
    }

    @Test
    void viewsAddUp() throws Exception {
        ClickHouseSettings store = load("summed", List.of(blocks(branch(List.of(CHAIN.first(9_999_990)), 34, 0))));

        assertThat(ask(store, "SELECT countIf(all_accounted_for), count(), sum(rejected) FROM log_accounting"))
                .containsExactly(List.of("35", "35", "34"));
        assertThat(ask(store, "SELECT sum(swaps), sum(spoofed) FROM swaps_per_protocol_per_block"))
                .containsExactly(List.of("340", "34"));
        assertThat(ask(store, "SELECT sum(swaps) FROM swaps_per_pool_per_hour")).containsExactly(List.of("340"));
        assertThat(ask(store, "SELECT count() FROM spoofed_swaps")).containsExactly(List.of("34"));
        assertThat(ask(store, "SELECT count(), uniqExact(pool) FROM latest_pool_states"))
                .containsExactly(List.of("8", "8"));
        assertThat(ask(
                        store,
                        "SELECT (SELECT sum(logs) FROM log_counts_final WHERE fate = 'decoded') -"
                                + " (SELECT count() FROM swaps_final) - (SELECT count() FROM liquidity_events_final)"
                                + " - (SELECT count() FROM transfers_final) - (SELECT count() FROM oracle_answers_final)"
                                + " - (SELECT count() FROM liquidations_final)"
                                + " - (SELECT count() FROM protocol_events_final)"))
                .containsExactly(List.of("0"));
    }

    /** Nothing but senders, gas and prices is missing in these blocks, and that is what the sums say. */
    @Test
    void sumsOfFindingsLeaveOutWhatIsNotKnownAndCountIt() throws Exception {
        ClickHouseSettings store = load("found", List.of(blocks(branch(List.of(CHAIN.first(999_990)), 34, 0))));
        String found = ask(store, "SELECT count() FROM detections_final").get(0).get(0);

        assertThat(Integer.parseInt(String.valueOf(found))).isGreaterThan(25);
        assertThat(
                        ask(
                                store,
                                "SELECT count(), sum(sandwiches + arbitrages + jits), sum(gross_wei), sum(gross_unknown),"
                                        + " sum(net_wei), sum(net_exact), sum(net_bounded), sum(net_unknown) FROM mev_per_block"))
                .containsExactly(Arrays.asList("35", found, null, found, null, "0", "0", found));
        assertThat(ask(store, "SELECT sum(sandwiches), sum(victims), sum(net_not_exact) FROM top_sandwichers"))
                .isEqualTo(ask(
                        store,
                        "SELECT countIf(kind = 'sandwich'), sumIf(victims, kind = 'sandwich'),"
                                + " countIf(kind = 'sandwich') FROM detections_final"));
        assertThat(ask(store, "SELECT sum(swaps), sum(loss_raw), sum(losses_unknown) FROM losses_per_pool"))
                .isEqualTo(ask(store, "SELECT sum(swaps), sum(loss_raw), sum(losses_unknown) FROM losses_per_victim"))
                .isEqualTo(ask(
                        store,
                        "SELECT sum(victims), (SELECT sum(loss_raw) FROM detection_victims_final),"
                                + " sum(victims) - sum(losses_known) FROM detections_final"));
        assertThat(ask(store, "SELECT sum(searchers_trades + victims_trades) FROM mev_per_pool"))
                .isEqualTo(ask(store, "SELECT count() FROM detection_trades_final"));
        assertThat(ask(store, "SELECT blocks, findings, net_exact, net_unknown, trades_priced FROM mev_coverage"))
                .containsExactly(List.of("35", found, "0", found, "0"));
        assertThat(ask(store, "SELECT findings, payment_wei, payment_unknown FROM flows_to_builders"))
                .containsExactly(Arrays.asList(found, null, found));
    }

    /** Loads a log: the first branch applied; then what it does not share with the next undone, and that applied. */
    private static ClickHouseSettings load(String database, List<List<Block>> branches) throws Exception {
        Path log = folder.resolve(database);
        for (int i = 0; i < branches.size(); i++) {
            append(log, branches.get(i), i == 0 ? List.of() : branches.get(i - 1));
        }
        ClickHouseSettings settings = engine.settings().withDatabase(database);
        Migrations.apply(settings);
        Configuration configuration = GlobalConfiguration.loadConfiguration("../flink-conf");
        configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, 2);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
        LoadJob.define(environment, config(log, settings));
        environment.execute(database);
        return settings;
    }

    private static LoadConfig config(Path log, ClickHouseSettings settings) {
        return new LoadConfig(log, ChainLogHome.Until.END, settings, null, 8, Duration.ofMinutes(1));
    }

    private static void append(Path folder, List<Block> branch, List<Block> before) throws IOException {
        try (ChainLogWriter log = before.isEmpty()
                ? ChainLogWriter.create(folder, 1, folder.getFileName().toString())
                : ChainLogWriter.open(folder, 1)) {
            int shared = 0;
            while (shared < Math.min(branch.size(), before.size())
                    && branch.get(shared).hash().equals(before.get(shared).hash())) {
                shared++;
            }
            for (int i = before.size() - 1; i >= shared; i--) {
                append(log, ChainRecord.Kind.UNDO, before.get(i));
            }
            for (Block block : branch.subList(shared, branch.size())) {
                append(log, ChainRecord.Kind.APPLY, block);
            }
            log.force();
        }
    }

    private static void append(ChainLogWriter log, ChainRecord.Kind kind, Block block) throws IOException {
        log.append(new ChainRecord(1, log.nextPosition(), kind, 0, ChainRecord.Proof.BLOOM, block));
    }

    private static List<Node> branch(List<Node> trunk, int length, long salt) {
        List<Node> nodes = new ArrayList<>(trunk);
        for (int i = 0; i < length; i++) {
            nodes.add(CHAIN.next(nodes.get(nodes.size() - 1), salt));
        }
        return nodes;
    }

    private static List<Block> blocks(List<Node> nodes) {
        return nodes.stream().map(Node::block).toList();
    }

    private static List<List<@Nullable String>> ask(ClickHouseSettings settings, String sql) throws SQLException {
        try (ClickHouseQueries queries = ClickHouseQueries.open(settings)) {
            return queries.rows(sql);
        }
    }
}
