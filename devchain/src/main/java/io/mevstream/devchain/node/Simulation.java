package io.mevstream.devchain.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hex;
import io.mevstream.devchain.node.JsonRpc.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sequences of calls as they would go on top of the latest block, each in a block of its own, by {@code eth_simulateV1}. */
public final class Simulation {

    private final JsonRpc rpc;

    public Simulation(JsonRpc rpc) {
        this.rpc = rpc;
    }

    /** One call of a sequence. */
    public record Step(Address from, Call call) {}

    /** What a call returned, or what it reverted with. */
    public record Outcome(boolean ok, Bytes data, long gasUsed) {}

    /**
     * What each of the sequences does, every one by itself.
     *
     * @param timestamp of the block, in seconds
     */
    public List<List<Outcome>> run(List<List<Step>> sequences, long timestamp) {
        List<Request> requests = new ArrayList<>(sequences.size());
        for (List<Step> sequence : sequences) {
            Map<String, Object> block = new LinkedHashMap<>();
            block.put("blockOverrides", Map.of("time", "0x" + Long.toHexString(timestamp)));
            block.put("calls", sequence.stream().map(Simulation::call).toList());
            requests.add(Request.of("eth_simulateV1", Map.of("blockStateCalls", List.of(block)), "latest"));
        }
        List<List<Outcome>> outcomes = new ArrayList<>(sequences.size());
        for (JsonNode result : rpc.batch(requests)) {
            List<Outcome> each = new ArrayList<>();
            for (JsonNode call : result.get(0).get("calls")) {
                each.add(new Outcome(
                        call.get("status").asText().equals("0x1"),
                        new Bytes(Hex.decode(call.get("returnData").asText())),
                        Chain.number(call.get("gasUsed"))));
            }
            outcomes.add(each);
        }
        return outcomes;
    }

    private static Map<String, String> call(Step step) {
        Map<String, String> call = new LinkedHashMap<>();
        call.put("from", step.from().toString());
        call.put("to", String.valueOf(step.call().to()));
        call.put("input", Hex.encode(step.call().data().array()));
        call.put("gas", "0x" + Long.toHexString(step.call().gasLimit()));
        call.put("value", "0x" + step.call().valueWei().toString(16));
        return call;
    }
}
