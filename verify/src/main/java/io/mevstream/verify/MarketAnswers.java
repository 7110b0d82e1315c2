package io.mevstream.verify;

import io.mevstream.verify.MarketRows.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Questions to the views about a {@link MarketRows}, each with the answer computed from the market's definition. */
final class MarketAnswers {
    private static final int HOUR = 3600;
    private static final int HOURS = 6;

    private final MarketRows market;
    private final SplittableRandom random;
    /** The positions whose blocks stay, by which of the rest follows. */
    private final List<Long> positions = new ArrayList<>();

    private final Map<Integer, List<Long>> positionsByPool = new TreeMap<>();

    /**
     * A question to a view.
     *
     * @param where the condition, as a reader writes it
     * @param columns those whose values are compared
     * @param answer the rows expected, in any order
     */
    record Question(String view, String where, String columns, List<List<String>> answer) {}

    MarketAnswers(MarketRows market, SplittableRandom random) {
        this.market = market;
        this.random = random;
        for (long position = 0; position < market.positions(); position++) {
            if (market.stays(position)) {
                positions.add(position);
                long at = position;
                MarketRows.lastLogs(market.trades(position)).keySet().forEach(pool -> positionsByPool
                        .computeIfAbsent(pool, none -> new ArrayList<>())
                        .add(at));
            }
        }
    }

    /** What people ask, by view. */
    Map<String, Function<String, Question>> questions() {
        Map<String, Function<String, Question>> all = new TreeMap<>();
        all.put("swaps_final", this::aBlocksSwaps);
        all.put("spoofed_swaps", this::spoofsOfTenBlocks);
        all.put("pool_states_final", this::aBlocksStates);
        all.put("latest_pool_states", this::latestState);
        all.put("swaps_per_protocol_per_block", this::protocolsOfTwentyBlocks);
        all.put("swaps_per_protocol_per_hour", this::protocolsOfAnHour);
        all.put("swaps_per_pool_per_block", this::poolsHundredBlocks);
        all.put("swaps_per_pool_per_hour", this::poolsHours);
        return all;
    }

    private Question aBlocksSwaps(String view) {
        int at = random.nextInt(positions.size());
        List<List<String>> rows = new ArrayList<>();
        each(
                at,
                1,
                (position, t) -> rows.add(texts(
                        t.logIndex(),
                        MarketRows.poolText(t.pool()),
                        t.spoofed() ? "spoofed" : "proven",
                        t.amountIn())));
        return new Question(view, blocks(at, 1), "log_index, pool, evidence, amount_in_raw", rows);
    }

    private Question spoofsOfTenBlocks(String view) {
        int at = random.nextInt(positions.size());
        List<List<String>> rows = new ArrayList<>();
        each(at, 10, (position, t) -> {
            if (t.spoofed()) {
                rows.add(texts(MarketRows.block(position), t.logIndex(), MarketRows.poolText(t.pool())));
            }
        });
        return new Question(view, blocks(at, 10), "block_number, log_index, pool", rows);
    }

    private Question aBlocksStates(String view) {
        int at = random.nextInt(positions.size());
        long position = positions.get(at);
        List<List<String>> rows = new ArrayList<>();
        MarketRows.lastLogs(market.trades(position))
                .forEach((pool, log) ->
                        rows.add(texts(MarketRows.poolText(pool), log, MarketRows.reserve(position, log))));
        return new Question(view, blocks(at, 1), "pool, last_log_index, reserve0_raw", rows);
    }

    private Question latestState(String view) {
        int pool = aPool();
        List<Long> known = positionsByPool.get(pool);
        long position = known.get(known.size() - 1);
        int log = MarketRows.lastLogs(market.trades(position)).get(pool);
        return new Question(
                view,
                pool(pool),
                "block_number, reserve0_raw",
                List.of(texts(MarketRows.block(position), MarketRows.reserve(position, log))));
    }

    private Question protocolsOfTwentyBlocks(String view) {
        int at = random.nextInt(positions.size());
        Map<List<String>, long[]> sums = new java.util.HashMap<>();
        each(at, 20, (position, t) -> add(sums, texts(MarketRows.block(position), t.protocol()), t));
        return new Question(view, blocks(at, 20), "block_number, protocol, swaps, spoofed", rows(sums, 2));
    }

