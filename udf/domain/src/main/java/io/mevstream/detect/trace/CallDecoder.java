package io.mevstream.detect.trace;

import io.mevstream.chain.CallFrame;
import io.mevstream.decode.FunctionSignature;
import io.mevstream.decode.Refused;
import io.mevstream.detect.Action;
import io.mevstream.detect.trace.CallList.CallSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    static CallDecoder ofAllProtocols() {
        return new CallDecoder(List.of(
                new PairCalls(),
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
    void read(TransactionTrace trace, int at, PairReserves pairs, List<Action> actions) {
        CallFrame frame = trace.frame(at);
        if (frame.type() != CallFrame.Type.CALL && frame.type() != CallFrame.Type.STATICCALL) {
            return;
        }
        for (CallSpec spec : bySelector.getOrDefault(FunctionSignature.selectorOf(frame.input()), List.of())) {
            Call call = Call.of(spec.protocol(), trace, at, spec.function(), pairs);
            if (call == null) {
                continue;
            }
            try {
                spec.meaning().read(call, actions);
            } catch (Refused e) {
                // It only looked like that function: any contract may have one of the same selector.
            }
        }
    }
}
