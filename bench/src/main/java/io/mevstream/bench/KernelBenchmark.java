package io.mevstream.bench;

import io.mevstream.num.FullMath;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.web3j.abi.datatypes.generated.Uint256;

/**
 * 256-bit kernels. The peers check no overflow, which ours do; web3j's {@code Uint256} has no arithmetic of its own and
 * wraps a {@code BigInteger}, whose size it checks.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Operands.COUNT)
public class KernelBenchmark {

    private final Operands operands = new Operands();
    private final UInt256[] a = operands.ofBits(90, 128);
    private final UInt256[] b = operands.ofBits(90, 128);
    /** Of the sizes of {@code liquidity << 96}, a price and their sum of products. */
    private final UInt256[] wide = operands.ofBits(150, 190);

    private final UInt256[] price = operands.ofBits(80, 120);
    private final UInt256[] divisor = operands.ofBits(151, 191);
    private final BigInteger[] bigA = Operands.big(a);
    private final BigInteger[] bigB = Operands.big(b);
    private final BigInteger[] bigWide = Operands.big(wide);
    private final BigInteger[] bigPrice = Operands.big(price);
    private final BigInteger[] bigDivisor = Operands.big(divisor);
    private final Uint256[] webA = web3j(bigA);
    private final Uint256[] webB = web3j(bigB);
    private final Uint256[] webWide = web3j(bigWide);
    private final Uint256[] webPrice = web3j(bigPrice);
    private final Uint256[] webDivisor = web3j(bigDivisor);

    private static Uint256[] web3j(BigInteger[] values) {
        Uint256[] wrapped = new Uint256[values.length];
        for (int i = 0; i < values.length; i++) {
            wrapped[i] = new Uint256(values[i]);
        }
        return wrapped;
    }

    @Benchmark
    public void mulOurs(Blackhole sink) {
        for (int i = 0; i < Operands.COUNT; i++) {
            sink.consume(a[i].mul(b[i]));
        }
    }

    @Benchmark
    public void mulBigInteger(Blackhole sink) {
        for (int i = 0; i < Operands.COUNT; i++) {
            sink.consume(bigA[i].multiply(bigB[i]));
        }
    }

    @Benchmark
    public void mulWeb3j(Blackhole sink) {
        for (int i = 0; i < Operands.COUNT; i++) {
            sink.consume(new Uint256(webA[i].getValue().multiply(webB[i].getValue())));
        }
    }

    @Benchmark
    public void mulDivOurs(Blackhole sink) {
        for (int i = 0; i < Operands.COUNT; i++) {
            sink.consume(FullMath.mulDiv(wide[i], price[i], divisor[i]));
        }
    }

    @Benchmark
    public void mulDivBigInteger(Blackhole sink) {
        for (int i = 0; i < Operands.COUNT; i++) {
            sink.consume(bigWide[i].multiply(bigPrice[i]).divide(bigDivisor[i]));
        }
    }

    @Benchmark
    public void mulDivWeb3j(Blackhole sink) {
        for (int i = 0; i < Operands.COUNT; i++) {
            sink.consume(new Uint256(
                    webWide[i].getValue().multiply(webPrice[i].getValue()).divide(webDivisor[i].getValue())));
        }
    }

    @Benchmark
    public void divOurs(Blackhole sink) {
        for (int i = 0; i < Operands.COUNT; i++) {
            sink.consume(wide[i].div(price[i]));
        }
    }

    @Benchmark
    public void divBigInteger(Blackhole sink) {
        for (int i = 0; i < Operands.COUNT; i++) {
            sink.consume(bigWide[i].divide(bigPrice[i]));
        }
    }

    @Benchmark
    public void divWeb3j(Blackhole sink) {
        for (int i = 0; i < Operands.COUNT; i++) {
            sink.consume(new Uint256(webWide[i].getValue().divide(webPrice[i].getValue())));
        }
    }
}
