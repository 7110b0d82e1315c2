package io.mevstream.decode;

import io.mevstream.chain.Bytes;
import io.mevstream.num.Words;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Reads ABI-encoded data in the one form that compilers produce: dynamic values stand behind the fixed part in the order
 * of their offsets, without gaps or overlaps, padded with zeros to whole words, and nothing follows the last. So every
 * byte is read exactly once, and no length is believed that the data does not cover.
 */
final class AbiReader {

    private final byte[] data;
    /** Where the next dynamic value must begin; in the end, the length of the data. */
    private int tail;

    AbiReader(byte[] data) {
        this.data = data;
    }

    /** Reads values of these types, which are the whole data. */
    Object[] readAll(AbiType[] types) throws Refused {
        Object[] values = readMembers(Arrays.asList(types), 0);
        if (tail != data.length) {
            throw new Refused(RejectionReason.DATA_LENGTH, "expected " + tail + " bytes of data, found " + data.length);
        }
        return values;
    }

    /** Reads consecutive members whose fixed part begins at {@code base}; their dynamic parts follow at the tail. */
    private Object[] readMembers(List<AbiType> types, int base) throws Refused {
        int head = base;
        for (AbiType type : types) {
            head += type.headBytes();
        }
        requireInside(head);
        tail = head;
        Object[] values = new Object[types.size()];
        int at = base;
        for (int i = 0; i < values.length; i++) {
            values[i] = readMember(types.get(i), at, base);
            at += types.get(i).headBytes();
        }
        return values;
    }

    private Object readMember(AbiType type, int at, int base) throws Refused {
        if (!type.isDynamic()) {
            return readStatic(type, at);
        }
        int offset = readSize(at, "offset");
        if (offset != tail - base) {
            throw new Refused(RejectionReason.BAD_OFFSET, "expected offset " + (tail - base) + ", found " + offset);
        }
        return readDynamic(type, tail);
    }

    private Object readStatic(AbiType type, int at) throws Refused {
        if (type instanceof AbiType.Word word) {
            return word.read(
                    Words.read(data, at),
                    Words.read(data, at + 8),
                    Words.read(data, at + 16),
                    Words.read(data, at + 24));
        }
        List<AbiType> members = type instanceof AbiType.Array array
                ? Collections.nCopies(array.length(), array.element())
                : ((AbiType.Tuple) type).members();
        Object[] values = new Object[members.size()];
        int member = at;
        for (int i = 0; i < values.length; i++) {
            values[i] = readStatic(members.get(i), member);
            member += members.get(i).headBytes();
        }
        return listOf(values);
    }

    private Object readDynamic(AbiType type, int at) throws Refused {
        if (type instanceof AbiType.ByteString string) {
            return readByteString(string, at);
        }
        if (type instanceof AbiType.Tuple tuple) {
            return listOf(readMembers(tuple.members(), at));
        }
        AbiType.Array array = (AbiType.Array) type;
        if (array.length() >= 0) {
            return listOf(readMembers(Collections.nCopies(array.length(), array.element()), at));
        }
        requireInside(at + 32L);
        int length = readSize(at, "length");
        requireInside(at + 32L + (long) length * array.element().headBytes());
        return listOf(readMembers(Collections.nCopies(length, array.element()), at + 32));
    }

    private Object readByteString(AbiType.ByteString type, int at) throws Refused {
        requireInside(at + 32L);
        int length = readSize(at, "length");
        int start = at + 32;
        long end = start + ((length + 31L) & ~31L);
        requireInside(end);
        for (int i = start + length; i < end; i++) {
            if (data[i] != 0) {
                throw new Refused(RejectionReason.DIRTY_PADDING, "expected zeros after " + type + ", found " + data[i]);
            }
        }
        tail = (int) end;
        return type.isText() ? text(start, length) : new Bytes(Arrays.copyOfRange(data, start, start + length));
    }

    private String text(int start, int length) throws Refused {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(data, start, length))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw Refused.impossible("expected UTF-8 text, found other bytes");
        }
    }

    /** An offset or length, which cannot exceed the length of the data. */
    private int readSize(int at, String what) throws Refused {
        long high = Words.read(data, at) | Words.read(data, at + 8) | Words.read(data, at + 16);
        long low = Words.read(data, at + 24);
        if (high != 0 || low < 0 || low > data.length) {
            throw new Refused(
                    RejectionReason.BAD_OFFSET, "expected an " + what + " within " + data.length + " bytes of data");
        }
        return (int) low;
    }

    private void requireInside(long end) throws Refused {
        if (end > data.length) {
            throw new Refused(
                    RejectionReason.BAD_OFFSET, "expected at least " + end + " bytes of data, found " + data.length);
        }
    }

    private static List<Object> listOf(Object[] values) {
        return Collections.unmodifiableList(Arrays.asList(values));
    }
}
