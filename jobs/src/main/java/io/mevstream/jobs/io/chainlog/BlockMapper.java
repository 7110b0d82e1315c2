package io.mevstream.jobs.io.chainlog;

import static io.mevstream.jobs.io.chainlog.WireValues.list;
import static io.mevstream.jobs.io.chainlog.WireValues.optional;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockHeader;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Hash;
import io.mevstream.chain.RawLog;
import io.mevstream.schemas.chain.ChainBlock;
import io.mevstream.schemas.chain.ChainHeader;
import io.mevstream.schemas.chain.ChainLog;

/** Blocks, headers and logs between domain and wire, field by field. */
final class BlockMapper {

    private BlockMapper() {}

    static ChainBlock wire(Block block) {
        ChainBlock wire = new ChainBlock();
        wire.setNumber(block.number());
        wire.setHash(WireValues.wire(block.hash()));
        wire.setHeader(optional(block.header(), BlockMapper::wire));
        wire.setTransactions(
                optional(block.transactions(), transactions -> list(transactions, TransactionMapper::wire)));
        wire.setReceipts(optional(block.receipts(), receipts -> list(receipts, TransactionMapper::wire)));
        wire.setLogs(list(block.logs(), BlockMapper::wire));
        wire.setTimestampSeconds(block.timestampSeconds());
        wire.setLogsMissing(block.logCoverage() == Block.LogCoverage.NONE);
        wire.setTraces(optional(block.traces(), traces -> list(traces, TraceMapper::wire)));
        wire.setStatedFees(optional(block.statedFees(), TraceMapper::wire));
        return wire;
    }

    static Block domain(ChainBlock wire) {
        long number = wire.getNumber();
        Hash hash = WireValues.domain(wire.getHash());
        return new Block(
                new BlockRef(number, hash),
                optional(wire.getHeader(), header -> domain(header, number, hash)),
                optional(wire.getTransactions(), transactions -> list(transactions, TransactionMapper::domain)),
                optional(wire.getReceipts(), receipts -> list(receipts, TransactionMapper::domain)),
                list(wire.getLogs(), BlockMapper::domain),
                wire.getTimestampSeconds(),
                wire.getLogsMissing() ? Block.LogCoverage.NONE : Block.LogCoverage.ALL,
                optional(wire.getTraces(), traces -> list(traces, TraceMapper::domain)),
                optional(wire.getStatedFees(), TraceMapper::domain));
    }

    private static ChainHeader wire(BlockHeader header) {
        ChainHeader wire = new ChainHeader();
        wire.setParentHash(WireValues.wire(header.parentHash()));
        wire.setUnclesHash(WireValues.wire(header.unclesHash()));
        wire.setMiner(WireValues.wire(header.miner()));
        wire.setStateRoot(WireValues.wire(header.stateRoot()));
        wire.setTransactionsRoot(WireValues.wire(header.transactionsRoot()));
        wire.setReceiptsRoot(WireValues.wire(header.receiptsRoot()));
        wire.setLogsBloom(WireValues.wire(header.logsBloom()));
        wire.setDifficulty(WireValues.wire(header.difficulty()));
        wire.setGasLimit(header.gasLimit());
        wire.setGasUsed(header.gasUsed());
        wire.setTimestampSeconds(header.timestampSeconds());
        wire.setExtraData(WireValues.wire(header.extraData()));
        wire.setMixHash(WireValues.wire(header.mixHash()));
        wire.setNonce(WireValues.wire(header.nonce()));
        wire.setBaseFeePerGasWei(optional(header.baseFeePerGasWei(), WireValues::wire));
        wire.setWithdrawalsRoot(optional(header.withdrawalsRoot(), WireValues::wire));
        wire.setBlobGasUsed(header.blobGasUsed());
        wire.setExcessBlobGas(header.excessBlobGas());
        wire.setParentBeaconBlockRoot(optional(header.parentBeaconBlockRoot(), WireValues::wire));
        wire.setRequestsHash(optional(header.requestsHash(), WireValues::wire));
        return wire;
    }

    private static BlockHeader domain(ChainHeader wire, long number, Hash hash) {
        return new BlockHeader(
                number,
                hash,
                WireValues.domain(wire.getParentHash()),
                WireValues.domain(wire.getUnclesHash()),
                WireValues.domain(wire.getMiner()),
                WireValues.domain(wire.getStateRoot()),
                WireValues.domain(wire.getTransactionsRoot()),
                WireValues.domain(wire.getReceiptsRoot()),
                WireValues.bytes(wire.getLogsBloom()),
                WireValues.uint(wire.getDifficulty()),
                wire.getGasLimit(),
                wire.getGasUsed(),
                wire.getTimestampSeconds(),
                WireValues.bytes(wire.getExtraData()),
                WireValues.domain(wire.getMixHash()),
                WireValues.bytes(wire.getNonce()),
                optional(wire.getBaseFeePerGasWei(), WireValues::uint),
                optional(wire.getWithdrawalsRoot(), WireValues::domain),
                wire.getBlobGasUsed(),
                wire.getExcessBlobGas(),
                optional(wire.getParentBeaconBlockRoot(), WireValues::domain),
                optional(wire.getRequestsHash(), WireValues::domain));
    }

    private static ChainLog wire(RawLog log) {
        ChainLog wire = new ChainLog();
        wire.setLogIndex(log.logIndex());
        wire.setTransactionIndex(log.transactionIndex());
        wire.setTransactionHash(WireValues.wire(log.transactionHash()));
        wire.setAddress(WireValues.wire(log.address()));
        wire.setTopics(list(log.topics(), WireValues::wire));
        wire.setData(WireValues.wire(log.data()));
        return wire;
    }

    private static RawLog domain(ChainLog wire) {
        return new RawLog(
                wire.getLogIndex(),
                wire.getTransactionIndex(),
                WireValues.domain(wire.getTransactionHash()),
                WireValues.domain(wire.getAddress()),
                list(wire.getTopics(), WireValues::domain),
                WireValues.bytes(wire.getData()));
    }
}
