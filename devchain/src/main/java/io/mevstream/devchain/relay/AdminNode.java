package io.mevstream.devchain.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mevstream.devchain.builder.Refusal;
import io.mevstream.devchain.builder.SlotReport;
import io.mevstream.devchain.ledger.Ledger;
import io.mevstream.devchain.node.Chain;
import io.mevstream.devchain.wire.Fault;
import io.mevstream.devchain.wire.FaultRule;
import io.mevstream.devchain.wire.Faults;
import java.math.BigInteger;
import java.util.List;

/** The knobs, for tests in other processes: faults, rivals, blocks, the ledger. On a port of its own that no searcher is told. */
final class AdminNode extends JsonRpcService {

    private final LocalRelays relays;

    AdminNode(LocalRelays relays) {
        this.relays = relays;
    }

    @Override
    JsonNode result(RpcRequest request) {
        return switch (request.method()) {
            case "mevstream_addFault" -> LongNode.valueOf(relays.faults().add(rule(request.object())));
            case "mevstream_removeFault" ->
                BooleanNode.valueOf(relays.faults().remove(request.param(0).asLong(-1)));
            case "mevstream_clearFaults" -> clear();
            case "mevstream_faults" -> faults();
            case "mevstream_setRival" -> setRival(new Fields(request.object()));
            case "mevstream_mine" -> mine(request);
            case "mevstream_rollback" -> rollBack(request);
            case "mevstream_relays" -> relays.describe();
            case "mevstream_slot" -> slot(request.param(0).asLong(-1));
            case "mevstream_ledger" -> ledger(request.param(0).asLong(0));
            default -> throw unknown(request.method());
        };
    }

    private JsonNode clear() {
        relays.faults().clear();
        return NullNode.getInstance();
    }

    private static FaultRule rule(JsonNode given) {
        try {
            FaultRule rule = JSON.treeToValue(given, FaultRule.class);
            if (rule.fault() == null || rule.fault().kind() == null) {
                throw Fields.bad("fault.kind", "one of " + List.of(Fault.Kind.values()), given.path("fault"));
            }
            return rule;
        } catch (JsonProcessingException malformed) {
            throw Refusal.invalid("expected a rule with a fault, found " + malformed.getOriginalMessage());
        }
    }

    private JsonNode faults() {
        ArrayNode all = JSON.createArrayNode();
        for (Faults.Count count : relays.faults().counts()) {
            all.add(JSON.<JsonNode>valueToTree(count));
        }
        return all;
    }

    private JsonNode setRival(Fields fields) {
        Long strength = fields.number("strength");
        Long builder = fields.number("builder");
        if ((strength != null && strength > 100) || (builder != null && builder > 100)) {
            throw Refusal.invalid("expected strengths of 0 to 100 percent");
        }
        if (strength != null) {
            relays.rival(Math.toIntExact(strength));
        }
        if (builder != null) {
            relays.builderRival(Math.toIntExact(builder));
        }
        return NullNode.getInstance();
    }

    private JsonNode mine(RpcRequest request) {
        Fields fields = new Fields(request.param(0).isObject() ? request.param(0) : JSON.createObjectNode());
        Long baseFee = fields.number("baseFee");
        if (baseFee != null) {
            relays.auction().nextBaseFee(BigInteger.valueOf(baseFee));
        }
        Long timestamp = fields.number("timestamp");
        if (timestamp != null && timestamp <= relays.auction().head().timestamp()) {
            throw Refusal.invalid(
                    "expected a time after " + relays.auction().head().timestamp() + ", found " + timestamp);
        }
        Chain.Mined mined = timestamp == null
                ? relays.auction().mineBlock()
                : relays.auction().mineBlock(timestamp);
        return slot(mined.number());
    }

    private JsonNode rollBack(RpcRequest request) {
        int blocks = request.param(0).asInt(-1);
        if (blocks < 0 || blocks > relays.auction().head().number()) {
            throw Refusal.invalid("expected a number of blocks, found " + RpcRequest.brief(request.param(0)));
        }
        relays.auction().rollBack(blocks);
        return LongNode.valueOf(relays.auction().head().number());
    }

    /** What became of every bundle in a slot. */
    private JsonNode slot(long number) {
        SlotReport report = relays.auction().report(number);
        if (report == null) {
            return NullNode.getInstance();
        }
        ObjectNode slot = JSON.createObjectNode();
        slot.put("number", report.slot().number()).put("hash", report.hash().toString());
        slot.put("timestamp", report.slot().timestamp()).put("winner", report.winner());
        slot.put("publicTransactions", report.publicTransactions());
        ArrayNode results = slot.putArray("bundles");
        for (SlotReport.Result result : report.results()) {
            results.addObject()
                    .put("relay", result.relay())
                    .put("bundleHash", result.bundle().hash().toString())
                    .put("uuid", BundleUuid.of(result.bundle()).toString())
                    .put("from", result.bundle().origin().relay())
                    .put("outcome", result.outcome().name())
                    .put("detail", result.detail())
                    .put("gainWei", result.gainWei().toString());
        }
        return slot;
    }

    /** The ledger's entries from this number on. */
    private JsonNode ledger(long from) {
        ArrayNode entries = JSON.createArrayNode();
        Ledger.read(relays.ledger().path()).entries().stream()
                .filter(entry -> entry.number() >= from)
                .forEach(entry -> entries.add(JSON.<JsonNode>valueToTree(entry)));
        return entries;
    }
}
