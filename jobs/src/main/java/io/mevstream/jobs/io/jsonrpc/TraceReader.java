package io.mevstream.jobs.io.jsonrpc;

import io.mevstream.chain.Address;
import io.mevstream.chain.BlockFees;
import io.mevstream.chain.BlockFees.GasPaid;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.CallFrame;
import io.mevstream.chain.Hash;
import io.mevstream.jobs.io.jsonrpc.InputRefusal.Reason;
import io.mevstream.jobs.io.jsonrpc.Piece.TracesPiece;
import io.mevstream.jobs.io.jsonrpc.Piece.UnplacedTraces;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Traces from JSON: parity's flat ones, as {@code trace_block} and {@code trace_transaction} answer and as
 * mev-inspect-py's files hold them (names with underscores, with receipts of gas), and geth's nested ones.
 */
final class TraceReader {

    private TraceReader() {}

    /** Whether the value is one of parity's traces. */
    static boolean isFlat(@Nullable Object value) {
        return value instanceof Map<?, ?> fields && fields.get("action") != null && fields.containsKey("subtraces");
    }

    /** Whether the value is geth's trace of one transaction of a block. */
    static boolean isNested(@Nullable Object value) {
        return value instanceof Map<?, ?> fields
                && (CallTree.isCall(fields.get("result")) || fields.get("txHash") != null);
    }

    /** Parity's traces, of one block or several. */
    static List<TracesPiece> flat(List<?> values) throws Unreadable {
        Map<Hash, BlockRef> refs = new LinkedHashMap<>();
        Map<Hash, List<CallFrame>> blocks = new LinkedHashMap<>();
        int place = 0;
        for (Object value : values) {
            try {
                RpcObject trace = RpcObject.of(value);
                BlockRef ref = new BlockRef(
                        Counts.count(trace, Counts.spelling(trace, "blockNumber", "block_number")),
                        trace.hash(Counts.spelling(trace, "blockHash", "block_hash")));
                BlockRef before = refs.putIfAbsent(ref.hash(), ref);
                if (before != null && !before.equals(ref)) {
                    throw new Unreadable(Reason.MIXED_BLOCKS, "expected block " + before + ", found " + ref);
                }
                List<CallFrame> frames = blocks.computeIfAbsent(ref.hash(), hash -> new ArrayList<>());
                frames.add(frame(trace, frames));
            } catch (Unreadable e) {
                throw e.within("traces[" + place + "]");
            }
            place++;
        }
        List<TracesPiece> pieces = new ArrayList<>();
        blocks.forEach((hash, frames) -> pieces.add(new TracesPiece(refs.get(hash), List.copyOf(frames), null, null)));
        return pieces;
    }

    /** Geth's traces of a block, which do not say of which. */
    static UnplacedTraces nested(List<?> values) throws Unreadable {
        List<Hash> transactions = new ArrayList<>();
        List<CallFrame> frames = new ArrayList<>();
        for (Object value : values) {
            int index = transactions.size();
            try {
                RpcObject trace = RpcObject.of(value);
                if (trace.has("error")) {
                    throw new Unreadable(Reason.RPC_ERROR, "expected a result, found an error");
                }
                Hash hash = trace.hash("txHash");
                transactions.add(hash);
                frames.addAll(CallTree.flat(index, hash, trace.get("result")));
            } catch (Unreadable e) {
                throw e.within("traces[" + index + "]");
            }
        }
        return new UnplacedTraces(List.copyOf(transactions), List.copyOf(frames));
    }

    /** A file of mev-inspect-py: a block's number, miner, base fee, traces, and receipts of gas. */
    static TracesPiece file(RpcObject file) throws Unreadable {
        List<TracesPiece> pieces = flat(file.list("traces"));
        if (pieces.size() != 1) {
            throw new Unreadable(
                    Reason.MIXED_BLOCKS, "expected traces of one block, found them of " + pieces.size() + " blocks");
        }
        TracesPiece piece = pieces.get(0);
        long number = Counts.count(file, "block_number");
        if (number != piece.ref().number()) {
            throw new Unreadable(Reason.MIXED_BLOCKS, "expected traces of block " + number + ", found " + piece.ref());
        }
        List<GasPaid> gas = new ArrayList<>();
        for (Object value : file.list("receipts")) {
            try {
                gas.add(gas(RpcObject.of(value), number));
            } catch (Unreadable e) {
                throw e.within("receipts[" + gas.size() + "]");
            }
        }
        BlockFees fees = new BlockFees(
                file.addressOrNull("miner"), Counts.countOf256BitsOrNull(file, "base_fee_per_gas"), List.copyOf(gas));
        return new TracesPiece(piece.ref(), piece.frames(), fees, Counts.countOrNull(file, "block_timestamp"));
    }

