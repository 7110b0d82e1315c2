package io.mevstream.detect.trace;

import io.mevstream.chain.CallFrame;
import io.mevstream.decode.FunctionSignature;
import io.mevstream.decode.Refused;
import io.mevstream.detect.Action;
import io.mevstream.detect.Ether;
import io.mevstream.detect.trace.CallList.CallSpec;
import io.mevstream.detect.trace.CallList.Yield;
import io.mevstream.detect.trace.UnreadCall.Reason;
import io.mevstream.pool.KnownFactories;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Says what calls did, by their selectors; one registration per protocol. */
final class CallDecoder {

    private final Map<Integer, List<CallSpec>> bySelector = new HashMap<>();

    /** Throws {@link IllegalArgumentException} when a protocol declares a function twice. */
    CallDecoder(List<CallProtocol> protocols) {
        for (CallProtocol protocol : protocols) {
            CallList calls = new CallList(protocol.name());
            protocol.declare(calls);
            for (CallSpec spec : calls.specs()) {
                List<CallSpec> same =
                        bySelector.computeIfAbsent(spec.function().selector(), selector -> new ArrayList<>());
                if (same.stream().anyMatch(other -> other.protocol().equals(spec.protocol()))) {
                    throw new IllegalArgumentException("expected one declaration of "
                            + spec.function().canonical() + " by " + spec.protocol() + ", found two");
                }
                same.add(spec);
            }
        }
    }

    static CallDecoder ofAllProtocols(KnownFactories factories, Ether ether) {
        return new CallDecoder(List.of(
                new PairCalls(factories, ether),
                new RangeCalls(),
                new SingletonCalls(),
                new BalancerV1Calls(),
                new BalancerV2Calls(),
                new CurveCalls(),
                new BancorCalls(),
                new AaveCalls(),
                new CompoundCalls(),
                new LendingCalls.Morpho(),
                new LendingCalls.Comet(),
                new LendingCalls.Maker(),
                new LendingCalls.Liquity(),
                new ZeroExCalls()));
    }

    /** Adds what the call did, when it ends. A delegate call is the inside of a call that was looked at already. */
    void read(
            TransactionTrace trace,
            int at,
            PairReserves pairs,
            List<Action> actions,
            SortedMap<UnreadCall, Integer> unread) {
        CallFrame frame = trace.frame(at);
        if (frame.type() != CallFrame.Type.CALL && frame.type() != CallFrame.Type.STATICCALL) {
            return;
        }
        for (CallSpec spec : bySelector.getOrDefault(FunctionSignature.selectorOf(frame.input()), List.of())) {
            Reason reason = read(spec, trace, at, pairs, actions);
            if (reason != null) {
                unread.merge(new UnreadCall(spec.protocol(), reason), 1, Integer::sum);
            }
        }
    }

    /** Why nothing came of it; null where something did, or need not. */
    private static @Nullable Reason read(
            CallSpec spec, TransactionTrace trace, int at, PairReserves pairs, List<Action> actions) {
        Call call = Call.of(spec.protocol(), trace, at, spec.function(), pairs);
        if (call == null) {
            return Reason.ARGUMENTS;
        }
        int before = actions.size();
        try {
            spec.meaning().read(call, actions);
        } catch (Refused e) {
            // It only looked like that function: any contract may have one of the same selector.
            return Reason.IMPOSSIBLE_VALUE;
        }
        if (actions.size() > before) {
            return null;
        }
        if (trace.frame(at).error() != null) {
            return spec.yield() == Yield.KNOWLEDGE ? null : Reason.FAILED_EARLY;
        }
        if (call.results() == null && spec.function().returns()) {
            return Reason.RESULTS;
        }
        return spec.yield() == Yield.KNOWLEDGE ? null : Reason.WITHOUT_EFFECT;
    }
}
