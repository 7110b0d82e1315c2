package io.mevstream.detect.trace;

import io.mevstream.decode.FunctionSignature;
import java.util.ArrayList;
import java.util.List;

/** Collects the functions that one protocol declares. */
final class CallList {

    /** One function of one protocol. */
    record CallSpec(String protocol, FunctionSignature function, CallMeaning meaning, Yield yield) {}

    /** What a call of a function comes to. */
    enum Yield {
        /** Actions; a call that adds none is counted as unread. */
        ACTIONS,
        /** Knowledge of the contract's state, which may be nothing new. */
        KNOWLEDGE
    }

    private final String protocol;
    private final List<CallSpec> specs = new ArrayList<>();

    CallList(String protocol) {
        this.protocol = protocol;
    }

    CallList read(CallMeaning meaning, String... declarations) {
        for (String declaration : declarations) {
            specs.add(new CallSpec(protocol, FunctionSignature.parse(declaration), meaning, Yield.ACTIONS));
        }
        return this;
    }

    /** Functions that tell something of the contract's state and need not do anything. */
    CallList observe(CallMeaning meaning, String... declarations) {
        for (String declaration : declarations) {
            specs.add(new CallSpec(protocol, FunctionSignature.parse(declaration), meaning, Yield.KNOWLEDGE));
        }
        return this;
    }

    List<CallSpec> specs() {
        return List.copyOf(specs);
    }
}
