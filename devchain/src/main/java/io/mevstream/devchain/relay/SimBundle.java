package io.mevstream.devchain.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mevstream.chain.Address;
import io.mevstream.devchain.builder.ChainState;
import io.mevstream.devchain.builder.Execution;
import io.mevstream.devchain.builder.Simulation;
import io.mevstream.devchain.builder.Simulator;
import io.mevstream.devchain.builder.Slot;
import io.mevstream.devchain.builder.SlotAuction;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** {@code mev_simBundle}: what a MEV-Share bundle would do and pay. Amounts are hexadecimal. */
final class SimBundle {

    private SimBundle() {}

    static JsonNode result(
            SlotAuction auction, Address builder, ShareBundleReader.Flat flat, @Nullable JsonNode overrides) {
        JsonNode given = overrides == null ? MissingNode.getInstance() : overrides;
        ChainState state = CallBundle.state(auction, given.path("parentBlock"));
        Slot slot = slot(auction, builder, flat, state, given);
        Simulation simulation = Simulator.run(state, slot, flat.bundle().transactions());
        ObjectNode result = JsonRpcService.JSON.createObjectNode();
        Execution failed = failed(flat, simulation);
        boolean success = failed == null && simulation.invalid() == null;
        result.put("success", success);
        if (simulation.invalid() != null) {
            result.put("error", simulation.invalid().reason());
        }
        if (failed != null) {
            result.put("execError", failed.error());
            result.put("revert", failed.output().toString());
        }
        BigInteger profit = simulation.coinbaseDiffWei();
        long gas = simulation.gasUsed();
        BigInteger refundable = BigInteger.ZERO;
        ArrayNode logs = JsonRpcService.JSON.createArrayNode();
        for (Execution execution : simulation.executions()) {
            boolean counts = flat.refundable().contains(execution.transaction().hash());
            refundable = counts ? refundable.add(execution.coinbaseDiffWei()) : refundable;
            logs.addObject().set("txLogs", execution.logs());
        }
        result.put("stateBlock", hex(BigInteger.valueOf(state.number())));
        result.put("mevGasPrice", hex(gas == 0 ? BigInteger.ZERO : profit.divide(BigInteger.valueOf(gas))));
        result.put("profit", hex(profit));
        result.put("refundableValue", hex(refundable));
        result.put("gasUsed", hex(BigInteger.valueOf(gas)));
        result.set("logs", logs);
        return result;
    }

    private static Slot slot(
            SlotAuction auction, Address builder, ShareBundleReader.Flat flat, ChainState state, JsonNode given) {
        Fields fields = new Fields(given);
        Long number = fields.number("blockNumber");
        long block = number == null
                ? Math.max(state.number() + 1, flat.bundle().validity().firstBlock())
                : number;
        Slot slot = CallBundle.slot(auction, state, block, builder);
        Address coinbase = fields.address("coinbase");
        slot = coinbase == null ? slot : slot.withCoinbase(coinbase);
        Long timestamp = fields.number("timestamp");
        slot = timestamp == null ? slot : slot.withTimestamp(timestamp);
        Long baseFee = fields.number("baseFee");
        slot = baseFee == null ? slot : slot.withBaseFee(BigInteger.valueOf(baseFee));
        Long gasLimit = fields.number("gasLimit");
        return gasLimit == null ? slot : slot.withGasLimit(gasLimit);
    }

    private static @Nullable Execution failed(ShareBundleReader.Flat flat, Simulation simulation) {
        for (Execution execution : simulation.executions()) {
            if (execution.reverted()
                    && !flat.bundle()
                            .reverting()
                            .contains(execution.transaction().hash())) {
                return execution;
            }
        }
        return null;
    }

    private static String hex(BigInteger value) {
        return value.signum() < 0 ? "-0x" + value.negate().toString(16) : "0x" + value.toString(16);
    }
}
