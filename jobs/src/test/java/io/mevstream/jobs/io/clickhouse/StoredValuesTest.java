package io.mevstream.jobs.io.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.amm.Completeness;
import io.mevstream.chain.Address;
import io.mevstream.chain.BlockHeader;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.chain.PoolId;
import io.mevstream.chain.Receipt;
import io.mevstream.chain.Transaction;
import io.mevstream.decode.EventFields;
import io.mevstream.event.ChainEvent;
import io.mevstream.event.Liquidation;
import io.mevstream.event.LiquidityChange;
import io.mevstream.event.OracleAnswer;
import io.mevstream.event.PoolFamily;
import io.mevstream.event.Swap;
import io.mevstream.event.TokenAmount;
import io.mevstream.event.TokenTransfer;
import io.mevstream.fact.BlockFact;
import io.mevstream.fact.EventFact;
import io.mevstream.fact.LiquidityFact;
import io.mevstream.fact.LogRef;
import io.mevstream.fact.Origin;
import io.mevstream.fact.PoolFact;
import io.mevstream.fact.PoolStateFact;
import io.mevstream.fact.SwapFact;
import io.mevstream.fact.TransactionFact;
import io.mevstream.jobs.io.clickhouse.rows.BlockRows;
import io.mevstream.jobs.io.clickhouse.rows.LiquidationRows;
import io.mevstream.jobs.io.clickhouse.rows.LiquidityRows;
import io.mevstream.jobs.io.clickhouse.rows.OracleAnswerRows;
import io.mevstream.jobs.io.clickhouse.rows.PoolRows;
import io.mevstream.jobs.io.clickhouse.rows.PoolStateRows;
import io.mevstream.jobs.io.clickhouse.rows.RowMapper;
import io.mevstream.jobs.io.clickhouse.rows.SwapRows;
import io.mevstream.jobs.io.clickhouse.rows.TransactionRows;
import io.mevstream.jobs.io.clickhouse.rows.TransferRows;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import io.mevstream.pool.PoolKnowledge;
import io.mevstream.pool.PoolState;
import io.mevstream.pool.Rederivation;
import io.mevstream.pool.SwapEvidence;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each value of a fact is read again from the column that is named for it. No two values of a fact are equal. */
class StoredValuesTest {

    private static final PoolId POOL = PoolId.of(address(0xa));
    private static final LogRef LOG = new LogRef(3, 1, hash(0x2), address(0x9));
    private static final PoolKnowledge KNOWN = new PoolKnowledge(
            POOL,
            PoolFamily.UNISWAP_V3,
            List.of(address(0xb), address(0xc)),
            3_000,
            60,
            address(0xd),
            "a-fork",
            PoolKnowledge.Proof.FACTORY);

    @TempDir
    static Path folder;

    private static EmbeddedClickHouse engine;
    private static ClickHouseQueries queries;

    @BeforeAll
    static void start() throws SQLException {
        engine = EmbeddedClickHouse.open(folder);
        Migrations.apply(engine.settings());
        queries = ClickHouseQueries.open(engine.settings());
    }

    @AfterAll
    static void stop() throws SQLException {
        queries.close();
        engine.close();
    }

    @Test
    void ofABlock() throws Exception {
        BlockHeader header = new BlockHeader(
                100,
                hash(0x1),
                hash(0x15),
                hash(0x16),
                address(0x17),
                hash(0x18),
                hash(0x19),
                hash(0x1a),
                Bytes.EMPTY,
                u(27),
                28,
                29,
                1_700_000_000,
                Bytes.EMPTY,
                hash(0x1f),
                Bytes.EMPTY,
                u(32),
                hash(0x21),
                34L,
                35L,
                hash(0x24),
                null);
        store(new BlockRows(), new BlockFact(at(7, ChainRecord.Kind.APPLY), ChainRecord.Proof.ROOTS, header, 37, 38));

        assertThat(columns(
                        "blocks",
                        "chain_id, block_number, block_hash, toUnixTimestamp(block_time), parent_hash, proof, miner,"
                                + " gas_limit, gas_used, base_fee_per_gas_wei, blob_gas_used, excess_blob_gas, state_root,"
                                + " transactions_root, receipts_root, transactions, logs, version, is_deleted"))
                .isEqualTo("1 100 #1 1700000000 #15 roots #17 28 29 32 34 35 #18 #19 #1a 37 38 7 0");
    }

