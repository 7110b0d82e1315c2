package io.mevstream.bench;

import io.mevstream.amm.QuotablePool;
import io.mevstream.amm.Quote;
import io.mevstream.amm.balancer.Powers;
import io.mevstream.amm.balancer.StablePool;
import io.mevstream.amm.balancer.WeightedPool;
import io.mevstream.amm.curve.StableSwapFees;
import io.mevstream.amm.curve.StableSwapPool;
import io.mevstream.amm.curve.StableSwapRules;
import io.mevstream.amm.solidly.SolidlyPool;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Exact inputs quoted by whole pools: ours gives the pool after the trade too, the peer the amount alone. Two or three tokens
 * of 18 decimals, balances of 2^70 to 2^90 within a factor of four of each other, trades of a ten thousandth to a tenth.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Operands.COUNT)
public class PoolBenchmark {

    private static final UInt256 E18 = UInt256.of(1_000_000_000_000_000_000L);
    private static final UInt256 FEE = UInt256.of(4_000_000_000_000_000L);
    private static final UInt256 AMPLIFICATION = UInt256.of(200_000);
    private static final List<UInt256> WEIGHTS =
            List.of(UInt256.of(300_000_000_000_000_000L), UInt256.of(700_000_000_000_000_000L));

    private final PoolOperands operands;
    private final QuotablePool[] weighted = new QuotablePool[Operands.COUNT];
    private final QuotablePool[] stable = new QuotablePool[Operands.COUNT];
    private final QuotablePool[] curve = new QuotablePool[Operands.COUNT];
    private final QuotablePool[] solidly = new QuotablePool[Operands.COUNT];
    private final BigInteger[] in;

    public PoolBenchmark() {
        this(7);
    }

    PoolBenchmark(long seed) {
        operands = new PoolOperands(seed);
        in = Operands.big(operands.in);
    }

    /** Fails unless the peers come to the same figures. */
    @Setup
    public void agree() {
        for (int i = 0; i < Operands.COUNT; i++) {
            List<UInt256> two = operands.balances.get(i).subList(0, 2);
            List<UInt256> three = operands.balances.get(i);
            List<UInt256> ones = List.of(E18, E18, E18);
            weighted[i] = new WeightedPool(two, ones.subList(0, 2), WEIGHTS, FEE, Powers.MULTIPLIED_OUT);
            stable[i] = new StablePool(three, ones, AMPLIFICATION, FEE);
            curve[i] = new StableSwapPool(
                    StableSwapRules.PRECISE, three, ones, AMPLIFICATION, StableSwapFees.constant(4_000_000, 0));
            solidly[i] = SolidlyPool.ofStable(two.get(0), two.get(1), E18, E18, 5);
            expect(weighted[i], i, weightedTwin(i));
            expect(stable[i], i, stableTwin(i));
            expect(curve[i], i, curveTwin(i));
            expect(solidly[i], i, solidlyTwin(i));
        }
    }

    private void expect(QuotablePool pool, int i, BigInteger twin) {
        Quote quote = pool.quoteExactIn(0, 1, operands.in[i]);
        if (!(quote instanceof Quote.Filled filled)
                || !filled.amountOut().toBigInteger().equals(twin)) {
            throw new IllegalStateException(pool.maths() + ": expected " + twin + ", found " + quote);
        }
    }

    private void quoteAll(QuotablePool[] pools, Blackhole sink) {
        for (int i = 0; i < Operands.COUNT; i++) {
            sink.consume(pools[i].quoteExactIn(0, 1, operands.in[i]));
        }
    }

    private BigInteger weightedTwin(int i) {
        return BigIntegerPools.weightedOut(operands.big(i, 2), big(WEIGHTS), in[i], FEE.toBigInteger());
    }

    private BigInteger stableTwin(int i) {
        return BigIntegerPools.stableOut(AMPLIFICATION.toBigInteger(), operands.big(i, 3), in[i], FEE.toBigInteger());
    }

    private BigInteger curveTwin(int i) {
        return BigIntegerPools.curveOut(
                AMPLIFICATION.toBigInteger(), operands.big(i, 3), in[i], BigInteger.valueOf(4_000_000));
    }

    private BigInteger solidlyTwin(int i) {
        List<BigInteger> reserves = operands.big(i, 2);
        return BigIntegerPools.solidlyOut(reserves.get(0), reserves.get(1), in[i], 5);
    }

    private static List<BigInteger> big(List<UInt256> values) {
        return Arrays.asList(Operands.big(values.toArray(UInt256[]::new)));
    }

    @Benchmark
    public void weightedOurs(Blackhole sink) {
        quoteAll(weighted, sink);
    }

    @Benchmark
    public void weightedBigInteger(Blackhole sink) {
        for (int i = 0; i < Operands.COUNT; i++) {
            sink.consume(weightedTwin(i));
        }
    }

    @Benchmark
    public void stableOurs(Blackhole sink) {
        quoteAll(stable, sink);
    }

    @Benchmark
    public void stableBigInteger(Blackhole sink) {
        for (int i = 0; i < Operands.COUNT; i++) {
            sink.consume(stableTwin(i));
        }
    }

    @Benchmark
    public void curveOurs(Blackhole sink) {
        quoteAll(curve, sink);
    }

    @Benchmark
    public void curveBigInteger(Blackhole sink) {
        for (int i = 0; i < Operands.COUNT; i++) {
            sink.consume(curveTwin(i));
        }
    }

    @Benchmark
    public void solidlyOurs(Blackhole sink) {
        quoteAll(solidly, sink);
    }

    @Benchmark
    public void solidlyBigInteger(Blackhole sink) {
        for (int i = 0; i < Operands.COUNT; i++) {
            sink.consume(solidlyTwin(i));
        }
    }
}
