package io.mevstream.devchain.builder;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What transactions did one after the other in a simulated block.
 *
 * @param executions those that ran, in order; all of them unless one could not be in the block
 * @param invalid the first that could not be in the block; null when there is none
 */
public record Simulation(List<Execution> executions, @Nullable Invalid invalid) {

    /**
     * A transaction that no block may hold at its place.
     *
     * @param index its place
     * @param reason as go-ethereum words it: {@code nonce too low: ...}
     */
    public record Invalid(int index, PooledTransaction transaction, String reason) {}

    public long gasUsed() {
        return executions.stream().mapToLong(Execution::gasUsed).sum();
    }

    /** By how much all of them raised the coinbase's balance. */
    public BigInteger coinbaseDiffWei() {
        return executions.stream().map(Execution::coinbaseDiffWei).reduce(BigInteger.ZERO, BigInteger::add);
    }
}
