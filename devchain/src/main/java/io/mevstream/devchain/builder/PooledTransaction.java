package io.mevstream.devchain.builder;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Hex;
import io.mevstream.chain.Transaction;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A signed transaction that waits for its block.
 *
 * @param transaction with {@code gasPriceWei} the most it pays per gas; its index means nothing yet
 * @param raw what is sent to the node
 */
public record PooledTransaction(Transaction transaction, Bytes raw) {

    /**
     * Reads a signed transaction and recovers its sender.
     *
     * @throws Refusal when it cannot be read, is not signed, or is a blob transaction
     */
    public static PooledTransaction read(byte[] bytes) {
        return TransactionReader.read(bytes);
    }

    /** Reads it from hexadecimal. */
    public static PooledTransaction read(String hex) {
        try {
            return read(Hex.decode(hex));
        } catch (IllegalArgumentException notHex) {
            throw Refusal.invalid("failed to decode transaction: " + notHex.getMessage());
        }
    }

    public Hash hash() {
        return transaction.hash();
    }

    public Address from() {
        return transaction.from();
    }

    public long nonce() {
        return transaction.nonce();
    }

    public long gasLimit() {
        return transaction.gasLimit();
    }

    /** The most it pays per gas, base fee included. */
    public BigInteger maxFeeWei() {
        return transaction.gasPriceWei().toBigInteger();
    }

    /** The most it pays per gas beyond the base fee. */
    public BigInteger priorityWei() {
        return transaction.maxPriorityFeePerGasWei() == null
                ? maxFeeWei()
                : transaction.maxPriorityFeePerGasWei().toBigInteger();
    }

    /** What it pays per gas to the builder at this base fee; negative when it cannot pay the base fee. */
    public BigInteger effectiveTipWei(BigInteger baseFeeWei) {
        return priorityWei().min(maxFeeWei().subtract(baseFeeWei));
    }

    /** The most that it takes from its sender's balance. */
    public BigInteger maxCostWei() {
        return maxFeeWei()
                .multiply(BigInteger.valueOf(gasLimit()))
                .add(transaction.valueWei().toBigInteger());
    }

    static Transaction withHash(Transaction t, Hash hash) {
        return new Transaction(
                t.index(),
                hash,
                t.type(),
                t.chainId(),
                t.from(),
                t.to(),
                t.nonce(),
                t.gasLimit(),
                t.valueWei(),
                t.gasPriceWei(),
                t.maxFeePerGasWei(),
                t.maxPriorityFeePerGasWei(),
                t.maxFeePerBlobGasWei(),
                t.input(),
                t.accessList(),
                t.blobVersionedHashes(),
                t.authorizations(),
                t.signatureV(),
                t.signatureR(),
                t.signatureS());
    }

    /** The call as {@code eth_simulateV1} takes it, every field as signed. */
    Map<String, Object> call() {
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("type", hex(transaction.type()));
        call.put("from", from().toString());
        if (transaction.to() != null) {
            call.put("to", transaction.to().toString());
        }
        call.put("nonce", hex(nonce()));
        call.put("gas", hex(gasLimit()));
        call.put("value", hex(transaction.valueWei().toBigInteger()));
        call.put("input", transaction.input().toString());
        if (transaction.type() >= 2) {
            call.put("maxFeePerGas", hex(maxFeeWei()));
            call.put("maxPriorityFeePerGas", hex(priorityWei()));
        } else {
            call.put("gasPrice", hex(maxFeeWei()));
        }
        if (transaction.type() > 0) {
            call.put("chainId", hex(transaction.chainId() == null ? 0 : transaction.chainId()));
            call.put("accessList", accessList());
        }
        if (!transaction.authorizations().isEmpty()) {
            call.put("authorizationList", authorizations());
        }
        return call;
    }

    private List<Map<String, Object>> accessList() {
        return transaction.accessList().stream()
                .map(entry -> Map.<String, Object>of(
                        "address",
                        entry.address().toString(),
                        "storageKeys",
                        entry.storageKeys().stream().map(Hash::toString).toList()))
                .toList();
    }

    private List<Map<String, Object>> authorizations() {
        return transaction.authorizations().stream()
                .map(authorization -> Map.<String, Object>of(
                        "chainId", hex(authorization.chainId().toBigInteger()),
                        "address", authorization.address().toString(),
                        "nonce", hex(authorization.nonce()),
                        "yParity", hex(authorization.yParity()),
                        "r", hex(authorization.signatureR().toBigInteger()),
                        "s", hex(authorization.signatureS().toBigInteger())))
                .toList();
    }

    static String hex(long quantity) {
        return "0x" + Long.toHexString(quantity);
    }

    static String hex(BigInteger quantity) {
        return "0x" + quantity.toString(16);
    }
}
