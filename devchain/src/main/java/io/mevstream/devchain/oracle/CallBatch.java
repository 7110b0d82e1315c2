package io.mevstream.devchain.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Hex;
import io.mevstream.chain.Keccak;
import io.mevstream.devchain.contracts.Abi;
import io.mevstream.devchain.contracts.NpmPackages;
import io.mevstream.devchain.contracts.Solidity;
import io.mevstream.devchain.node.JsonRpc;
import io.mevstream.devchain.node.JsonRpc.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Views of deployed contracts in bulk, at the latest block. Many go into one {@code eth_call}, to code that stands at its
 * address only during the call; many such calls, each with a state of its own, go into one request. Nothing is mined.
 */
public final class CallBatch {

    private static final Address AT =
            Address.fromBytes(Keccak.hash("mevstream views").toBytes(), 12);
    private static final String VIEWS = "views((address,bytes)[])";
    /** As many as anvil takes: far more than a block has. */
    private static final String GAS = "0x" + Long.toHexString(1L << 50);

    /** Memory's price grows with its square: measured, four times as many views a call take four times as long each. */
    private static final int CALL_VIEWS = 1_000;

    private final JsonRpc rpc;
    private final String code;
    private final Address caller;

    private CallBatch(JsonRpc rpc, String code, Address caller) {
        this.rpc = rpc;
        this.code = code;
        this.caller = caller;
    }

    /** Compiles the code that makes the calls, or takes it from the build folder. */
    public static CallBatch over(JsonRpc rpc, NpmPackages packages) {
        byte[] creation = new Solidity(packages)
                .compile(Solidity.Unit.own(packages))
                .get("Views")
                .bytes();
        // A call without a target creates, and returns what would stand there.
        JsonNode runtime = rpc.call("eth_call", Map.of("data", Hex.encode(creation)), "latest");
        return new CallBatch(rpc, runtime.asText(), AT);
    }

    /** The same, asked by another contract, whose own code is not there meanwhile: for views that only it may call. */
    public CallBatch from(Address contract) {
        return new CallBatch(rpc, code, contract);
    }

    /** A call to make. */
    public record View(Address target, Bytes data) {
        public static View of(Address target, String signature, Object... arguments) {
            return new View(target, new Bytes(Abi.call(signature, arguments)));
        }
    }

    /** What the call returned, or what it reverted with. */
    public record Answer(boolean ok, Bytes data) {}

    /**
     * Views of one state, made in turn: what one changes is seen by those after it.
     *
     * @param storage which slots of which contracts are changed before
     */
    public record Question(Map<Address, Map<Hash, Hash>> storage, List<View> views) {}

    /**
     * The answers at the latest state, in order. More views than are quick in one call are split, and so must not change what
     * the others see.
     */
    public List<Answer> ask(List<View> views) {
        List<Answer> answers = new ArrayList<>(views.size());
        for (int from = 0; from < views.size(); from += CALL_VIEWS) {
            int to = Math.min(views.size(), from + CALL_VIEWS);
            answers.addAll(ask(new Question(Map.of(), views.subList(from, to))));
        }
        return answers;
    }

    /** The answers to one question. */
    public List<Answer> ask(Question question) {
        return askAll(List.of(question)).get(0);
    }

    /** The answers to several questions, each at its own state, in one request. */
    public List<List<Answer>> askAll(List<Question> questions) {
        List<Request> requests = new ArrayList<>(questions.size());
        for (Question question : questions) {
            requests.add(request(question));
        }
        List<List<Answer>> answers = new ArrayList<>(questions.size());
        for (JsonNode result : rpc.batch(requests)) {
            answers.add(read(Hex.decode(result.asText())));
        }
        return answers;
    }

    private Request request(Question question) {
        Map<String, Object> overrides = new TreeMap<>();
        question.storage().forEach((contract, slots) -> {
            Map<String, String> diff = new TreeMap<>();
            slots.forEach((slot, value) -> diff.put(slot.toString(), value.toString()));
            overrides.put(contract.toString(), Map.of("stateDiff", diff));
        });
        overrides.put(caller.toString(), Map.of("code", code));
        List<List<Object>> views = new ArrayList<>(question.views().size());
        for (View view : question.views()) {
            views.add(List.of(view.target(), view.data()));
        }
        Map<String, String> call =
                Map.of("to", caller.toString(), "gas", GAS, "data", Hex.encode(Abi.call(VIEWS, views)));
        return Request.of("eth_call", call, "latest", overrides);
    }

    /** Reads (bool,bytes)[], of which every answer holds many. */
    private static List<Answer> read(byte[] data) {
        int array = number(data, 0);
        int count = number(data, array);
        int base = array + 32;
        List<Answer> answers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = base + number(data, base + 32 * i);
            int bytes = at + number(data, at + 32);
            int from = bytes + 32;
            answers.add(new Answer(
                    data[at + 31] != 0, new Bytes(Arrays.copyOfRange(data, from, from + number(data, bytes)))));
        }
        return answers;
    }

    /** An offset or a length: our own code wrote it, so that it fits into four bytes. */
    private static int number(byte[] data, int at) {
        return (data[at + 28] & 255) << 24
                | (data[at + 29] & 255) << 16
                | (data[at + 30] & 255) << 8
                | data[at + 31] & 255;
    }
}