    private Question protocolsOfAnHour(String view) {
        long hour = hour(positions.get(random.nextInt(positions.size())));
        Map<List<String>, long[]> sums = new java.util.HashMap<>();
        int first = firstAtOrAfter(hour);
        each(first, firstAtOrAfter(hour + HOUR) - first, (position, t) -> add(sums, texts(t.protocol()), t));
        return new Question(
                view,
                "chain_id = 1 AND hour = toDateTime(" + hour + ", 'UTC')",
                "protocol, swaps, spoofed",
                rows(sums, 2));
    }

    private Question poolsHundredBlocks(String view) {
        int pool = aPool();
        int at = random.nextInt(positions.size());
        Map<List<String>, long[]> sums = new java.util.HashMap<>();
        each(at, 100, (position, t) -> {
            if (t.pool() == pool) {
                add(sums, texts(MarketRows.block(position), t.direction()), t);
            }
        });
        return new Question(
                view,
                pool(pool) + " AND " + blocks(at, 100),
                "block_number, direction, swaps, spoofed, amount_in_raw",
                rows(sums, 3));
    }

    /** A quarter of a day of one pool. */
    private Question poolsHours(String view) {
        int pool = aPool();
        long from = hour(positions.get(random.nextInt(positions.size())));
        long to = from + (HOURS - 1) * HOUR;
        Map<List<String>, long[]> sums = new java.util.HashMap<>();
        for (long position : positionsByPool.get(pool)) {
            if (hour(position) >= from && hour(position) <= to) {
                for (Trade trade : market.trades(position)) {
                    if (trade.pool() == pool) {
                        add(sums, texts(hour(position), trade.direction()), trade);
                    }
                }
            }
        }
        return new Question(
                view,
                pool(pool) + " AND hour BETWEEN toDateTime(" + from + ", 'UTC') AND toDateTime(" + to + ", 'UTC')",
                "toUnixTimestamp(hour), direction, swaps, spoofed, amount_in_raw",
                rows(sums, 3));
    }

    /** Mostly any pool, sometimes one of the busiest. */
    private int aPool() {
        List<Integer> pools = List.copyOf(positionsByPool.keySet());
        return random.nextInt(5) == 0
                ? pools.get(random.nextInt(Math.min(20, pools.size())))
                : pools.get(random.nextInt(pools.size()));
    }

    private void each(int from, int count, BiConsumer<Long, Trade> visit) {
        for (long position : positions.subList(from, Math.min(positions.size(), from + count))) {
            market.trades(position).forEach(trade -> visit.accept(position, trade));
        }
    }

    private String blocks(int from, int count) {
        long first = MarketRows.block(positions.get(from));
        return "chain_id = 1 AND block_number "
                + (count == 1 ? "= " + first : "BETWEEN " + first + " AND " + (first + count - 1));
    }

    private static String pool(int pool) {
        return "chain_id = 1 AND pool = '" + MarketRows.poolText(pool) + "'";
    }

    private static long hour(long position) {
        return MarketRows.seconds(position) / HOUR * HOUR;
    }

    private int firstAtOrAfter(long seconds) {
        int index = 0;
        while (index < positions.size() && MarketRows.seconds(positions.get(index)) < seconds) {
            index++;
        }
        return index;
    }

    private static void add(Map<List<String>, long[]> sums, List<String> key, Trade trade) {
        long[] sum = sums.computeIfAbsent(key, none -> new long[3]);
        sum[0]++;
        sum[1] += trade.spoofed() ? 1 : 0;
        sum[2] += trade.spoofed() ? 0 : trade.amountIn();
    }

    private static List<List<String>> rows(Map<List<String>, long[]> sums, int values) {
        List<List<String>> rows = new ArrayList<>();
        sums.forEach((key, sum) -> {
            List<String> row = new ArrayList<>(key);
            for (int i = 0; i < values; i++) {
                row.add(String.valueOf(sum[i]));
            }
            rows.add(row);
        });
        return rows;
    }

    private static List<String> texts(Object... values) {
        List<String> texts = new ArrayList<>();
        for (Object value : values) {
            texts.add(String.valueOf(value));
        }
        return texts;
    }
}