    @Test
    void ofATransaction() throws Exception {
        Transaction body = new Transaction(
                4,
                hash(0x29),
                3,
                1L,
                address(0x2a),
                address(0x2b),
                44,
                45,
                u(46),
                u(47),
                u(48),
                u(49),
                u(50),
                new Bytes(new byte[] {1, 2, 3, 4, 5}),
                List.of(),
                List.of(),
                List.of(),
                u(51),
                u(52),
                u(53));
        Receipt receipt =
                new Receipt(4, hash(0x29), 3, 1, null, 54, 40, u(56), address(0x2a), address(0x2b), address(0x39));
        store(new TransactionRows(), new TransactionFact(at(8, ChainRecord.Kind.UNDO), body, receipt, 58));

        assertThat(columns(
                        "transactions",
                        "transaction_index, transaction_hash, type, from_address, to_address, nonce, value_wei,"
                                + " gas_limit, gas_price_wei, max_fee_per_gas_wei, max_priority_fee_per_gas_wei,"
                                + " max_fee_per_blob_gas_wei, input_selector, input_bytes, status, gas_used,"
                                + " effective_gas_price_wei, contract_address, logs, version, is_deleted"))
                .isEqualTo("4 #29 3 #2a #2b 44 46 45 47 48 49 50 0x01020304 5 1 40 56 #39 58 8 1");
    }

    @Test
    void ofSwaps() throws Exception {
        store(new SwapRows(), swap(new Swap.PairAmounts(u(61), u(62), u(63), u(64))));
        assertThat(
                        columns(
                                "swaps",
                                "log_index, transaction_index, transaction_hash, protocol, pool, pool_name, sender, recipient,"
                                        + " token_in, token_out, token_in_index, token_out_index, amount_in_raw, amount_out_raw,"
                                        + " amount0_in_raw, amount1_in_raw, amount0_out_raw, amount1_out_raw, fee_pips, evidence"))
                .isEqualTo("3 1 #2 a-protocol #a a-fork #43 #44 #c #b 1 0 65 66 61 62 63 64 3000 partly_proven");

        queries.rows("TRUNCATE TABLE swaps");
        store(new SwapRows(), swap(new Swap.PriceAfter(u(71), u(72), -73, 500)));
        assertThat(columns("swaps", "sqrt_price_x96, liquidity, tick, fee_pips"))
                .isEqualTo("71 72 -73 500");
    }

    @Test
    void ofLiquidityAndTransfers() throws Exception {
        LiquidityChange change = new LiquidityChange(
                POOL,
                PoolFamily.UNISWAP_V3,
                LiquidityChange.Kind.REMOVE,
                address(0x51),
                -82,
                83,
                Int256.of(-84),
                List.of(Int256.of(-85), Int256.of(86)),
                List.of());
        store(new LiquidityRows(), new LiquidityFact(at(7, ChainRecord.Kind.APPLY), LOG, "a-protocol", change, KNOWN));
        assertThat(columns(
                        "liquidity_events",
                        "pool, kind, owner, tick_lower, tick_upper, liquidity_delta, amounts_raw[1], amounts_raw[2],"
                                + " tokens[1], tokens[2]"))
                .isEqualTo("#a remove #51 -82 83 -84 -85 86 #b #c");

        store(
                new TransferRows(),
                event(new TokenTransfer(
                        address(0x57), address(0x58), address(0x59), u(90), TokenTransfer.Kind.UNWRAP)));
        assertThat(columns("transfers", "token, from_address, to_address, amount_raw, kind"))
                .isEqualTo("#57 #58 #59 90 unwrap");
    }

