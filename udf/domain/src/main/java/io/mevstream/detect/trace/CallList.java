package io.mevstream.detect.trace;

import io.mevstream.decode.FunctionSignature;
import java.util.ArrayList;
import java.util.List;

/** Collects the functions that one protocol declares. */
final class CallList {

    /** One function of one protocol. */
    record CallSpec(String protocol, FunctionSignature function, CallMeaning meaning) {}

    private final String protocol;
    private final List<CallSpec> specs = new ArrayList<>();

    CallList(String protocol) {
        this.protocol = protocol;
    }

    CallList read(CallMeaning meaning, String... declarations) {
        for (String declaration : declarations) {
            specs.add(new CallSpec(protocol, FunctionSignature.parse(declaration), meaning));
        }
        return this;
    }

    List<CallSpec> specs() {
        return List.copyOf(specs);
    }
}
