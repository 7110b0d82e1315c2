package io.mevstream.devchain.builder;

import com.fasterxml.jackson.databind.JsonNode;
import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.chain.Transaction;
import io.mevstream.devchain.builder.Simulation.Invalid;
import io.mevstream.devchain.node.RpcError;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Runs transactions in a block that is never mined, by one {@code eth_simulateV1} with the number, time, base fee and coinbase
 * of the block they are meant for. Between them a call that pays nothing reads the coinbase's balance, so that what each
 * one paid is measured and not derived.
 *
 * <p>Anvil's {@code eth_simulateV1} looks at neither nonces nor base fee nor the block's gas limit, and says of a sender who cannot pay
 * only that there is one: those are decided here, in go-ethereum's words, which clients read.
 */
public final class Simulator {

    private static final String READER = "0x000000000000000000000000000000000ba1a4ce";
    private static final String READS_FOR = "0x000000000000000000000000000000000ba1a4cf";
    /** COINBASE BALANCE PUSH0 MSTORE PUSH1 32 PUSH0 RETURN. */
    private static final String READER_CODE = "0x41315f5260205ff3";

    private static final String READER_GAS = PooledTransaction.hex(60_000);
    private static final String READER_BALANCE = "0x" + "f".repeat(30);

    private Simulator() {}

    /**
     * Runs the transactions in this order at the top of the block.
     *
     * @param state what they find
     * @throws Refusal when one of them creates a contract, which anvil cannot simulate
     */
    public static Simulation run(ChainState state, Slot slot, List<PooledTransaction> transactions) {
        for (PooledTransaction transaction : transactions) {
            if (transaction.transaction().to() == null) {
                throw Refusal.notAllowed("transaction " + transaction.hash()
                        + " creates a contract, which the node cannot simulate; send it by eth_sendRawTransaction");
            }
        }
        Invalid invalid = firstInvalid(state, slot, transactions);
        List<PooledTransaction> runnable =
                transactions.subList(0, invalid == null ? transactions.size() : invalid.index());
        while (true) {
            try {
                return withinGasLimit(slot, new Simulation(execute(state, slot, runnable), invalid));
            } catch (RpcError refused) {
                invalid = firstRefused(state, slot, runnable, refused);
                runnable = runnable.subList(0, invalid.index());
            }
        }
    }

    /** The first whose nonce or fee cap the block does not allow. */
    private static @Nullable Invalid firstInvalid(ChainState state, Slot slot, List<PooledTransaction> transactions) {
        state.prefetchNonces(transactions.stream().map(PooledTransaction::from).toList());
        Map<Address, Long> next = new TreeMap<>();
        Set<Address> delegators = new TreeSet<>();
        for (int i = 0; i < transactions.size(); i++) {
            PooledTransaction transaction = transactions.get(i);
            long expected = next.computeIfAbsent(transaction.from(), state::nonce);
            String reason = delegators.contains(transaction.from())
                    ? "anvil mines no transaction behind its sender's own delegation in one block: "
                            + transaction.from()
                    : problem(state.chainId(), slot, transaction, expected);
            if (reason != null) {
                return new Invalid(i, transaction, reason);
            }
            next.put(transaction.from(), expected + 1);
            delegating(state, transaction, next, delegators);
        }
        return null;
    }

    /** A delegation (EIP-7702) that takes effect uses up a nonce of its signer's, which anvil's pool does not foresee. */
    private static void delegating(
            ChainState state, PooledTransaction transaction, Map<Address, Long> next, Set<Address> delegators) {
        for (Transaction.Authorization authorization : transaction.transaction().authorizations()) {
            Address signer = Authorities.signer(authorization);
            if (signer != null
                    && Authorities.isFor(authorization, state.chainId())
                    && next.computeIfAbsent(signer, state::nonce) == authorization.nonce()) {
                delegators.add(signer);
            }
        }
    }

    private static @Nullable String problem(long chainId, Slot slot, PooledTransaction transaction, long expected) {
        String address = "address " + transaction.from().toChecksummed();
        Long signedFor = transaction.transaction().chainId();
        if (signedFor != null && signedFor != chainId) {
            return "invalid chain id for signer: have " + signedFor + " want " + chainId;
        }
        if (transaction.nonce() != expected) {
            String side = transaction.nonce() < expected ? "low" : "high";
            return "nonce too " + side + ": " + address + ", tx: " + transaction.nonce() + " state: " + expected;
        }
        if (transaction.maxFeeWei().compareTo(slot.baseFeeWei()) < 0) {
            return "max fee per gas less than block base fee: " + address + ", maxFeePerGas: " + transaction.maxFeeWei()
                    + ", baseFee: " + slot.baseFeeWei();
        }
        if (transaction.priorityWei().compareTo(transaction.maxFeeWei()) > 0) {
            return "max priority fee per gas higher than max fee per gas: " + address;
        }
        return null;
    }

