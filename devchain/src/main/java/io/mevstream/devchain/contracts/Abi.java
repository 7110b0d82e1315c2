package io.mevstream.devchain.contracts;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Contract ABI by signatures in text: {@code transfer(address,uint256)}. An integer is any {@link Number} going in and a
 * {@link BigInteger} coming out, an address an {@link Address}, bytes of any length {@link Bytes} (going in a
 * {@link Hash} or array too), a string a {@link String}, arrays and tuples lists.
 */
public final class Abi {

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    private Abi() {}

    /** The first four bytes of calldata. */
    public static byte[] selector(String signature) {
        return Arrays.copyOf(Keccak.hash(signature).toBytes(), 4);
    }

    /** Calldata: the selector and the arguments. */
    public static byte[] call(String signature, Object... arguments) {
        return concat(selector(signature), encode(signature.substring(signature.indexOf('(')), arguments));
    }

    /** Creation code followed by its constructor's arguments. */
    public static byte[] create(byte[] code, String types, Object... arguments) {
        return concat(code, encode(types, arguments));
    }

    /** Values of the types of a tuple, {@code (address,uint256)}. */
    public static byte[] encode(String types, Object... values) {
        return tuple(split(types), Arrays.asList(values));
    }

    /** Values of the types of a tuple; throws {@link IllegalArgumentException} where the data is too short. */
    public static List<Object> decode(String types, byte[] data) {
        return readTuple(split(types), data, 0);
    }

    private static byte[] tuple(List<String> types, List<?> values) {
        if (types.size() != values.size()) {
            throw new IllegalArgumentException("expected values of " + types + ", found " + values.size());
        }
        int head = types.stream().mapToInt(Abi::headBytes).sum();
        ByteArrayOutputStream heads = new ByteArrayOutputStream();
        ByteArrayOutputStream tails = new ByteArrayOutputStream();
        for (int i = 0; i < types.size(); i++) {
            byte[] value = value(types.get(i), values.get(i));
            if (isDynamic(types.get(i))) {
                heads.writeBytes(word(BigInteger.valueOf(head + tails.size())));
                tails.writeBytes(value);
            } else {
                heads.writeBytes(value);
            }
        }
        return concat(heads.toByteArray(), tails.toByteArray());
    }

    private static byte[] value(String type, Object value) {
        if (type.endsWith("]")) {
            List<?> elements = (List<?>) value;
            byte[] body = tuple(Collections.nCopies(elements.size(), element(type)), elements);
            return type.endsWith("[]") ? concat(word(BigInteger.valueOf(elements.size())), body) : body;
        }
        if (type.startsWith("(")) {
            return tuple(split(type), (List<?>) value);
        }
        if (type.equals("bytes") || type.equals("string")) {
            byte[] bytes = bytes(value);
            return concat(word(BigInteger.valueOf(bytes.length)), Arrays.copyOf(bytes, (bytes.length + 31) / 32 * 32));
        }
        if (type.startsWith("bytes")) {
            return Arrays.copyOf(bytes(value), 32);
        }
        return word(number(type, value));
    }

    private static BigInteger number(String type, Object value) {
        if (type.equals("address")) {
            return new BigInteger(1, ((Address) value).toBytes());
        }
        if (type.equals("bool")) {
            return (Boolean) value ? BigInteger.ONE : BigInteger.ZERO;
        }
        if (value instanceof BigInteger big) {
            return big;
        }
        if (value instanceof Long || value instanceof Integer) {
            return BigInteger.valueOf(((Number) value).longValue());
        }
        throw new IllegalArgumentException("expected a value of " + type + ", found " + value);
    }

    private static byte[] bytes(Object value) {
        if (value instanceof Bytes bytes) {
            return bytes.array();
        }
        if (value instanceof Hash hash) {
            return hash.toBytes();
        }
        return value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) value;
    }

    private static List<Object> readTuple(List<String> types, byte[] data, int base) {
        List<Object> values = new ArrayList<>(types.size());
        int at = base;
        for (String type : types) {
            int from = isDynamic(type) ? base + readInt(data, at) : at;
            values.add(read(type, data, from));
            at += headBytes(type);
        }
        return values;
    }

    private static Object read(String type, byte[] data, int at) {
        if (type.endsWith("[]")) {
            int length = readInt(data, at);
            return readTuple(Collections.nCopies(length, element(type)), data, at + 32);
        }
        if (type.endsWith("]")) {
            return readTuple(Collections.nCopies(length(type), element(type)), data, at);
        }
        if (type.startsWith("(")) {
            return readTuple(split(type), data, at);
        }
        if (type.equals("bytes") || type.equals("string")) {
            byte[] bytes = slice(data, at + 32, readInt(data, at));
            return type.equals("bytes") ? new Bytes(bytes) : new String(bytes, StandardCharsets.UTF_8);
        }
        byte[] word = slice(data, at, 32);
        if (type.equals("address")) {
            return Address.fromBytes(word, 12);
        }
        if (type.equals("bool")) {
            return word[31] != 0;
        }
        if (type.startsWith("bytes")) {
            return new Bytes(Arrays.copyOf(word, Integer.parseInt(type.substring(5))));
        }
        return type.startsWith("int") ? new BigInteger(word) : new BigInteger(1, word);
    }

    private static int readInt(byte[] data, int at) {
        BigInteger value = new BigInteger(1, slice(data, at, 32));
        if (value.bitLength() > 31) {
            throw new IllegalArgumentException("expected an offset or length, found " + value);
        }
        return value.intValue();
    }

    private static byte[] slice(byte[] data, int at, int length) {
        if (at < 0 || length < 0 || at + (long) length > data.length) {
            throw new IllegalArgumentException(
                    "expected " + length + " bytes at " + at + ", found only " + data.length + " in all");
        }
        return Arrays.copyOfRange(data, at, at + length);
    }

    private static boolean isDynamic(String type) {
        if (type.endsWith("[]") || type.equals("bytes") || type.equals("string")) {
            return true;
        }
        if (type.endsWith("]")) {
            return isDynamic(element(type));
        }
        return type.startsWith("(") && split(type).stream().anyMatch(Abi::isDynamic);
    }

    private static int headBytes(String type) {
        if (isDynamic(type)) {
            return 32;
        }
        if (type.endsWith("]")) {
            return length(type) * headBytes(element(type));
        }
        return type.startsWith("(")
                ? split(type).stream().mapToInt(Abi::headBytes).sum()
                : 32;
    }

    private static String element(String array) {
        return array.substring(0, array.lastIndexOf('['));
    }

    private static int length(String array) {
        return Integer.parseInt(array.substring(array.lastIndexOf('[') + 1, array.length() - 1));
    }

    /** The types between the commas of a tuple that stand in no inner parentheses. */
    private static List<String> split(String tuple) {
        String inner = tuple.substring(1, tuple.length() - 1);
        List<String> types = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= inner.length(); i++) {
            char c = i == inner.length() ? ',' : inner.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0 && i > start) {
                types.add(inner.substring(start, i));
                start = i + 1;
            }
        }
        return types;
    }

    private static byte[] word(BigInteger value) {
        byte[] magnitude = value.mod(MODULUS).toByteArray();
        byte[] word = new byte[32];
        int length = Math.min(32, magnitude.length);
        System.arraycopy(magnitude, magnitude.length - length, word, 32 - length, length);
        return word;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
