package io.mevstream.bench;

import io.mevstream.amm.Quote;
import io.mevstream.amm.v3.ConcentratedPool;
import io.mevstream.amm.v3.FeeTier;
import io.mevstream.amm.v3.PoolPrice;
import io.mevstream.amm.v3.TickMath;
import io.mevstream.amm.v3.TickTable;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Exact inputs over the ticks of V3 pools of spacing 10: sixteen positions around the price each, trades that cross none to a
 * few of their ends. Ours and the SDK's both give the pool after the trade.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Operands.COUNT)
public class TickBenchmark {

    private static final FeeTier TIER = new FeeTier(500, 10);

    private final ConcentratedPool[] pools = new ConcentratedPool[Operands.COUNT];
    private final int[] tokenIn = new int[Operands.COUNT];
    private final UInt256[] in = new UInt256[Operands.COUNT];

    public TickBenchmark() {
        Random random = new Random(7);
        for (int i = 0; i < Operands.COUNT; i++) {
            int tick = random.nextInt(100_000) - 50_000;
            PoolPrice price = new PoolPrice(TickMath.getSqrtRatioAtTick(tick), UInt256.ZERO, tick);
            ConcentratedPool pool = ConcentratedPool.of(price, TickTable.EMPTY, TIER);
            int middle = Math.floorDiv(tick, 10) * 10;
            pool = pool.moved(middle - 20_000, middle + 20_000, Int256.of(1L << 60));
            for (int position = 0; position < 16; position++) {
                int lower = middle - 10 * (1 + random.nextInt(60));
                int upper = middle + 10 * (1 + random.nextInt(60));
                pool = pool.moved(lower, upper, Int256.of(1L << (56 + random.nextInt(5))));
            }
            pools[i] = pool;
            tokenIn[i] = i & 1;
            UInt256 root = price.sqrtPriceX96();
            UInt256 liquidity = pool.price().liquidity();
            UInt256 reserve = tokenIn[i] == 0
                    ? liquidity.shiftLeft(96).div(root)
                    : liquidity.mul(root).shiftRight(96);
            in[i] = reserve.div(UInt256.of(100 + random.nextInt(2_000)));
        }
    }

    @Benchmark
    public void v3QuoteOurs(Blackhole sink) {
        for (int i = 0; i < Operands.COUNT; i++) {
            sink.consume(pools[i].quoteExactIn(tokenIn[i], 1 - tokenIn[i], in[i]));
        }
    }

    SdkWork forSdk() {
        List<Map<String, Object>> operands = new ArrayList<>();
        List<String> results = new ArrayList<>();
        for (int i = 0; i < Operands.COUNT; i++) {
            ConcentratedPool pool = pools[i];
            Map<String, Object> operand = new LinkedHashMap<>();
            operand.put("price", pool.price().sqrtPriceX96().toString());
            operand.put("tick", pool.price().tick());
            operand.put("liquidity", pool.price().liquidity().toString());
            operand.put("feePips", TIER.feePips());
            operand.put("tickSpacing", TIER.tickSpacing());
            operand.put("tokenIn", tokenIn[i]);
            operand.put("in", in[i].toString());
            operand.put("ticks", ticks(pool.ticks()));
            operands.add(operand);
            Quote quote = pool.quoteExactIn(tokenIn[i], 1 - tokenIn[i], in[i]);
            results.add(((Quote.Filled) quote).amountOut().toString());
        }
        return new SdkWork("v3Quote", operands, results);
    }

    private static List<Map<String, Object>> ticks(TickTable table) {
        List<Map<String, Object>> ticks = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            ticks.add(Map.of(
                    "index",
                    table.tick(i),
                    "liquidityGross",
                    table.gross(i).toString(),
                    "liquidityNet",
                    table.net(i).toBigInteger().toString()));
        }
        return ticks;
    }
}
