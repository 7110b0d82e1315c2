package io.mevstream.jobs.io.jsonrpc;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.jobs.io.jsonrpc.InputRefusal.Reason;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON-RPC object with its fields read as what the execution API specification says they are: quantities are {@code 0x}
 * and hexadecimal digits without leading zeros, data is {@code 0x} and an even number of digits. {@code null} is an absent
 * field.
 */
final class RpcObject {

    private final Map<?, ? extends @Nullable Object> fields;

    private RpcObject(Map<?, ? extends @Nullable Object> fields) {
        this.fields = fields;
    }

    /** The value as an object. */
    static RpcObject of(@Nullable Object value) throws Unreadable {
        if (!(value instanceof Map<?, ? extends @Nullable Object> fields)) {
            throw new Unreadable(Reason.FIELD_MALFORMED, "expected an object, found " + describe(value));
        }
        return new RpcObject(fields);
    }

    Map<?, ? extends @Nullable Object> fields() {
        return fields;
    }

    /** Whether the field is there and not {@code null}. */
    boolean has(String name) {
        return fields.get(name) != null;
    }

    /** Whether the field is there, if only as {@code null}. */
    boolean states(String name) {
        return fields.containsKey(name);
    }

    @Nullable
    Object get(String name) {
        return fields.get(name);
    }

    List<?> list(String name) throws Unreadable {
        List<?> list = listOrNull(name);
        return list == null ? List.of() : list;
    }

    @Nullable
    List<?> listOrNull(String name) throws Unreadable {
        Object value = fields.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw malformed(name, "a list", value);
    }

    /** False where absent. */
    boolean flag(String name) throws Unreadable {
        Object value = fields.get(name);
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw malformed(name, "true or false", value);
    }

    long quantity(String name) throws Unreadable {
        return required(name, quantityOrNull(name));
    }

    /** A quantity of at most 2^63 - 1. */
    @Nullable
    Long quantityOrNull(String name) throws Unreadable {
        Text text = stringOrNull(name);
        if (text == null) {
            return null;
        }
        if (text.isQuantity() && text.length() <= 18) {
            long value = text.unsigned().w0();
            if (value >= 0) {
                return value;
            }
        }
        throw malformed(name, "a quantity below 2^63", text);
    }

    /** A time in seconds: a quantity, or a number, as anvil has it in receipts. */
    @Nullable
    Long secondsOrNull(String name) throws Unreadable {
        return fields.get(name) instanceof Long seconds && seconds >= 0 ? seconds : quantityOrNull(name);
    }

    int index(String name) throws Unreadable {
        long value = quantity(name);
        if (value > 1 << 24) {
            throw malformed(name, "an index below 2^24", fields.get(name));
        }
        return (int) value;
    }

    UInt256 number(String name) throws Unreadable {
        return required(name, numberOrNull(name));
    }

    @Nullable
    UInt256 numberOrNull(String name) throws Unreadable {
        Text text = stringOrNull(name);
        if (text == null) {
            return null;
        }
        if (!text.isQuantity() || text.length() > 66) {
            throw malformed(name, "a quantity of up to 256 bits", text);
        }
        return text.unsigned();
    }

    /** Half a signature, which some nodes pad with zeros to 32 bytes. */
    UInt256 signaturePart(String name) throws Unreadable {
        Text text = required(name, stringOrNull(name));
        if (!text.isHexadecimal() || text.length() < 3 || text.length() > 66) {
            throw malformed(name, "a number of up to 256 bits", text);
        }
        return text.unsigned();
    }

    Hash hash(String name) throws Unreadable {
        return required(name, hashOrNull(name));
    }

    @Nullable
    Hash hashOrNull(String name) throws Unreadable {
        byte[] bytes = bytesOrNull(name, Hash.LENGTH);
        return bytes == null ? null : Hash.fromBytes(bytes, 0);
    }

    Address address(String name) throws Unreadable {
        return required(name, addressOrNull(name));
    }

    @Nullable
    Address addressOrNull(String name) throws Unreadable {
        byte[] bytes = bytesOrNull(name, Address.LENGTH);
        return bytes == null ? null : Address.fromBytes(bytes, 0);
    }

    Bytes data(String name) throws Unreadable {
        return new Bytes(required(name, bytesOrNull(name, -1)));
    }

    Bytes data(String name, int length) throws Unreadable {
        return new Bytes(required(name, bytesOrNull(name, length)));
    }

    @Nullable
    Bytes dataOrNull(String name, int length) throws Unreadable {
        byte[] bytes = bytesOrNull(name, length);
        return bytes == null ? null : new Bytes(bytes);
    }

    /** A list of 32-byte values; empty where absent. */
    List<Hash> hashes(String name) throws Unreadable {
        List<?> values = list(name);
        List<Hash> hashes = new ArrayList<>(values.size());
        for (Object value : values) {
            hashes.add(hashOf(name, value));
        }
        return hashes;
    }

    static Hash hashOf(String name, @Nullable Object value) throws Unreadable {
        if (!(value instanceof Text text)) {
            throw malformed(name, "32 bytes", value);
        }
        return Hash.fromBytes(bytes(name, text, Hash.LENGTH), 0);
    }

    String text(String name) throws Unreadable {
        return required(name, textOrNull(name));
    }

    private byte @Nullable [] bytesOrNull(String name, int length) throws Unreadable {
        Text text = stringOrNull(name);
        return text == null ? null : bytes(name, text, length);
    }

    private static byte[] bytes(String name, Text text, int length) throws Unreadable {
        try {
            return length < 0 ? text.data() : text.data(length);
        } catch (IllegalArgumentException e) {
            throw new Unreadable(Reason.FIELD_MALFORMED, name + ": " + e.getMessage());
        }
    }

    @Nullable
    String textOrNull(String name) throws Unreadable {
        Text text = stringOrNull(name);
        return text == null ? null : text.toString();
    }

    private @Nullable Text stringOrNull(String name) throws Unreadable {
        Object value = fields.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Text text) {
            return text;
        }
        throw malformed(name, "a string", value);
    }

    static <T> T required(String name, @Nullable T value) throws Unreadable {
        if (value == null) {
            throw new Unreadable(Reason.FIELD_MISSING, "expected the field " + name + ", found none");
        }
        return value;
    }

    static Unreadable malformed(String name, String expected, @Nullable Object found) {
        return new Unreadable(Reason.FIELD_MALFORMED, name + ": expected " + expected + ", found " + describe(found));
    }

    private static String describe(@Nullable Object value) {
        if (value instanceof Map<?, ?>) return "an object";
        if (value instanceof List<?>) return "a list";
        if (value instanceof Number) return "a number";
        String text = String.valueOf(value);
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }
}
