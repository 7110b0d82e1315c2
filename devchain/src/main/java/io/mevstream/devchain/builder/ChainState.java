package io.mevstream.devchain.builder;

import com.fasterxml.jackson.databind.JsonNode;
import io.mevstream.chain.Address;
import io.mevstream.devchain.node.JsonRpc;
import io.mevstream.devchain.node.JsonRpc.Request;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The state after one block, as the node has it; what was asked once is not asked again. Safe for several threads. */
public final class ChainState {

    private final JsonRpc rpc;
    private final long chainId;
    private final JsonNode block;
    private final Map<Address, Long> nonces = new TreeMap<>();

    private ChainState(JsonRpc rpc, long chainId, JsonNode block) {
        this.rpc = rpc;
        this.chainId = chainId;
        this.block = block;
    }

    /**
     * The state after the block.
     *
     * @param tag a number in hexadecimal, or {@code latest}
     * @throws Refusal when the node has no such block
     */
    public static ChainState after(JsonRpc rpc, long chainId, String tag) {
        JsonNode block = rpc.call("eth_getBlockByNumber", tag, false);
        if (block.isNull()) {
            throw Refusal.notAllowed("header not found");
        }
        return new ChainState(rpc, chainId, block);
    }

    /** The block's header, with hashes of transactions. */
    public JsonNode block() {
        return block;
    }

    public long number() {
        return Slot.quantity(block.get("number"));
    }

    public long timestamp() {
        return Slot.quantity(block.get("timestamp"));
    }

    /** The number as JSON-RPC takes it. */
    public String tag() {
        return block.get("number").asText();
    }

    /** Which chain's transactions it takes. */
    public long chainId() {
        return chainId;
    }

    JsonRpc rpc() {
        return rpc;
    }

    /** The accounts' next nonces, asked for in one batch. */
    public synchronized void prefetchNonces(Collection<Address> accounts) {
        List<Address> unknown = accounts.stream()
                .filter(account -> !nonces.containsKey(account))
                .distinct()
                .toList();
        List<JsonNode> answers = rpc.batch(unknown.stream()
                .map(account -> Request.of("eth_getTransactionCount", account.toString(), tag()))
                .toList());
        for (int i = 0; i < unknown.size(); i++) {
            nonces.put(unknown.get(i), Slot.quantity(answers.get(i)));
        }
    }

    /** The nonce of the account's next transaction. */
    public synchronized long nonce(Address account) {
        if (!nonces.containsKey(account)) {
            prefetchNonces(List.of(account));
        }
        return nonces.getOrDefault(account, 0L);
    }

    /** The account's balance. */
    public BigInteger balanceWei(Address account) {
        return new BigInteger(
                rpc.call("eth_getBalance", account.toString(), tag()).asText().substring(2), 16);
    }
}
