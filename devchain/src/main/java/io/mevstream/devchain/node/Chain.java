package io.mevstream.devchain.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.devchain.node.JsonRpc.Request;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The chain as its only miner sees it: blocks at chosen times, transactions in the order in which they were sent, no clock.
 * Nonces are counted here, so that everything can be signed before anything is mined. Not for several threads.
 */
public final class Chain {

    /** Anvil takes a batch's requests in turn only up to some 128; measured, the rest come in any order. */
    private static final int SENT_AT_ONCE = 32;

    private final JsonRpc rpc;
    private final long chainId;
    private final Map<Address, Long> nonces = new TreeMap<>();
    private long time;

    private Chain(JsonRpc rpc, long chainId, long time) {
        this.rpc = rpc;
        this.chainId = chainId;
        this.time = time;
    }

    /** The chain behind the address, at its latest block. */
    public static Chain at(JsonRpc rpc) {
        long time = number(rpc.call("eth_getBlockByNumber", "latest", false).get("timestamp"));
        return new Chain(rpc, number(rpc.call("eth_chainId")), time);
    }

    public JsonRpc rpc() {
        return rpc;
    }

    public long chainId() {
        return chainId;
    }

    /** The latest block's timestamp in seconds. */
    public long time() {
        return time;
    }

    /** Gives accounts ether out of nothing; no transaction, no event. */
    public void fund(List<Address> accounts, BigInteger wei) {
        rpc.batch(accounts.stream()
                .map(account -> Request.of("anvil_setBalance", account.toString(), "0x" + wei.toString(16)))
                .toList());
    }

    /** The nonce of the account's next transaction, those signed here included. */
    public long nonce(Address account) {
        return nonces.computeIfAbsent(
                account, a -> number(rpc.call("eth_getTransactionCount", a.toString(), "pending")));
    }

    /** Signs with the account's next nonce. */
    public SignedTransaction sign(Account from, Call call, Fee fee) {
        long nonce = nonce(from.address());
        nonces.put(from.address(), nonce + 1);
        return from.sign(chainId, nonce, call, fee);
    }

    /** Forgets the counted nonces, as a rollback or a dropped transaction demands. */
    public void forgetNonces() {
        nonces.clear();
    }

    /**
     * Hands transactions to the node in this order, which is the order in which they will be mined. Their gas limits must
     * fit into the next block: anvil drops what a sender has behind a transaction that did not fit.
     *
     * @throws RpcError when the node refuses one
     */
    public void send(List<SignedTransaction> transactions) {
        List<Request> requests = new ArrayList<>(SENT_AT_ONCE);
        for (SignedTransaction transaction : transactions) {
            requests.add(Request.of("eth_sendRawTransaction", transaction.raw()));
            if (requests.size() == SENT_AT_ONCE) {
                rpc.batch(requests);
                requests.clear();
            }
        }
        rpc.batch(requests);
    }

    /** Mines one block of what was sent, at this time, and returns it with its receipts. */
    public Mined mine(long timestamp) {
        if (timestamp <= time) {
            throw new IllegalArgumentException("expected a time after " + time + ", found " + timestamp);
        }
        rpc.call("evm_mine", Map.of("timestamp", timestamp));
        time = timestamp;
        List<JsonNode> both = rpc.batch(List.of(
                Request.of("eth_getBlockByNumber", "latest", true), Request.of("eth_getBlockReceipts", "latest")));
        JsonNode block = both.get(0);
        if (number(block.get("timestamp")) != timestamp) {
            throw new IllegalStateException(
                    "expected a block of time " + timestamp + ", found " + number(block.get("timestamp")));
        }
        return new Mined(
                number(block.get("number")),
                Hash.of(block.get("hash").asText()),
                timestamp,
                block,
                List.copyOf(receipts(both.get(1))));
    }

    /** The latest block, with hashes of transactions. */
    public JsonNode head() {
        return rpc.call("eth_getBlockByNumber", "latest", false);
    }

    /** The gas limit of the blocks from the next on. */
    public void blockGasLimit(long gas) {
        rpc.call("evm_setBlockGasLimit", "0x" + Long.toHexString(gas));
    }

    /** The next block's base fee in wei per gas. */
    public void nextBaseFee(long wei) {
        rpc.call("anvil_setNextBlockBaseFeePerGas", "0x" + Long.toHexString(wei));
    }

    /** Takes back the latest blocks; what was in them is gone, from the node's pool too. */
    public void rollBack(int blocks) {
        rpc.call("anvil_rollback", blocks);
        time = number(head().get("timestamp"));
        forgetNonces();
    }

    /**
     * A mined block.
     *
     * @param block as {@code eth_getBlockByNumber} has it, with whole transactions
     * @param receipts in order
     */
    public record Mined(long number, Hash hash, long timestamp, JsonNode block, List<JsonNode> receipts) {}

    /** A quantity of JSON-RPC as a number. */
    public static long number(JsonNode quantity) {
        return Long.parseUnsignedLong(quantity.asText().substring(2), 16);
    }

    private static List<JsonNode> receipts(JsonNode array) {
        List<JsonNode> receipts = new ArrayList<>(array.size());
        array.forEach(receipts::add);
        return receipts;
    }
}
