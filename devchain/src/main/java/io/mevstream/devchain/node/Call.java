package io.mevstream.devchain.node;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction does.
 *
 * @param to null to create a contract
 * @param data calldata, or creation code with its arguments
 */
public record Call(@Nullable Address to, Bytes data, BigInteger valueWei, long gasLimit) {

    public static Call to(Address to, byte[] data, long gasLimit) {
        return new Call(to, new Bytes(data), BigInteger.ZERO, gasLimit);
    }

    public static Call create(byte[] code, long gasLimit) {
        return new Call(null, new Bytes(code), BigInteger.ZERO, gasLimit);
    }

    public Call withValue(BigInteger wei) {
        return new Call(to, data, wei, gasLimit);
    }
}
