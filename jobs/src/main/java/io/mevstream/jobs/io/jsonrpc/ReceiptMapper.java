package io.mevstream.jobs.io.jsonrpc;

import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.RawLog;
import io.mevstream.chain.Receipt;
import io.mevstream.integrity.LogsBloom;
import io.mevstream.jobs.io.jsonrpc.InputRefusal.Reason;
import io.mevstream.jobs.io.jsonrpc.Piece.LogsPiece;
import io.mevstream.jobs.io.jsonrpc.Piece.ReceiptsPiece;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Receipts and logs, of one block or several, from JSON-RPC objects. */
final class ReceiptMapper {

    private ReceiptMapper() {}

    static List<ReceiptsPiece> receipts(List<?> values) throws Unreadable {
        Map<Hash, ReceiptsOfBlock> blocks = new LinkedHashMap<>();
        int place = 0;
        for (Object value : values) {
            try {
                RpcObject receipt = RpcObject.of(value);
                BlockRef ref = blockOf(receipt);
                ReceiptsOfBlock block = blocks.get(ref.hash());
                if (block == null) {
                    block = new ReceiptsOfBlock(ref);
                    blocks.put(ref.hash(), block);
                }
                block.add(receipt);
            } catch (Unreadable e) {
                throw e.within("receipts[" + place + "]");
            }
            place++;
        }
        return blocks.values().stream().map(ReceiptsOfBlock::piece).toList();
    }

    static List<LogsPiece> logs(List<?> values) throws Unreadable {
        Map<Hash, LogsOfBlock> blocks = new LinkedHashMap<>();
        int place = 0;
        for (Object value : values) {
            try {
                RpcObject log = RpcObject.of(value);
                BlockRef ref = blockOf(log);
                LogsOfBlock block = blocks.get(ref.hash());
                if (block == null) {
                    block = new LogsOfBlock(ref);
                    blocks.put(ref.hash(), block);
                }
                block.add(log);
            } catch (Unreadable e) {
                throw e.within("logs[" + place + "]");
            }
            place++;
        }
        return blocks.values().stream()
                .map(block -> new LogsPiece(block.ref, block.logs, block.timestampSeconds))
                .toList();
    }

    private static BlockRef blockOf(RpcObject part) throws Unreadable {
        return new BlockRef(part.quantity("blockNumber"), part.hash("blockHash"));
    }

    /** The logs of one block within a list. */
    private static final class LogsOfBlock {

        private final BlockRef ref;
        private final List<RawLog> logs = new ArrayList<>();
        private @Nullable Long timestampSeconds;

        LogsOfBlock(BlockRef ref) {
            this.ref = ref;
        }

        void add(RpcObject log) throws Unreadable {
            HeaderMapper.requireBlock(log, ref.number(), ref.hash());
            if (log.flag("removed")) {
                throw new Unreadable(Reason.REMOVED_LOG, "expected logs of the canonical chain, found one removed");
            }
            time(log);
            logs.add(new RawLog(
                    log.index("logIndex"),
                    log.index("transactionIndex"),
                    log.hash("transactionHash"),
                    log.address("address"),
                    List.copyOf(log.hashes("topics")),
                    log.data("data")));
        }

        void time(RpcObject part) throws Unreadable {
            Long stated = part.secondsOrNull("blockTimestamp");
            if (stated != null && timestampSeconds != null && !stated.equals(timestampSeconds)) {
                throw new Unreadable(
                        Reason.MIXED_BLOCKS, "blockTimestamp: expected " + timestampSeconds + ", found " + stated);
            }
            timestampSeconds = stated == null ? timestampSeconds : stated;
        }
    }

    /** The receipts of one block within a list. */
    private static final class ReceiptsOfBlock {

        private final LogsOfBlock logs;
        private final List<Receipt> receipts = new ArrayList<>();
        private final List<@Nullable Bytes> blooms = new ArrayList<>();

        ReceiptsOfBlock(BlockRef ref) {
            logs = new LogsOfBlock(ref);
        }

        void add(RpcObject r) throws Unreadable {
            HeaderMapper.requireBlock(r, logs.ref.number(), logs.ref.hash());
            logs.time(r);
            int index = r.index("transactionIndex");
            Hash hash = r.hash("transactionHash");
            receipts.add(receipt(r, index, hash));
            blooms.add(r.dataOrNull("logsBloom", LogsBloom.LENGTH));
            for (Object value : r.list("logs")) {
                int place = logs.logs.size();
                try {
                    logs.add(RpcObject.of(value));
                } catch (Unreadable e) {
                    throw e.within("log " + place + " of the block");
                }
                RawLog log = logs.logs.get(place);
                if (log.transactionIndex() != index || !log.transactionHash().equals(hash)) {
                    throw new Unreadable(
                            Reason.MIXED_BLOCKS,
                            "expected logs of transaction " + index + " (" + hash + "), found one of "
                                    + log.transactionIndex() + " (" + log.transactionHash() + ")");
                }
            }
        }

        private static Receipt receipt(RpcObject r, int index, Hash hash) throws Unreadable {
            if (!r.has("logs")) {
                throw new Unreadable(Reason.FIELD_MISSING, "expected the field logs, found none");
            }
            Long status = r.quantityOrNull("status");
            if (status != null && status > 1) {
                throw new Unreadable(Reason.FIELD_MALFORMED, "status: expected 0 or 1, found " + status);
            }
            return new Receipt(
                    index,
                    hash,
                    r.has("type") ? r.index("type") : 0,
                    status == null ? null : status.intValue(),
                    r.hashOrNull("root"),
                    r.quantity("cumulativeGasUsed"),
                    r.quantity("gasUsed"),
                    r.numberOrNull("effectiveGasPrice"),
                    r.address("from"),
                    r.addressOrNull("to"),
                    r.addressOrNull("contractAddress"));
        }

        ReceiptsPiece piece() {
            return new ReceiptsPiece(logs.ref, receipts, blooms, logs.logs, logs.timestampSeconds);
        }
    }
}
