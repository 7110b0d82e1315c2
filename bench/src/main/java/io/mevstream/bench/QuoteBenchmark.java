package io.mevstream.bench;

import io.mevstream.amm.v2.ConstantProduct;
import io.mevstream.amm.v2.PairFee;
import io.mevstream.amm.v3.SwapMath;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.web3j.abi.datatypes.generated.Uint256;

/**
 * Exact quotes as the contracts compute them: {@code getAmountOut}, and one {@code computeSwapStep} with an exact input that
 * reaches no target. The web3j way is {@code BigInteger} with the result wrapped and its size checked.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Operands.COUNT)
public class QuoteBenchmark {

    private static final int FEE_PIPS = 500;

    private final Operands operands = new Operands();
    private final UInt256[] in = operands.ofBits(30, 70);
    private final UInt256[] reserveIn = operands.ofBits(60, 100);
    private final UInt256[] reserveOut = operands.ofBits(60, 100);
    private final UInt256[] price = operands.prices();
    private final UInt256[] target = operands.targets(price);
    private final UInt256[] liquidity = operands.ofBits(55, 80);
    private final Int256[] remaining = operands.inputs(price, liquidity);
    private final BigInteger[] bigIn = Operands.big(in);
    private final BigInteger[] bigReserveIn = Operands.big(reserveIn);
    private final BigInteger[] bigReserveOut = Operands.big(reserveOut);
    private final BigInteger[] bigPrice = Operands.big(price);
    private final BigInteger[] bigTarget = Operands.big(target);
    private final BigInteger[] bigLiquidity = Operands.big(liquidity);
    private final BigInteger[] bigRemaining = new BigInteger[Operands.COUNT];

    /** Fails unless the peer comes to the same figures. */
    @Setup
    public void agree() {
        for (int i = 0; i < Operands.COUNT; i++) {
            bigRemaining[i] = remaining[i].toBigInteger();
            UInt256 quote = ConstantProduct.getAmountOut(in[i], reserveIn[i], reserveOut[i], PairFee.UNISWAP);
            BigInteger twin = BigIntegerMaths.getAmountOut(bigIn[i], bigReserveIn[i], bigReserveOut[i]);
            SwapMath.Step ours = SwapMath.computeSwapStep(price[i], target[i], liquidity[i], remaining[i], FEE_PIPS);
            BigIntegerMaths.Step theirs =
                    BigIntegerMaths.exactInStep(bigPrice[i], bigTarget[i], bigLiquidity[i], bigRemaining[i], FEE_PIPS);
            BigIntegerMaths.Step same = new BigIntegerMaths.Step(
                    ours.sqrtRatioNextX96().toBigInteger(),
                    ours.amountIn().toBigInteger(),
                    ours.amountOut().toBigInteger(),
                    ours.feeAmount().toBigInteger());
            if (!quote.toBigInteger().equals(twin) || !theirs.equals(same)) {
                throw new IllegalStateException(
                        "expected " + twin + " and " + theirs + ", found " + quote + " and " + same);
            }
        }
    }

    @Benchmark
    public void v2QuoteOurs(Blackhole sink) {
        for (int i = 0; i < Operands.COUNT; i++) {
            sink.consume(ConstantProduct.getAmountOut(in[i], reserveIn[i], reserveOut[i], PairFee.UNISWAP));
        }
    }

    @Benchmark
    public void v2QuoteBigInteger(Blackhole sink) {
        for (int i = 0; i < Operands.COUNT; i++) {
            sink.consume(BigIntegerMaths.getAmountOut(bigIn[i], bigReserveIn[i], bigReserveOut[i]));
        }
    }

    @Benchmark
    public void v2QuoteWeb3j(Blackhole sink) {
        for (int i = 0; i < Operands.COUNT; i++) {
            sink.consume(new Uint256(BigIntegerMaths.getAmountOut(bigIn[i], bigReserveIn[i], bigReserveOut[i])));
        }
    }

    @Benchmark
    public void v3StepOurs(Blackhole sink) {
        for (int i = 0; i < Operands.COUNT; i++) {
            sink.consume(SwapMath.computeSwapStep(price[i], target[i], liquidity[i], remaining[i], FEE_PIPS));
        }
    }

    @Benchmark
    public void v3StepBigInteger(Blackhole sink) {
        for (int i = 0; i < Operands.COUNT; i++) {
            sink.consume(
                    BigIntegerMaths.exactInStep(bigPrice[i], bigTarget[i], bigLiquidity[i], bigRemaining[i], FEE_PIPS));
        }
    }

    @Benchmark
    public void v3StepWeb3j(Blackhole sink) {
        for (int i = 0; i < Operands.COUNT; i++) {
            BigIntegerMaths.Step step =
                    BigIntegerMaths.exactInStep(bigPrice[i], bigTarget[i], bigLiquidity[i], bigRemaining[i], FEE_PIPS);
            sink.consume(new Uint256(step.next()));
            sink.consume(new Uint256(step.in()));
            sink.consume(new Uint256(step.out()));
            sink.consume(new Uint256(step.fee()));
        }
    }

    SdkWork pairsForSdk() {
        List<Map<String, Object>> operands = new ArrayList<>();
        List<String> results = new ArrayList<>();
        for (int i = 0; i < Operands.COUNT; i++) {
            operands.add(Map.of(
                    "in",
                    in[i].toString(),
                    "reserveIn",
                    reserveIn[i].toString(),
                    "reserveOut",
                    reserveOut[i].toString()));
            results.add(ConstantProduct.getAmountOut(in[i], reserveIn[i], reserveOut[i], PairFee.UNISWAP)
                    .toString());
        }
        return new SdkWork("v2Quote", operands, results);
    }

    SdkWork stepsForSdk() {
        List<Map<String, Object>> operands = new ArrayList<>();
        List<String> results = new ArrayList<>();
        for (int i = 0; i < Operands.COUNT; i++) {
            operands.add(Map.of(
                    "price",
                    price[i].toString(),
                    "target",
                    target[i].toString(),
                    "liquidity",
                    liquidity[i].toString(),
                    "remaining",
                    remaining[i].toBigInteger().toString(),
                    "feePips",
                    FEE_PIPS));
            SwapMath.Step step = SwapMath.computeSwapStep(price[i], target[i], liquidity[i], remaining[i], FEE_PIPS);
            results.add(
                    step.sqrtRatioNextX96() + " " + step.amountIn() + " " + step.amountOut() + " " + step.feeAmount());
        }
        return new SdkWork("v3Step", operands, results);
    }
}