    private static GasPaid gas(RpcObject receipt, long number) throws Unreadable {
        long stated = Counts.count(receipt, "block_number");
        if (stated != number) {
            throw new Unreadable(Reason.MIXED_BLOCKS, "expected block " + number + ", found " + stated);
        }
        return new GasPaid(
                Counts.place(receipt, "transaction_index"),
                receipt.hash("transaction_hash"),
                Counts.countOf64Bits(receipt, "gas_used"),
                Counts.countOf64Bits(receipt, "cumulative_gas_used"),
                Counts.countOf256BitsOrNull(receipt, "effective_gas_price"));
    }

    private static CallFrame frame(RpcObject trace, List<CallFrame> before) throws Unreadable {
        String kind = trace.text("type");
        RpcObject action = RpcObject.of(trace.get("action"));
        List<Integer> traceAddress = Counts.places(trace, Counts.spelling(trace, "traceAddress", "trace_address"));
        String error = trace.textOrNull("error");
        boolean reward = kind.equals("reward");
        int index = reward
                ? CallFrame.NO_TRANSACTION
                : Counts.place(trace, Counts.spelling(trace, "transactionPosition", "transaction_position"));
        Hash hash = reward ? Hash.ZERO : trace.hash(Counts.spelling(trace, "transactionHash", "transaction_hash"));
        CallFrame.Outcome outcome = CallTree.outcome(error, callerReverted(before, index, traceAddress));
        int subtraces = Counts.place(trace, "subtraces");
        RpcObject result = trace.has("result") ? RpcObject.of(trace.get("result")) : RpcObject.of(Map.of());
        return switch (kind) {
            case "call" ->
                new CallFrame(
                        index,
                        hash,
                        traceAddress,
                        callType(action.text("callType")),
                        action.address("from"),
                        action.address("to"),
                        action.number("value"),
                        action.data("input"),
                        orEmpty(result.dataOrNull("output", -1)),
                        result.quantityOrNull("gasUsed"),
                        error,
                        subtraces,
                        outcome);
            case "create" ->
                new CallFrame(
                        index,
                        hash,
                        traceAddress,
                        CallFrame.Type.CREATE,
                        action.address("from"),
                        result.addressOrNull("address"),
                        action.number("value"),
                        action.data("init"),
                        orEmpty(result.dataOrNull("code", -1)),
                        result.quantityOrNull("gasUsed"),
                        error,
                        subtraces,
                        outcome);
            case "suicide", "reward" -> moved(trace, action, reward, index, hash, traceAddress, subtraces, outcome);
            default ->
                throw new Unreadable(
                        Reason.FIELD_MALFORMED, "type: expected call, create, suicide or reward, found " + kind);
        };
    }

    private static CallFrame moved(
            RpcObject trace,
            RpcObject action,
            boolean reward,
            int index,
            Hash hash,
            List<Integer> traceAddress,
            int subtraces,
            CallFrame.Outcome outcome)
            throws Unreadable {
        return new CallFrame(
                index,
                hash,
                traceAddress,
                reward ? CallFrame.Type.REWARD : CallFrame.Type.SELFDESTRUCT,
                reward ? Address.ZERO : action.address("address"),
                action.address(reward ? "author" : "refundAddress"),
                reward ? action.number("value") : action.number("balance"),
                Bytes.EMPTY,
                Bytes.EMPTY,
                null,
                trace.textOrNull("error"),
                subtraces,
                outcome);
    }

    /** Whether the call's caller, which stands before it, was reverted. */
    private static boolean callerReverted(List<CallFrame> before, int index, List<Integer> traceAddress) {
        if (traceAddress.isEmpty()) {
            return false;
        }
        List<Integer> caller = traceAddress.subList(0, traceAddress.size() - 1);
        for (int i = before.size() - 1; i >= 0 && before.get(i).transactionIndex() == index; i--) {
            List<Integer> other = before.get(i).traceAddress();
            if (other.size() == caller.size() && other.equals(caller)) {
                return before.get(i).isReverted();
            }
        }
        return false;
    }

    private static CallFrame.Type callType(String text) throws Unreadable {
        return switch (text) {
            case "call" -> CallFrame.Type.CALL;
            case "delegatecall" -> CallFrame.Type.DELEGATECALL;
            case "callcode" -> CallFrame.Type.CALLCODE;
            case "staticcall" -> CallFrame.Type.STATICCALL;
            default -> throw new Unreadable(Reason.FIELD_MALFORMED, "callType: expected a kind of call, found " + text);
        };
    }

    private static Bytes orEmpty(@Nullable Bytes bytes) {
        return bytes == null ? Bytes.EMPTY : bytes;
    }
}
