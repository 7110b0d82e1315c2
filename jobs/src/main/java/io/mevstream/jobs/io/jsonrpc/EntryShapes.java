package io.mevstream.jobs.io.jsonrpc;

import io.mevstream.jobs.io.jsonrpc.InputRefusal.Reason;
import io.mevstream.jobs.io.jsonrpc.Piece.UnplacedTraces;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recognises what a JSON value is by its fields and gives the pieces of blocks within.
 *
 * <ul>
 *   <li>a JSON-RPC response, by {@code result} or {@code error}, and a batch of them;
 *   <li>a block file, by {@code block}, {@code receipts} or {@code logs} without the fields of a receipt: its parts are
 *       pieces, read one by one;
 *   <li>a file of traces, by {@code block_number} and {@code traces}; traces within a block file likewise;
 *   <li>a trace of parity's, by {@code action} and {@code subtraces}; geth's traces of a block's transactions, by {@code
 *       txHash} or a call as the {@code result}; lists of these;
 *   <li>a block, by {@code parentHash}; a receipt, by {@code cumulativeGasUsed}; a log, by {@code topics}; lists of these.
 * </ul>
 */
final class EntryShapes {

    private static final int MAX_ENVELOPES = 4;

    private EntryShapes() {}

    /** What an entry holds. */
    record Pieces(List<Piece> placed, List<UnplacedTraces> unplaced) {}

    static Pieces pieces(@Nullable Object value) throws Unreadable {
        Pieces pieces = new Pieces(new ArrayList<>(), new ArrayList<>());
        add(value, pieces, 0);
        if (pieces.placed().isEmpty() && pieces.unplaced().isEmpty()) {
            throw new Unreadable(Reason.NO_BLOCK, "expected a block, receipts, logs or traces, found an empty answer");
        }
        return pieces;
    }

    private static void add(@Nullable Object value, Pieces pieces, int envelopes) throws Unreadable {
        if (value instanceof List<?> list) {
            addList(list, pieces, envelopes);
        } else if (value instanceof Map<?, ?>) {
            addObject(RpcObject.of(value), pieces, envelopes);
        } else {
            throw nothing(value == null ? "null" : "neither an object nor a list");
        }
    }

    private static void addObject(RpcObject object, Pieces pieces, int envelopes) throws Unreadable {
        if (envelopes > MAX_ENVELOPES) {
            throw nothing("an answer within an answer within an answer");
        } else if (object.has("parentHash")) {
            pieces.placed().add(HeaderMapper.piece(object));
        } else if (object.has("cumulativeGasUsed")) {
            pieces.placed().addAll(ReceiptMapper.receipts(List.of(object.fields())));
        } else if (object.has("topics")) {
            pieces.placed().addAll(ReceiptMapper.logs(List.of(object.fields())));
        } else if (TraceReader.isFlat(object.fields())) {
            pieces.placed().addAll(TraceReader.flat(List.of(object.fields())));
        } else if (TraceReader.isNested(object.fields()) && object.has("txHash")) {
            pieces.unplaced().add(TraceReader.nested(List.of(object.fields())));
        } else if (object.has("error")) {
            throw new Unreadable(Reason.RPC_ERROR, "expected a result, found an error");
        } else if (object.states("result")) {
            add(object.get("result"), pieces, envelopes + 1);
        } else if (object.has("block_number") && object.states("traces")) {
            pieces.placed().add(TraceReader.file(object));
        } else if (object.has("block") || object.has("receipts") || object.has("logs") || object.has("traces")) {
            addParts(object, pieces);
        } else {
            throw nothing("an object without their fields");
        }
    }

    private static void addParts(RpcObject object, Pieces pieces) throws Unreadable {
        if (object.has("block")) {
            RpcObject block = RpcObject.of(object.get("block"));
            if (!block.has("parentHash")) {
                throw new Unreadable(Reason.FIELD_MISSING, "block: expected the field parentHash, found none");
            }
            pieces.placed().add(HeaderMapper.piece(block));
        }
        pieces.placed().addAll(ReceiptMapper.receipts(object.list("receipts")));
        pieces.placed().addAll(ReceiptMapper.logs(object.list("logs")));
        List<?> traces = object.list("traces");
        if (!traces.isEmpty() && TraceReader.isNested(traces.get(0))) {
            pieces.unplaced().add(TraceReader.nested(traces));
        } else {
            pieces.placed().addAll(TraceReader.flat(traces));
        }
        if (pieces.placed().stream().map(Piece::ref).distinct().count() > 1 && object.has("block")) {
            throw new Unreadable(
                    Reason.MIXED_BLOCKS,
                    "expected receipts, logs and traces of block "
                            + pieces.placed().get(0).ref() + ", found others");
        }
    }

    private static void addList(List<?> list, Pieces pieces, int envelopes) throws Unreadable {
        if (list.isEmpty()) {
            return;
        }
        RpcObject first = RpcObject.of(list.get(0));
        if (first.has("cumulativeGasUsed")) {
            pieces.placed().addAll(ReceiptMapper.receipts(list));
        } else if (first.has("topics") || first.has("logIndex")) {
            pieces.placed().addAll(ReceiptMapper.logs(list));
        } else if (TraceReader.isFlat(list.get(0))) {
            pieces.placed().addAll(TraceReader.flat(list));
        } else if (TraceReader.isNested(list.get(0))) {
            pieces.unplaced().add(TraceReader.nested(list));
        } else {
            int place = 0;
            for (Object value : list) {
                try {
                    addObject(RpcObject.of(value), pieces, envelopes + 1);
                } catch (Unreadable e) {
                    throw e.within("[" + place + "]");
                }
                place++;
            }
        }
    }

    private static Unreadable nothing(String found) {
        return new Unreadable(Reason.NO_BLOCK, "expected a block, receipts, logs or traces, found " + found);
    }
}
