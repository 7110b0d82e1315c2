package io.mevstream.verify;

import io.mevstream.amm.Completeness;
import io.mevstream.chain.Address;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.chain.PoolId;
import io.mevstream.event.PoolFamily;
import io.mevstream.event.Swap;
import io.mevstream.event.TokenAmount;
import io.mevstream.fact.LogRef;
import io.mevstream.fact.Origin;
import io.mevstream.fact.PoolStateFact;
import io.mevstream.fact.SwapFact;
import io.mevstream.jobs.io.clickhouse.Table;
import io.mevstream.jobs.io.clickhouse.TableRow;
import io.mevstream.jobs.io.clickhouse.rows.PoolStateRows;
import io.mevstream.jobs.io.clickhouse.rows.SwapRows;
import io.mevstream.num.UInt256;
import io.mevstream.pool.PoolKnowledge;
import io.mevstream.pool.PoolState;
import io.mevstream.pool.Rederivation;
import io.mevstream.pool.SwapEvidence;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/**
 * The rows of a made-up market, a block for each position of the log; every fiftieth position undoes the block before it.
 * All of it follows from the position, so that an answer can be computed without the store.
 *
 * @param positions how many records the log holds
 * @param swapsABlock how many swaps each block has
 * @param pools among how many pools, a few of which have most of the swaps
 */
record MarketRows(long positions, int swapsABlock, int pools) implements Serializable {
    static final long CHAIN = 1;
    static final List<Table> TABLES = List.of(new SwapRows().table(), new PoolStateRows().table());
    static final List<String> PROTOCOLS = List.of("uniswap-v2", "uniswap-v3", "curve", "balancer-v2");

    private static final long serialVersionUID = 1;
    private static final long FIRST_BLOCK = 18_000_000;
    private static final long FIRST_SECONDS = 1_692_000_000;
    private static final int UNDO_EVERY = 50;

    /** A swap as this market has it. */
    record Trade(int logIndex, int pool, boolean zeroForOne, long amountIn, long amountOut, boolean spoofed) {
        String protocol() {
            return PROTOCOLS.get(pool % PROTOCOLS.size());
        }

        String direction() {
            return zeroForOne ? "0>1" : "1>0";
        }
    }

    static boolean undoes(long position) {
        return position % UNDO_EVERY == UNDO_EVERY - 1;
    }

    /** Whether the block applied at a position is there in the end. */
    boolean stays(long position) {
        return !undoes(position) && (position + 1 >= positions || !undoes(position + 1));
    }

    /** The height of the block that a position applies or undoes. */
    static long block(long position) {
        long applied = undoes(position) ? position - 1 : position;
        return FIRST_BLOCK + applied - 2 * (applied / UNDO_EVERY);
    }

    static long seconds(long position) {
        return FIRST_SECONDS + 12 * (block(position) - FIRST_BLOCK);
    }

    /** The swaps of the block applied at a position. */
    List<Trade> trades(long position) {
        List<Trade> trades = new ArrayList<>(swapsABlock);
        for (int i = 0; i < swapsABlock; i++) {
            long dice = mix(position * 1_000_003 + i);
            double skewed = Math.pow((dice >>> 11) * 0x1p-53, 3);
            boolean spoofed = block(position) % 30 == 0 && i % 3 == 0;
            trades.add(new Trade(i, (int) (skewed * pools), (dice & 1) == 0, 1 + (dice & 0xffff), i, spoofed));
        }
        return trades;
    }

    static String poolText(int pool) {
        return poolId(pool).toString();
    }

    /** Token 0's reserve after the last of a pool's swaps in a block. */
    static long reserve(long position, int lastLogIndex) {
        return position * 1000 + lastLogIndex;
    }

    /** For each pool with a swap in the block the place of its last one. */
    static Map<Integer, Integer> lastLogs(List<Trade> trades) {
        Map<Integer, Integer> last = new TreeMap<>();
        trades.forEach(trade -> last.put(trade.pool(), trade.logIndex()));
        return last;
    }

    /** The rows, from one source subtask on two. */
    DataStream<TableRow> stream(StreamExecutionEnvironment env) {
        return env.fromSource(
                        new DataGeneratorSource<>(position -> position, positions, Types.LONG),
                        OutageRows.positionIsTime(),
                        "positions")
                .setParallelism(1)
                .flatMap(new AtPosition(this))
                .setParallelism(1)
                .returns(TypeInformation.of(TableRow.class))
                .rebalance();
    }

