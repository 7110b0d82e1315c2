package io.mevstream.decode;

import io.mevstream.chain.Bytes;
import java.util.Arrays;
import java.util.List;

/** Calldata and return data written for tests, from a declaration and values of the classes {@link EventFields} lists. */
public final class Calldata {

    private Calldata() {}

    /** The call of a function declared as {@code name(type name, ...)}. */
    public static Bytes of(String declaration, Object... values) {
        int selector = FunctionSignature.parse(declaration).selector();
        byte[] arguments = write(declaration, values);
        byte[] calldata = new byte[4 + arguments.length];
        for (int i = 0; i < 4; i++) {
            calldata[i] = (byte) (selector >>> (24 - 8 * i));
        }
        System.arraycopy(arguments, 0, calldata, 4, arguments.length);
        return new Bytes(calldata);
    }

    /** What is returned of types declared as {@code (type name, ...)}. */
    public static Bytes returned(String types, Object... values) {
        return new Bytes(write("returned" + types, values));
    }

    private static byte[] write(String declaration, Object... values) {
        List<AbiType> types = EventSignature.parse(declaration).parameters().stream()
                .map(EventSignature.Parameter::type)
                .toList();
        return AbiWriter.write(types, Arrays.asList(values));
    }
}
