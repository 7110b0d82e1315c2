package io.mevstream.decode;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Writes values in the one ABI encoding that is read here: what logs made for tests and proofs consist of. Values are of
 * the classes that {@link EventFields} lists; any other throws {@link IllegalArgumentException}.
 */
final class AbiWriter {

    private AbiWriter() {}

    /** The encoding of a tuple: the fixed parts, then the dynamic ones in order. */
    static byte[] write(List<AbiType> types, List<?> values) {
        if (types.size() != values.size()) {
            throw new IllegalArgumentException("expected " + types.size() + " values, found " + values.size());
        }
        int headBytes = types.stream().mapToInt(AbiType::headBytes).sum();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        ByteArrayOutputStream tail = new ByteArrayOutputStream();
        for (int i = 0; i < types.size(); i++) {
            byte[] value = write(types.get(i), values.get(i));
            if (types.get(i).isDynamic()) {
                head.writeBytes(number(headBytes + tail.size()));
                tail.writeBytes(value);
            } else {
                head.writeBytes(value);
            }
        }
        head.writeBytes(tail.toByteArray());
        return head.toByteArray();
    }

    private static byte[] write(AbiType type, Object value) {
        if (type instanceof AbiType.Word) {
            return word(value);
        }
        if (type instanceof AbiType.ByteString) {
            byte[] bytes =
                    value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : ((Bytes) value).array();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(number(bytes.length));
            out.writeBytes(Arrays.copyOf(bytes, (bytes.length + 31) / 32 * 32));
            return out.toByteArray();
        }
        List<?> elements = (List<?>) value;
        if (type instanceof AbiType.Tuple tuple) {
            return write(tuple.members(), elements);
        }
        AbiType.Array array = (AbiType.Array) type;
        byte[] written = write(Collections.nCopies(elements.size(), array.element()), elements);
        if (array.length() >= 0) {
            return written;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(number(elements.size()));
        out.writeBytes(written);
        return out.toByteArray();
    }

    /** A single-word value; byte strings stand at the left, all else at the right. */
    static byte[] word(Object value) {
        byte[] word = new byte[32];
        if (value instanceof Address address) {
            address.toBytes(word, 12);
        } else if (value instanceof UInt256 number) {
            number.toBytes(word, 0);
        } else if (value instanceof Int256 number) {
            number.toBytes(word, 0);
        } else if (value instanceof Hash hash) {
            hash.toBytes(word, 0);
        } else if (value instanceof Boolean bool) {
            word[31] = (byte) (bool ? 1 : 0);
        } else if (value instanceof Bytes bytes && bytes.length() <= 32) {
            System.arraycopy(bytes.array(), 0, word, 0, bytes.length());
        } else {
            throw new IllegalArgumentException("expected the value of one word, found " + value);
        }
        return word;
    }

    private static byte[] number(int value) {
        return word(UInt256.of(value));
    }
}
