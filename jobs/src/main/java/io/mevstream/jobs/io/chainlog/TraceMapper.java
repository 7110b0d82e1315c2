package io.mevstream.jobs.io.chainlog;

import static io.mevstream.jobs.io.chainlog.WireValues.list;
import static io.mevstream.jobs.io.chainlog.WireValues.optional;

import io.mevstream.chain.BlockFees;
import io.mevstream.chain.BlockFees.GasPaid;
import io.mevstream.chain.CallFrame;
import io.mevstream.schemas.chain.ChainBlockFees;
import io.mevstream.schemas.chain.ChainCallFrame;
import io.mevstream.schemas.chain.ChainGasPaid;
import java.util.List;

/** Traces, and what comes with them, between domain and wire, field by field. */
final class TraceMapper {

    private TraceMapper() {}

    static ChainCallFrame wire(CallFrame frame) {
        ChainCallFrame wire = new ChainCallFrame();
        wire.setTransactionIndex(frame.transactionIndex());
        wire.setTransactionHash(WireValues.wire(frame.transactionHash()));
        wire.setTraceAddress(frame.traceAddress());
        wire.setType(WireEnums.wire(frame.type()));
        wire.setFrom(WireValues.wire(frame.from()));
        wire.setTo(optional(frame.to(), WireValues::wire));
        wire.setValueWei(WireValues.wire(frame.valueWei()));
        wire.setInput(WireValues.wire(frame.input()));
        wire.setOutput(WireValues.wire(frame.output()));
        wire.setGasUsed(frame.gasUsed());
        wire.setError(frame.error());
        wire.setSubtraces(frame.subtraces());
        wire.setOutcome(WireEnums.wire(frame.outcome()));
        return wire;
    }

    static CallFrame domain(ChainCallFrame wire) {
        return new CallFrame(
                wire.getTransactionIndex(),
                WireValues.domain(wire.getTransactionHash()),
                List.copyOf(wire.getTraceAddress()),
                WireEnums.domain(wire.getType()),
                WireValues.domain(wire.getFrom()),
                optional(wire.getTo(), WireValues::domain),
                WireValues.uint(wire.getValueWei()),
                WireValues.bytes(wire.getInput()),
                WireValues.bytes(wire.getOutput()),
                wire.getGasUsed(),
                wire.getError(),
                wire.getSubtraces(),
                WireEnums.domain(wire.getOutcome()));
    }

    static ChainBlockFees wire(BlockFees fees) {
        ChainBlockFees wire = new ChainBlockFees();
        wire.setMiner(optional(fees.miner(), WireValues::wire));
        wire.setBaseFeePerGasWei(optional(fees.baseFeePerGasWei(), WireValues::wire));
        wire.setGas(list(fees.gas(), TraceMapper::wire));
        return wire;
    }

    static BlockFees domain(ChainBlockFees wire) {
        return new BlockFees(
                optional(wire.getMiner(), WireValues::domain),
                optional(wire.getBaseFeePerGasWei(), WireValues::uint),
                list(wire.getGas(), TraceMapper::domain));
    }

    private static ChainGasPaid wire(GasPaid paid) {
        ChainGasPaid wire = new ChainGasPaid();
        wire.setTransactionIndex(paid.transactionIndex());
        wire.setTransactionHash(WireValues.wire(paid.transactionHash()));
        wire.setGasUsed(paid.gasUsed());
        wire.setCumulativeGasUsed(paid.cumulativeGasUsed());
        wire.setEffectiveGasPriceWei(optional(paid.effectiveGasPriceWei(), WireValues::wire));
        return wire;
    }

    private static GasPaid domain(ChainGasPaid wire) {
        return new GasPaid(
                wire.getTransactionIndex(),
                WireValues.domain(wire.getTransactionHash()),
                wire.getGasUsed(),
                wire.getCumulativeGasUsed(),
                optional(wire.getEffectiveGasPriceWei(), WireValues::uint));
    }
}
