package io.mevstream.devchain.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mevstream.chain.Address;
import io.mevstream.devchain.builder.ChainState;
import io.mevstream.devchain.builder.Execution;
import io.mevstream.devchain.builder.PooledTransaction;
import io.mevstream.devchain.builder.Refusal;
import io.mevstream.devchain.builder.Simulation;
import io.mevstream.devchain.builder.Simulator;
import io.mevstream.devchain.builder.Slot;
import io.mevstream.devchain.builder.SlotAuction;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code eth_callBundle}: what a bundle would do and pay in a block, mined or to come. Amounts are decimal strings. */
final class CallBundle {

    private CallBundle() {}

    /**
     * The result.
     *
     * @param coinbase the builder's, where the request names none and the block is to come
     */
    static JsonNode result(SlotAuction auction, Address coinbase, RpcRequest request) {
        Fields fields = new Fields(request.object());
        List<PooledTransaction> transactions = fields.transactions("txs");
        if (transactions.isEmpty()) {
            throw Refusal.invalid("bundle missing txs");
        }
        Long number = fields.hexNumber("blockNumber");
        if (number == null) {
            throw Refusal.invalid("bundle missing blockNumber");
        }
        ChainState state = state(auction, request.object().path("stateBlockNumber"));
        Address paid = fields.address("coinbase");
        Slot slot = slot(auction, state, number, paid == null ? coinbase : paid);
        slot = paid == null ? slot : slot.withCoinbase(paid);
        Long timestamp = fields.number("timestamp");
        slot = timestamp == null || timestamp == 0 ? slot : slot.withTimestamp(timestamp);
        Long baseFee = fields.number("baseFee");
        slot = baseFee == null ? slot : slot.withBaseFee(BigInteger.valueOf(baseFee));
        return render(state, transactions, Simulator.run(state, slot, transactions));
    }

    static ChainState state(SlotAuction auction, JsonNode tag) {
        if (tag.isMissingNode() || tag.isNull() || tag.asText().equals("latest")) {
            return auction.head();
        }
        if (!tag.asText().matches("0x[0-9a-fA-F]{1,16}|pending|earliest|safe|finalized")) {
            throw Fields.bad("stateBlockNumber", "a block", tag);
        }
        String asked = tag.asText().equals("pending") ? "latest" : tag.asText();
        return auction.stateAfter(asked);
    }

    /** The block as it was mined, if it was; else as the next one will be, with its number and its time. */
    static Slot slot(SlotAuction auction, ChainState state, long number, Address coinbase) {
        if (number <= state.number()) {
            throw Refusal.notAllowed(
                    "expected a block after the state's, which is " + state.number() + ", found " + number);
        }
        Slot mined = auction.mined(number);
        if (mined != null) {
            return mined;
        }
        return auction.slot(number, coinbase);
    }

    private static ObjectNode render(ChainState state, List<PooledTransaction> transactions, Simulation simulation) {
        Simulation.@Nullable Invalid invalid = simulation.invalid();
        if (invalid != null) {
            throw Refusal.notAllowed("err: " + invalid.reason() + "; txhash "
                    + invalid.transaction().hash());
        }
        ObjectNode result = JsonRpcService.JSON.createObjectNode();
        BigInteger gasFees =
                simulation.executions().stream().map(Execution::gasFeesWei).reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger coinbaseDiff = simulation.coinbaseDiffWei();
        result.put("bundleGasPrice", perGas(coinbaseDiff, simulation.gasUsed()));
        result.put("bundleHash", BundleHash.of(transactions).toString());
        result.put("coinbaseDiff", coinbaseDiff.toString());
        result.put("ethSentToCoinbase", coinbaseDiff.subtract(gasFees).toString());
        result.put("gasFees", gasFees.toString());
        ArrayNode results = result.putArray("results");
        simulation.executions().forEach(execution -> results.add(render(execution)));
        result.put("stateBlockNumber", state.number());
        result.put("totalGasUsed", simulation.gasUsed());
        return result;
    }

    private static ObjectNode render(Execution execution) {
        PooledTransaction transaction = execution.transaction();
        ObjectNode result = JsonRpcService.JSON.createObjectNode();
        result.put("coinbaseDiff", execution.coinbaseDiffWei().toString());
        result.put("ethSentToCoinbase", execution.sentToCoinbaseWei().toString());
        result.put("fromAddress", transaction.from().toChecksummed());
        result.put("gasFees", execution.gasFeesWei().toString());
        result.put("gasPrice", perGas(execution.coinbaseDiffWei(), execution.gasUsed()));
        result.put("gasUsed", execution.gasUsed());
        Address to = transaction.transaction().to();
        result.put("toAddress", to == null ? "0x" : to.toChecksummed());
        result.put("txHash", transaction.hash().toString());
        if (execution.error() == null) {
            result.put("value", execution.output().toString());
        } else {
            result.put("error", execution.error());
            result.put("revert", RevertText.of(execution.output()));
        }
        return result;
    }

    private static String perGas(BigInteger wei, long gas) {
        return gas == 0 ? "0" : wei.divide(BigInteger.valueOf(gas)).toString();
    }
}
