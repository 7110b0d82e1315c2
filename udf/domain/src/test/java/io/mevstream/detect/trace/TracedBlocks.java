package io.mevstream.detect.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.SharedData;
import io.mevstream.chain.Address;
import io.mevstream.chain.Block;
import io.mevstream.chain.BlockFees;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.CallFrame;
import io.mevstream.chain.Hash;
import io.mevstream.num.UInt256;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** The recorded traces of mainnet blocks and transactions; skips the calling test where they are not there. */
final class TracedBlocks {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TracedBlocks() {}

    /** A whole block of mev-inspect-py's. */
    static Block block(long number) throws IOException {
        return read(json("mev-inspect-py/blocks/" + number + ".json.gz"));
    }

    /** A single transaction of mev-inspect-rs's. */
    static Block transaction(String name) throws IOException {
        return read(json("mev-inspect-rs/" + name));
    }

    static JsonNode json(String relative) throws IOException {
        Path file = SharedData.require(relative);
        try (InputStream in = Files.newInputStream(file)) {
            return JSON.readTree(relative.endsWith(".gz") ? new GZIPInputStream(in) : in);
        }
    }

    private static Block read(JsonNode file) {
        JsonNode traces = file.isArray() ? file : file.get("traces");
        List<CallFrame> frames = new ArrayList<>();
        Map<List<Integer>, CallFrame> of = new HashMap<>();
        for (JsonNode trace : traces) {
            CallFrame frame = frame(trace, of);
            if (frame.isRoot()) {
                of.clear();
            }
            of.put(frame.traceAddress(), frame);
            frames.add(frame);
        }
        List<BlockFees.GasPaid> gas = new ArrayList<>();
        for (JsonNode receipt : file.path("receipts")) {
            gas.add(new BlockFees.GasPaid(
                    receipt.get("transaction_index").asInt(),
                    Hash.of(receipt.get("transaction_hash").asText()),
                    receipt.get("gas_used").bigIntegerValue().longValue(),
                    receipt.get("cumulative_gas_used").bigIntegerValue().longValue(),
                    UInt256.of(receipt.get("effective_gas_price").bigIntegerValue())));
        }
        BlockRef ref = new BlockRef(
                either(traces.get(0), "blockNumber", "block_number").asLong(),
                Hash.of(either(traces.get(0), "blockHash", "block_hash").asText()));
        BlockFees fees = file.isArray()
                ? null
                : new BlockFees(Address.of(file.get("miner").asText()), null, gas);
        return new Block(ref, null, null, null, List.of(), null, Block.LogCoverage.NONE, frames, fees);
    }

    private static CallFrame frame(JsonNode trace, Map<List<Integer>, CallFrame> of) {
        JsonNode action = trace.get("action");
        JsonNode result = trace.path("result");
        List<Integer> address = new ArrayList<>();
        either(trace, "traceAddress", "trace_address").forEach(place -> address.add(place.asInt()));
        String kind = trace.get("type").asText();
        boolean reward = kind.equals("reward");
        CallFrame parent = address.isEmpty() ? null : of.get(address.subList(0, address.size() - 1));
        String error = trace.hasNonNull("error") ? trace.get("error").asText() : null;
        CallFrame.Outcome outcome = error != null
                ? CallFrame.Outcome.FAILED
                : parent != null && parent.isReverted() ? CallFrame.Outcome.UNDONE : CallFrame.Outcome.KEPT;
        return new CallFrame(
                reward
                        ? CallFrame.NO_TRANSACTION
                        : either(trace, "transactionPosition", "transaction_position")
                                .asInt(),
                reward
                        ? Hash.ZERO
                        : Hash.of(either(trace, "transactionHash", "transaction_hash")
                                .asText()),
                List.copyOf(address),
                type(kind, action),
                address(action, reward ? "none" : kind.equals("suicide") ? "address" : "from"),
                kind.equals("create")
                        ? result.hasNonNull("address") ? address(result, "address") : null
                        : address(action, reward ? "author" : kind.equals("suicide") ? "refundAddress" : "to"),
                UInt256.of(new BigInteger(
                        action.get(kind.equals("suicide") ? "balance" : "value")
                                .asText()
                                .substring(2),
                        16)),
                bytes(action, kind.equals("create") ? "init" : "input"),
                bytes(result, kind.equals("create") ? "code" : "output"),
                null,
                error,
                trace.get("subtraces").asInt(),
                outcome);
    }

    private static CallFrame.Type type(String kind, JsonNode action) {
        return switch (kind) {
            case "call" ->
                CallFrame.Type.valueOf(action.get("callType").asText().toUpperCase(java.util.Locale.ROOT));
            case "create" -> CallFrame.Type.CREATE;
            case "suicide" -> CallFrame.Type.SELFDESTRUCT;
            default -> CallFrame.Type.REWARD;
        };
    }

    private static JsonNode either(JsonNode object, String name, String other) {
        return object.has(name) ? object.get(name) : object.get(other);
    }

    private static Address address(JsonNode object, String name) {
        return object.hasNonNull(name) ? Address.of(object.get(name).asText()) : Address.ZERO;
    }

    private static Bytes bytes(JsonNode object, String name) {
        return object.hasNonNull(name) ? Bytes.of(object.get(name).asText()) : Bytes.EMPTY;
    }
}
