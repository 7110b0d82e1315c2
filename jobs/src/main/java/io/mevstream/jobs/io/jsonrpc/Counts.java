package io.mevstream.jobs.io.jsonrpc;

import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields that are JSON numbers: JSON-RPC has none but in traces. */
final class Counts {

    private Counts() {}

    /** The name under which the field stands: the first, or the second where that is there. */
    static String spelling(RpcObject object, String name, String other) {
        return object.states(other) ? other : name;
    }

    /** A JSON number from 0 to 2^63 - 1. */
    static long count(RpcObject object, String name) throws Unreadable {
        return RpcObject.required(name, countOrNull(object, name));
    }

    static @Nullable Long countOrNull(RpcObject object, String name) throws Unreadable {
        Object value = object.get(name);
        if (value == null || value instanceof Long count && count >= 0) {
            return (Long) value;
        }
        throw RpcObject.malformed(name, "a whole number below 2^63", value);
    }

    /** A JSON number that is an index. */
    static int place(RpcObject object, String name) throws Unreadable {
        return placeOf(name, count(object, name));
    }

    /** A list of JSON numbers that are indexes. */
    static List<Integer> places(RpcObject object, String name) throws Unreadable {
        List<?> values = RpcObject.required(name, object.listOrNull(name));
        List<Integer> places = new ArrayList<>(values.size());
        for (Object value : values) {
            if (!(value instanceof Long count)) {
                throw RpcObject.malformed(name, "a list of whole numbers", value);
            }
            places.add(placeOf(name, count));
        }
        return List.copyOf(places);
    }

    private static int placeOf(String name, long count) throws Unreadable {
        if (count < 0 || count > 1 << 24) {
            throw RpcObject.malformed(name, "an index below 2^24", count);
        }
        return (int) count;
    }

    static @Nullable UInt256 countOf256BitsOrNull(RpcObject object, String name) throws Unreadable {
        Object value = object.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Long count && count >= 0) {
            return UInt256.of(count);
        }
        if (value instanceof BigInteger count && count.signum() >= 0 && count.bitLength() <= 256) {
            return UInt256.of(count);
        }
        throw RpcObject.malformed(name, "a whole number of up to 256 bits", value);
    }

    /** A JSON number from 0 to 2^64 - 1, as unsigned bits. */
    static long countOf64Bits(RpcObject object, String name) throws Unreadable {
        UInt256 value = RpcObject.required(name, countOf256BitsOrNull(object, name));
        if (value.bitLength() > 64) {
            throw RpcObject.malformed(name, "a whole number below 2^64", value);
        }
        return value.w0();
    }
}