    /** The node refused them all because of one: the shortest prefix that it refuses ends with it. */
    private static Invalid firstRefused(
            ChainState state, Slot slot, List<PooledTransaction> transactions, RpcError refused) {
        int good = 0;
        int bad = transactions.size();
        RpcError reason = refused;
        while (bad - good > 1) {
            int middle = (good + bad) / 2;
            try {
                execute(state, slot, transactions.subList(0, middle));
                good = middle;
            } catch (RpcError earlier) {
                bad = middle;
                reason = earlier;
            }
        }
        if (bad == 0) {
            throw refused;
        }
        PooledTransaction transaction = transactions.get(bad - 1);
        return new Invalid(bad - 1, transaction, worded(transaction, reason));
    }

    private static String worded(PooledTransaction transaction, RpcError refused) {
        String address = "address " + transaction.from().toChecksummed();
        String message = String.valueOf(refused.getMessage());
        if (message.contains("nsufficient funds")) {
            return "insufficient funds for gas * price + value: " + address + " want " + transaction.maxCostWei();
        }
        if (message.contains("ntrinsic gas")) {
            return "intrinsic gas too low: gas " + transaction.gasLimit();
        }
        return message;
    }

    private static Simulation withinGasLimit(Slot slot, Simulation simulation) {
        long used = 0;
        List<Execution> executions = simulation.executions();
        for (int i = 0; i < executions.size(); i++) {
            PooledTransaction transaction = executions.get(i).transaction();
            if (used + transaction.gasLimit() > slot.gasLimit()) {
                String reason = "gas limit reached: " + used + " of " + slot.gasLimit() + " used, "
                        + transaction.gasLimit() + " wanted";
                return new Simulation(executions.subList(0, i), new Invalid(i, transaction, reason));
            }
            used += executions.get(i).gasUsed();
        }
        return simulation;
    }

    private static List<Execution> execute(ChainState state, Slot slot, List<PooledTransaction> transactions) {
        if (transactions.isEmpty()) {
            return List.of();
        }
        List<Object> calls = new ArrayList<>();
        calls.add(reader(slot, 0));
        for (int i = 0; i < transactions.size(); i++) {
            calls.add(transactions.get(i).call());
            calls.add(reader(slot, i + 1));
        }
        Map<String, Object> overrides = new LinkedHashMap<>();
        overrides.put("number", PooledTransaction.hex(slot.number()));
        overrides.put("time", PooledTransaction.hex(slot.timestamp()));
        overrides.put("baseFeePerGas", PooledTransaction.hex(slot.baseFeeWei()));
        overrides.put("gasLimit", PooledTransaction.hex(slot.gasLimit()));
        overrides.put("feeRecipient", slot.coinbase().toString());
        overrides.put("prevRandao", randomness(state, slot).toString());
        Map<String, Object> block = Map.of(
                "blockOverrides", overrides,
                "stateOverrides",
                        Map.of(READER, Map.of("code", READER_CODE), READS_FOR, Map.of("balance", READER_BALANCE)),
                "calls", calls);
        JsonNode answer = state.rpc()
                .call("eth_simulateV1", Map.of("blockStateCalls", List.of(block), "validation", true), state.tag());
        return executions(slot, transactions, answer.get(0).get("calls"));
    }

    /** What anvil will give the block: the hash of its parent's hash and of its number in eight bytes, the lowest first. */
    private static Hash randomness(ChainState state, Slot slot) {
        byte[] input = new byte[Hash.LENGTH + Long.BYTES];
        Hash.of(state.block().get("hash").asText()).toBytes(input, 0);
        ByteBuffer.wrap(input).order(ByteOrder.LITTLE_ENDIAN).putLong(Hash.LENGTH, slot.number());
        return Keccak.hash(input);
    }

    private static Map<String, Object> reader(Slot slot, int nonce) {
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("from", READS_FOR);
        call.put("to", READER);
        call.put("gas", READER_GAS);
        call.put("nonce", PooledTransaction.hex(nonce));
        call.put("maxFeePerGas", PooledTransaction.hex(slot.baseFeeWei()));
        call.put("maxPriorityFeePerGas", "0x0");
        return call;
    }

    private static List<Execution> executions(Slot slot, List<PooledTransaction> transactions, JsonNode calls) {
        List<Execution> executions = new ArrayList<>(transactions.size());
        BigInteger before = balance(calls.get(0));
        for (int i = 0; i < transactions.size(); i++) {
            JsonNode call = calls.get(1 + 2 * i);
            BigInteger after = balance(calls.get(2 + 2 * i));
            long gasUsed = Slot.quantity(call.get("gasUsed"));
            boolean ok = Slot.quantity(call.get("status")) == 1;
            PooledTransaction transaction = transactions.get(i);
            executions.add(new Execution(
                    transaction,
                    gasUsed,
                    after.subtract(before),
                    transaction.effectiveTipWei(slot.baseFeeWei()).multiply(BigInteger.valueOf(gasUsed)),
                    Bytes.of(call.get("returnData").asText()),
                    ok ? null : failure(transaction, gasUsed, call),
                    call.get("logs")));
            before = after;
        }
        return executions;
    }

    /** As go-ethereum words it; the node says only that it failed. */
    private static String failure(PooledTransaction transaction, long gasUsed, JsonNode call) {
        boolean silent = call.get("returnData").asText().equals("0x");
        return silent && gasUsed == transaction.gasLimit() ? "out of gas" : "execution reverted";
    }

    private static BigInteger balance(JsonNode read) {
        return new BigInteger(1, Bytes.of(read.get("returnData").asText()).array());
    }
}
