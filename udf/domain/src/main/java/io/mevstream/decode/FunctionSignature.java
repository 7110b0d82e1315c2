package io.mevstream.decode;

import io.mevstream.chain.Bytes;
import io.mevstream.decode.CalldataReader.Padding;
import io.mevstream.num.Words;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A function of a contract, from its declaration with names: {@code swap(uint256 amount0Out, uint256 amount1Out, address
 * to, bytes data)}, and where it returns something {@code returns (int256 amount0, int256 amount1)} behind it.
 */
public final class FunctionSignature {

    private static final String RETURNS = " returns ";
    private static final int SELECTOR_BYTES = 4;

    private final EventSignature inputs;
    private final EventSignature outputs;
    private final int selector;

    private FunctionSignature(EventSignature inputs, EventSignature outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
        // Selectors are hashed as event signatures are, and cut to four bytes.
        this.selector = (int) (inputs.topic0().w3() >>> 32);
    }

    /** Reads a declaration; throws {@link IllegalArgumentException} saying what is wrong with it. */
    public static FunctionSignature parse(String declaration) {
        int returns = declaration.indexOf(RETURNS);
        String inputs = returns < 0 ? declaration : declaration.substring(0, returns);
        String outputs = returns < 0 ? "()" : declaration.substring(returns + RETURNS.length());
        return new FunctionSignature(EventSignature.parse(inputs), EventSignature.parse("returns" + outputs));
    }

    public String name() {
        return inputs.name();
    }

    /** The first four bytes of calldata that call it. */
    public int selector() {
        return selector;
    }

    /** The text that the selector is the hash of. */
    public String canonical() {
        return inputs.canonical();
    }

    /** Whether it returns anything. */
    public boolean returns() {
        return !outputs.parameters().isEmpty();
    }

    /** The first four bytes; 0 for calldata shorter than that. */
    public static int selectorOf(Bytes calldata) {
        return calldata.length() < SELECTOR_BYTES ? 0 : Words.readInt(calldata.array(), 0);
    }

    /** The arguments; throws {@link Refused} for calldata that the function would refuse. */
    public EventFields arguments(Bytes calldata) throws Refused {
        byte[] data = calldata.array();
        byte[] words = data.length < SELECTOR_BYTES ? data : Arrays.copyOfRange(data, SELECTOR_BYTES, data.length);
        return read(inputs, words, Padding.MASKED);
    }

    /** What it returned; throws {@link Refused} where that is not of these types. */
    public EventFields results(Bytes output) throws Refused {
        return read(outputs, output.array(), Padding.CLEAN);
    }

    private static EventFields read(EventSignature signature, byte[] data, Padding padding) throws Refused {
        List<AbiType> types = signature.parameters().stream()
                .map(EventSignature.Parameter::type)
                .toList();
        Object[] values = new CalldataReader(data, padding).readAll(types, 0);
        List<String> names = signature.parameters().stream()
                .map(EventSignature.Parameter::name)
                .toList();
        return new EventFields(names, Collections.unmodifiableList(Arrays.asList(values)));
    }
}
