package io.mevstream.devchain.market;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mevstream.chain.Address;
import io.mevstream.chain.Hex;
import io.mevstream.devchain.contracts.Abi;
import io.mevstream.devchain.contracts.Artifact;
import io.mevstream.devchain.node.Account;
import io.mevstream.devchain.node.Call;
import io.mevstream.devchain.node.Chain;
import io.mevstream.devchain.node.Fee;
import io.mevstream.devchain.node.SignedTransaction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Queues transactions that must all succeed, and mines them in blocks twelve seconds apart. Addresses of contracts are known
 * when they are queued; what a transaction returns or creates by itself is known after {@link #settle}.
 */
public final class Deployer {

    private static final long CREATE_GAS = 14_000_000;
    private static final long CALL_GAS = 2_500_000;
    private static final long BLOCK_SECONDS = 12;
    /** Of blocks while deploying: few large ones are quicker than many. */
    public static final long BLOCK_GAS = 1_000_000_000;

    private final Chain chain;
    private final Map<SignedTransaction, String> queue = new LinkedHashMap<>();
    private int transactions;

    public Deployer(Chain chain) {
        this.chain = chain;
    }

    /** How many transactions succeeded. */
    public int transactions() {
        return transactions;
    }

    Chain chain() {
        return chain;
    }

    /** Queues the creation of a contract and returns the address that it will have. */
    public Address create(Account from, Artifact artifact, String types, Object... arguments) {
        byte[] code = Abi.create(artifact.bytes(), types, arguments);
        SignedTransaction creation = chain.sign(from, Call.create(code, CREATE_GAS), Fee.STANDARD);
        queue.put(creation, "create " + artifact.name());
        return from.created(creation.nonce());
    }

    /** Queues a call. */
    public void send(Account from, Address to, String signature, Object... arguments) {
        send(from, Call.to(to, Abi.call(signature, arguments), CALL_GAS), signature);
    }

    /** Queues a call with more gas than most need. */
    public void sendLarge(Account from, Address to, String signature, Object... arguments) {
        send(from, Call.to(to, Abi.call(signature, arguments), CREATE_GAS), signature);
    }

    /** Queues a call that pays ether. */
    public void pay(Account from, BigInteger wei, Address to, String signature, Object... arguments) {
        send(from, Call.to(to, Abi.call(signature, arguments), CALL_GAS).withValue(wei), signature);
    }

    private void send(Account from, Call call, String what) {
        queue.put(chain.sign(from, call, Fee.STANDARD), what + " of " + call.to() + " by " + from.name());
    }

    /**
     * Mines all that is queued, as few blocks as hold it; throws {@link IllegalStateException} for the first that is not mined
     * or does not succeed.
     */
    public void settle() {
        List<SignedTransaction> block = new ArrayList<>();
        long gas = 0;
        for (SignedTransaction transaction : queue.keySet()) {
            if (gas + transaction.call().gasLimit() > BLOCK_GAS) {
                mine(block);
                block.clear();
                gas = 0;
            }
            block.add(transaction);
            gas += transaction.call().gasLimit();
        }
        mine(block);
        queue.clear();
    }

    private void mine(List<SignedTransaction> block) {
        if (block.isEmpty()) {
            return;
        }
        chain.send(block);
        List<JsonNode> receipts = chain.mine(chain.time() + BLOCK_SECONDS).receipts();
        for (int i = 0; i < block.size(); i++) {
            String what = queue.get(block.get(i));
            JsonNode receipt = i < receipts.size() ? receipts.get(i) : MissingNode.getInstance();
            if (!receipt.path("transactionHash")
                    .asText()
                    .equals(block.get(i).hash().toString())) {
                throw new IllegalStateException("expected to be mined in its order: " + what + ", found " + receipt);
            }
            if (!receipt.get("status").asText().equals("0x1")) {
                throw new IllegalStateException("expected success, found: " + what + " " + failure(receipt));
            }
            transactions++;
        }
    }

    /** What a call returns at the latest block. */
    List<Object> view(String returns, Address to, String signature, Object... arguments) {
        String data = Hex.encode(Abi.call(signature, arguments));
        JsonNode answer = chain.rpc().call("eth_call", Map.of("to", to.toString(), "data", data), "latest");
        return Abi.decode(returns, Hex.decode(answer.asText()));
    }

    public Address viewAddress(Address to, String signature, Object... arguments) {
        return (Address) view("(address)", to, signature, arguments).get(0);
    }

    public BigInteger viewNumber(Address to, String signature, Object... arguments) {
        return (BigInteger) view("(uint256)", to, signature, arguments).get(0);
    }

    private String failure(JsonNode receipt) {
        JsonNode trace = chain.rpc()
                .call(
                        "debug_traceTransaction",
                        receipt.get("transactionHash").asText(),
                        Map.of("tracer", "callTracer"));
        return "failed with " + trace.path("error").asText() + " "
                + RevertReason.of(trace.path("output").asText("0x")) + ", gas "
                + Chain.number(receipt.get("gasUsed"));
    }
}
