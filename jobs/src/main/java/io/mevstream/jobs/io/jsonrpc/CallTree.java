package io.mevstream.jobs.io.jsonrpc;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.CallFrame;
import io.mevstream.chain.Hash;
import io.mevstream.jobs.io.jsonrpc.InputRefusal.Reason;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of one transaction as geth's {@code callTracer} nests them, made flat. */
final class CallTree {

    private final int transactionIndex;
    private final Hash transactionHash;
    private final List<CallFrame> frames = new ArrayList<>();

    private CallTree(int transactionIndex, Hash transactionHash) {
        this.transactionIndex = transactionIndex;
        this.transactionHash = transactionHash;
    }

    /** Whether the value is a call of that tracer, and not another answer. */
    static boolean isCall(@Nullable Object value) {
        return value instanceof Map<?, ?> fields
                && fields.get("from") instanceof Text
                && fields.get("type") instanceof Text type
                && !type.toString().startsWith("0x")
                && fields.containsKey("gasUsed")
                && fields.get("blockHash") == null;
    }

    static List<CallFrame> flat(int transactionIndex, Hash transactionHash, @Nullable Object root) throws Unreadable {
        CallTree tree = new CallTree(transactionIndex, transactionHash);
        tree.add(RpcObject.of(root), List.of(), false);
        return tree.frames;
    }

    private void add(RpcObject call, List<Integer> traceAddress, boolean callerReverted) throws Unreadable {
        List<?> calls = call.list("calls");
        boolean failed = call.has("error");
        try {
            frames.add(frame(call, traceAddress, callerReverted, calls.size()));
        } catch (Unreadable e) {
            throw e.within("call " + traceAddress);
        }
        int place = 0;
        for (Object value : calls) {
            List<Integer> address = new ArrayList<>(traceAddress);
            address.add(place++);
            add(RpcObject.of(value), List.copyOf(address), callerReverted || failed);
        }
    }

    private CallFrame frame(RpcObject call, List<Integer> traceAddress, boolean callerReverted, int calls)
            throws Unreadable {
        CallFrame.Type type = type(call.text("type"));
        String error = call.textOrNull("error");
        UInt256 value = call.numberOrNull("value");
        Bytes output = call.dataOrNull("output", -1);
        Address to = type == CallFrame.Type.CREATE && error != null ? null : call.addressOrNull("to");
        if (to == null && !(type == CallFrame.Type.CREATE && error != null)) {
            throw new Unreadable(Reason.FIELD_MISSING, "expected the field to, found none");
        }
        return new CallFrame(
                transactionIndex,
                transactionHash,
                traceAddress,
                type,
                call.address("from"),
                to,
                value == null ? UInt256.ZERO : value,
                call.has("input") ? call.data("input") : Bytes.EMPTY,
                output == null ? Bytes.EMPTY : output,
                call.quantityOrNull("gasUsed"),
                error,
                calls,
                outcome(error, callerReverted));
    }

    static CallFrame.Outcome outcome(@Nullable String error, boolean callerReverted) {
        if (error != null) {
            return CallFrame.Outcome.FAILED;
        }
        return callerReverted ? CallFrame.Outcome.UNDONE : CallFrame.Outcome.KEPT;
    }

    private static CallFrame.Type type(String text) throws Unreadable {
        return switch (text) {
            case "CALL" -> CallFrame.Type.CALL;
            case "CALLCODE" -> CallFrame.Type.CALLCODE;
            case "DELEGATECALL" -> CallFrame.Type.DELEGATECALL;
            case "STATICCALL" -> CallFrame.Type.STATICCALL;
            case "CREATE", "CREATE2" -> CallFrame.Type.CREATE;
            case "SELFDESTRUCT" -> CallFrame.Type.SELFDESTRUCT;
            default -> throw new Unreadable(Reason.FIELD_MALFORMED, "type: expected a kind of call, found " + text);
        };
    }
}