    @Test
    void ofPools() throws Exception {
        store(new PoolRows(), new PoolFact(at(7, ChainRecord.Kind.APPLY), KNOWN));
        assertThat(columns("pools", "pool, family, name, tokens[1], tokens[2], fee_pips, tick_spacing, factory, proof"))
                .isEqualTo("#a uniswap_v3 a-fork #b #c 3000 60 #d factory");

        PoolState state = new PoolState(Completeness.PARTIAL, u(91), u(92), u(93), u(94), -95);
        store(new PoolStateRows(), new PoolStateFact(at(7, ChainRecord.Kind.APPLY), 96, KNOWN, state));
        assertThat(
                        columns(
                                "pool_states",
                                "pool, last_log_index, completeness, reserve0_raw, reserve1_raw, sqrt_price_x96, liquidity, tick"))
                .isEqualTo("#a 96 partial 91 92 93 94 -95");
    }

    @Test
    void ofOracleAnswersAndLiquidations() throws Exception {
        store(new OracleAnswerRows(), event(new OracleAnswer(address(0x65), Int256.of(-102), u(103), u(104))));
        assertThat(columns("oracle_answers", "feed, answer_raw, round_id, updated_at_seconds"))
                .isEqualTo("#65 -102 103 104");

        store(
                new LiquidationRows(),
                event(new Liquidation(
                        "a-protocol",
                        address(0x6f),
                        hash(0x70),
                        address(0x71),
                        address(0x72),
                        address(0x73),
                        u(116),
                        address(0x75),
                        u(118))));
        assertThat(columns(
                        "liquidations",
                        "protocol, market, market_id, borrower, liquidator, debt_asset, debt_repaid_raw,"
                                + " collateral_asset, collateral_seized_raw"))
                .isEqualTo("a-protocol #6f #70 #71 #72 #73 116 #75 118");
    }

    private static SwapFact swap(Swap.Detail detail) {
        Swap swap = new Swap(
                POOL,
                PoolFamily.UNISWAP_V3,
                address(0x43),
                address(0x44),
                TokenAmount.ofIndex(1, u(65)),
                TokenAmount.ofIndex(0, u(66)),
                detail);
        SwapEvidence evidence = new SwapEvidence(SwapEvidence.Status.PARTLY_PROVEN, null, null);
        return new SwapFact(
                at(7, ChainRecord.Kind.APPLY), LOG, "a-protocol", swap, evidence, KNOWN, Rederivation.EXACT);
    }

    private static EventFact event(ChainEvent event) {
        return new EventFact(
                at(7, ChainRecord.Kind.APPLY),
                LOG,
                "a-protocol",
                "Event",
                new EventFields(List.of(), List.of()),
                event);
    }

    private static <F> void store(RowMapper<F> mapper, F fact) throws Exception {
        Table table = mapper.table();
        try (var inserter = new ClickHouseInserter(engine.settings(), List.of(table), Duration.ZERO, () -> {})) {
            TableRow row = mapper.map(fact);
            inserter.insert(
                    new InsertBatch(table.name(), 1, row.position(), "token-" + Arrays.hashCode(row.row()), row.row()));
        }
    }

    /** The values of the only row, addresses and hashes shortened to their last digits. */
    private static String columns(String table, String columns) throws SQLException {
        assertThat(queries.rows("SELECT count() FROM " + table)).containsExactly(List.of("1"));
        return queries.rows("SELECT " + columns + " FROM " + table).get(0).stream()
                .map(value -> String.valueOf(value).replaceFirst("^0x0{20,}", "#"))
                .collect(Collectors.joining(" "));
    }

    private static Origin at(long position, ChainRecord.Kind kind) {
        return new Origin(1, position, kind, new BlockRef(100, hash(0x1)), 1_700_000_000L);
    }

    private static Address address(int n) {
        return new Address(0, 0, n);
    }

    private static Hash hash(int n) {
        return new Hash(0, 0, 0, n);
    }

    private static UInt256 u(long n) {
        return UInt256.of(n);
    }
}
