package io.mevstream.devchain.builder;

import com.fasterxml.jackson.databind.JsonNode;
import io.mevstream.chain.Bytes;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction did in a simulated block.
 *
 * @param coinbaseDiffWei by how much it raised the coinbase's balance; negative where it lowered it
 * @param gasFeesWei the part of that which is priority fee
 * @param output what it returned, or what it reverted with
 * @param error why it reverted; null when it did not
 * @param logs as {@code eth_simulateV1} has them
 */
public record Execution(
        PooledTransaction transaction,
        long gasUsed,
        BigInteger coinbaseDiffWei,
        BigInteger gasFeesWei,
        Bytes output,
        @Nullable String error,
        JsonNode logs) {

    public boolean reverted() {
        return error != null;
    }

    /** What it paid to the coinbase beyond its priority fee. */
    public BigInteger sentToCoinbaseWei() {
        return coinbaseDiffWei.subtract(gasFeesWei);
    }
}