    private static Origin origin(long position) {
        long applied = undoes(position) ? position - 1 : position;
        Hash hash = new Hash(mix(applied), mix(applied + 1), mix(applied + 2), applied);
        return new Origin(
                CHAIN,
                position,
                undoes(position) ? ChainRecord.Kind.UNDO : ChainRecord.Kind.APPLY,
                new BlockRef(block(position), hash),
                seconds(position));
    }

    private static SwapFact fact(Origin origin, Trade trade) {
        int in = trade.zeroForOne() ? 0 : 1;
        UInt256 amountIn = UInt256.of(trade.amountIn());
        UInt256 amountOut = UInt256.of(trade.amountOut());
        Swap swap = new Swap(
                poolId(trade.pool()),
                PoolFamily.UNISWAP_V2,
                token(trade.pool(), 9),
                token(trade.pool(), 8),
                TokenAmount.ofIndex(in, amountIn),
                TokenAmount.ofIndex(1 - in, amountOut),
                Swap.NoDetail.NONE);
        SwapEvidence.Status status = trade.spoofed() ? SwapEvidence.Status.SPOOFED : SwapEvidence.Status.PROVEN;
        Hash transaction = new Hash(mix(origin.block().number()), mix(trade.logIndex()), 0, trade.logIndex());
        return new SwapFact(
                origin,
                new LogRef(
                        trade.logIndex(),
                        trade.logIndex(),
                        transaction,
                        poolId(trade.pool()).manager()),
                trade.protocol(),
                swap,
                new SwapEvidence(status, null, null),
                knowledge(trade.pool()),
                trade.spoofed() ? Rederivation.NO_PRIOR_STATE : Rederivation.EXACT);
    }

    private static PoolKnowledge knowledge(int pool) {
        return new PoolKnowledge(
                poolId(pool),
                PoolFamily.UNISWAP_V2,
                List.of(token(pool, 0), token(pool, 1)),
                3000,
                null,
                null,
                null,
                PoolKnowledge.Proof.FACTORY);
    }

    private static PoolId poolId(int pool) {
        return PoolId.of(token(pool, 7));
    }

    private static Address token(int pool, int role) {
        return new Address(mix(pool * 10L + role), mix(pool * 10L + role + 5_000_000), pool);
    }

    /** SplitMix64's finalizer. */
    static long mix(long seed) {
        long z = seed * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** All rows of one position, through the mappers. */
    private static final class AtPosition implements FlatMapFunction<Long, TableRow> {
        private static final long serialVersionUID = 1;

        private final MarketRows market;
        private final SwapRows swaps = new SwapRows();
        private final PoolStateRows states = new PoolStateRows();

        AtPosition(MarketRows market) {
            this.market = market;
        }

        @Override
        public void flatMap(Long position, Collector<TableRow> out) {
            Origin origin = origin(position);
            long applied = undoes(position) ? position - 1 : position;
            List<Trade> trades = market.trades(applied);
            trades.forEach(trade -> out.collect(swaps.map(fact(origin, trade))));
            Map<Integer, Integer> last = lastLogs(trades);
            last.forEach((pool, log) -> out.collect(states.map(state(origin, applied, pool, log))));
            if (undoes(position)) {
                restored(position, last.keySet()).forEach(fact -> out.collect(states.map(fact)));
            }
        }

        /** The states before the undone block, of those of its pools that had one. */
        private List<PoolStateFact> restored(long undo, Set<Integer> pools) {
            List<PoolStateFact> facts = new ArrayList<>();
            Set<Integer> missing = new TreeSet<>(pools);
            for (long before = undo - 2; before >= 0 && !missing.isEmpty(); before--) {
                if (market.stays(before)) {
                    Origin was = origin(before);
                    Origin again = new Origin(CHAIN, undo, ChainRecord.Kind.APPLY, was.block(), was.blockTimeSeconds());
                    Map<Integer, Integer> last = lastLogs(market.trades(before));
                    last.keySet().retainAll(missing);
                    missing.removeAll(last.keySet());
                    long at = before;
                    last.forEach((pool, log) -> facts.add(state(again, at, pool, log)));
                }
            }
            return facts;
        }

        private static PoolStateFact state(Origin origin, long applied, int pool, int log) {
            UInt256 reserve = UInt256.of(reserve(applied, log));
            PoolState state = new PoolState(Completeness.COMPLETE, reserve, UInt256.of(1), null, null, null);
            return new PoolStateFact(origin, log, knowledge(pool), state);
        }
    }
}
