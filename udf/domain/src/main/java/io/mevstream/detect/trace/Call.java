package io.mevstream.detect.trace;

import io.mevstream.chain.Address;
import io.mevstream.chain.CallFrame;
import io.mevstream.decode.EventFields;
import io.mevstream.decode.FunctionSignature;
import io.mevstream.decode.Refused;
import io.mevstream.detect.Action;
import io.mevstream.detect.Action.Fate;
import io.mevstream.detect.Action.Transferred.Means;
import io.mevstream.detect.EvidenceRef;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A call of a declared function, when it ends: its arguments, what it returned, and what happened within.
 *
 * @param at its place in its transaction
 * @param results null where it failed or returned something else than declared
 * @param pairs what is known of the reserves of pairs
 */
record Call(
        String protocol,
        TransactionTrace trace,
        int at,
        EventFields arguments,
        @Nullable EventFields results,
        PairReserves pairs) {

    CallFrame frame() {
        return trace.frame(at);
    }

    /** Who made the call. */
    Address caller() {
        return frame().from();
    }

    /** The contract that was called. */
    Address contract() {
        Address to = frame().to();
        return to == null ? Address.ZERO : to;
    }

    Fate fate() {
        return trace.fate(at);
    }

    EvidenceRef evidence() {
        return trace.evidence(at);
    }

    /** What moved within it and fits. */
    List<Movement> moved(Predicate<Movement> fits) {
        return trace.movementsWithin(at).stream().filter(fits).toList();
    }

    /** What moved in the transaction before it ended, in it or before it, and was not undone. */
    List<Movement> movedBefore() {
        return trace.movements().stream().filter(m -> trace.isVisible(m, at)).toList();
    }

    /** The sum of what moved within it and fits. */
    UInt256 sum(Predicate<Movement> fits) {
        UInt256 sum = UInt256.ZERO;
        for (Movement movement : moved(fits)) {
            sum = sum.addWrapping(movement.amountRaw());
        }
        return sum;
    }

    /** What this call moved, where it is not the call of a transfer that shows it. */
    Action transferred(Address token, Address from, Address to, UInt256 amountRaw) {
        trace.add(new Movement(at, token, from, to, amountRaw, Means.TRANSFER));
        return new Action.Transferred(evidence(), fate(), token, from, to, amountRaw, Means.TRANSFER);
    }

    /** The calls of a function made within this one, by it or by calls it made, that did not fail, with their arguments. */
    List<Call> calls(FunctionSignature function) {
        List<Call> calls = new ArrayList<>();
        for (int i = at + 1; i < trace.end(at); i++) {
            CallFrame inner = trace.frame(i);
            if (inner.type() == CallFrame.Type.DELEGATECALL
                    || inner.error() != null
                    || FunctionSignature.selectorOf(inner.input()) != function.selector()) {
                continue;
            }
            Call call = of(protocol, trace, i, function, pairs);
            if (call != null) {
                calls.add(call);
            }
        }
        return calls;
    }

    /** The call read as one of that function; null where its calldata is not that function's. */
    static @Nullable Call of(
            String protocol, TransactionTrace trace, int at, FunctionSignature function, PairReserves pairs) {
        CallFrame frame = trace.frame(at);
        try {
            EventFields arguments = function.arguments(frame.input());
            EventFields results = null;
            if (frame.error() == null) {
                results = results(function, frame);
            }
            return new Call(protocol, trace, at, arguments, results, pairs);
        } catch (Refused e) {
            return null;
        }
    }

    private static @Nullable EventFields results(FunctionSignature function, CallFrame frame) {
        try {
            return function.results(frame.output());
        } catch (Refused e) {
            return null;
        }
    }
}
