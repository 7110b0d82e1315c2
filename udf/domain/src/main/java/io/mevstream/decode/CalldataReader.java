package io.mevstream.decode;

import io.mevstream.chain.Bytes;
import io.mevstream.num.Words;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Reads ABI-encoded calldata and return data as the contracts that take it do: dynamic values stand where their offsets
 * point, in any order, and what nothing points to is ignored; in calldata so is what stands beside a value in its word, for
 * searchers save gas with it and old tokens do not mind. (Logs are written by compilers and read by {@link AbiReader};
 * calldata is written by whoever likes, and contracts take more than compilers write.) Nothing outside the data is read,
 * and every value word at most a few times, however the offsets point.
 */
final class CalldataReader {

    private static final int READS_OF_A_WORD = 4;

    /** Whether words may hold more than their types. */
    enum Padding {
        /** What is returned was written by a compiler: nothing may stand beside a value. */
        CLEAN,
        /** What is called with is whatever the contract called took. */
        MASKED
    }

    private final byte[] data;
    private final Padding padding;
    private long budget;

    CalldataReader(byte[] data, Padding padding) {
        this.data = data;
        this.padding = padding;
        budget = 64 + (long) READS_OF_A_WORD * (data.length / 32);
    }

    /** Reads the values that a tuple of these types at {@code base} holds. */
    Object[] readAll(List<AbiType> types, int base) throws Refused {
        Object[] values = new Object[types.size()];
        int at = base;
        for (int i = 0; i < values.length; i++) {
            AbiType type = types.get(i);
            values[i] = type.isDynamic() ? dynamic(type, base + size(at)) : fixed(type, at);
            at += type.headBytes();
        }
        return values;
    }

    private Object fixed(AbiType type, int at) throws Refused {
        if (type instanceof AbiType.Word word) {
            require(at, 32);
            long w3 = Words.read(data, at);
            long w2 = Words.read(data, at + 8);
            long w1 = Words.read(data, at + 16);
            long w0 = Words.read(data, at + 24);
            return padding == Padding.CLEAN ? word.read(w3, w2, w1, w0) : word.readMasked(w3, w2, w1, w0);
        }
        List<AbiType> members = type instanceof AbiType.Array array
                ? Collections.nCopies(array.length(), array.element())
                : ((AbiType.Tuple) type).members();
        return Collections.unmodifiableList(Arrays.asList(readAll(members, at)));
    }

    private Object dynamic(AbiType type, long start) throws Refused {
        if (start > data.length) {
            throw outside(start);
        }
        int at = (int) start;
        if (type instanceof AbiType.ByteString string) {
            int length = size(at);
            require(at + 32L, length);
            byte[] bytes = Arrays.copyOfRange(data, at + 32, at + 32 + length);
            return string.isText() ? new String(bytes, StandardCharsets.UTF_8) : new Bytes(bytes);
        }
        if (type instanceof AbiType.Tuple tuple) {
            return Collections.unmodifiableList(Arrays.asList(readAll(tuple.members(), at)));
        }
        AbiType.Array array = (AbiType.Array) type;
        boolean counted = array.length() < 0;
        int length = counted ? size(at) : array.length();
        int base = counted ? at + 32 : at;
        require(base, (long) length * array.element().headBytes());
        return Collections.unmodifiableList(Arrays.asList(readAll(Collections.nCopies(length, array.element()), base)));
    }

    /** An offset or length, which cannot exceed the length of the data. */
    private int size(int at) throws Refused {
        require(at, 32);
        long high = Words.read(data, at) | Words.read(data, at + 8) | Words.read(data, at + 16);
        long low = Words.read(data, at + 24);
        if (high != 0 || low < 0 || low > data.length) {
            throw new Refused(RejectionReason.BAD_OFFSET, "expected an offset within " + data.length + " bytes");
        }
        return (int) low;
    }

    private void require(long at, long length) throws Refused {
        budget -= 1 + length / 32;
        if (at + length > data.length) {
            throw outside(at + length);
        }
        if (budget < 0) {
            throw new Refused(RejectionReason.BAD_OFFSET, "expected values beside each other, found them overlapping");
        }
    }

    private Refused outside(long end) {
        return new Refused(
                RejectionReason.DATA_LENGTH, "expected at least " + end + " bytes of data, found " + data.length);
    }
}
