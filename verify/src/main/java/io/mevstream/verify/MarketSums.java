package io.mevstream.verify;

import io.mevstream.jobs.io.clickhouse.ClickHouseQueries;
import io.mevstream.verify.MarketRows.Trade;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** What the real tables and rollups must add up to once a {@link MarketRows} is loaded, computed from its definition. */
final class MarketSums {
    private static final String SWAPS = "SELECT count(), uniqExact(row_id, version), sum(toUInt64(CRC32(concat("
            + "toString(block_number), ' ', toString(log_index), ' ', pool, ' ', toString(amount_in_raw), ' ', evidence))))"
            + " FROM swaps_final";
    private static final String STATES =
            "SELECT count(), uniqExact(row_id, version), sum(reserve0_raw) FROM pool_states_final";
    private static final List<String> ROLLUPS = List.of(
            "SELECT sum(swaps), sum(spoofed) FROM swaps_per_protocol_per_block",
            "SELECT sum(swaps), sum(spoofed) FROM swaps_per_pool_per_block",
            "SELECT sum(swaps), sum(spoofed) FROM swaps_per_hour_per_pool");

    private MarketSums() {}

    static void check(ProofRun run, MarketRows market, ClickHouseQueries queries) throws SQLException {
        long swaps = 0;
        long checksum = 0;
        long spoofed = 0;
        long states = 0;
        long reserves = 0;
        for (long position = 0; position < market.positions(); position++) {
            if (!market.stays(position)) {
                continue;
            }
            List<Trade> trades = market.trades(position);
            for (Trade trade : trades) {
                swaps++;
                checksum += checksum(position, trade);
                spoofed += trade.spoofed() ? 1 : 0;
            }
            for (int log : MarketRows.lastLogs(trades).values()) {
                states++;
                reserves += MarketRows.reserve(position, log);
            }
        }
        expect(run, queries, SWAPS, swaps, swaps, checksum);
        expect(run, queries, STATES, states, states, reserves);
        for (String rollup : ROLLUPS) {
            expect(run, queries, rollup, swaps, spoofed);
        }
        run.set("market_swaps", swaps);
    }

    private static long checksum(long position, Trade trade) {
        CRC32 crc = new CRC32();
        String text = MarketRows.block(position) + " " + trade.logIndex() + " " + MarketRows.poolText(trade.pool())
                + " " + trade.amountIn() + " " + (trade.spoofed() ? "spoofed" : "proven");
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return crc.getValue();
    }

    private static void expect(ProofRun run, ClickHouseQueries queries, String sql, long... values)
            throws SQLException {
        List<String> expected = new ArrayList<>();
        for (long value : values) {
            expected.add(String.valueOf(value));
        }
        List<String> found = queries.rows(sql).get(0);
        run.expect(found.equals(expected), "%s: expected %s, found %s", sql, expected, found);
    }
}
