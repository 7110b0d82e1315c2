package io.mevstream.devchain.builder;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Reads the items of one RLP list in turn. It never follows nesting by itself, so no input makes it deep, and it checks every
 * length against what is left. It takes encodings that are not the shortest: whoever needs the only one encodes again and compares.
 */
final class RlpCursor {

    private final byte[] bytes;
    private final int end;
    private int at;

    private RlpCursor(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    /** Over the content of the list that fills the bytes from the offset on. */
    static RlpCursor ofList(byte[] bytes, int offset) {
        RlpCursor outer = new RlpCursor(bytes, offset, bytes.length);
        RlpCursor list = outer.list();
        outer.expectEnd();
        return list;
    }

    /** The content of the string that fills the bytes. */
    static byte[] ofString(byte[] bytes) {
        RlpCursor outer = new RlpCursor(bytes, 0, bytes.length);
        byte[] content = outer.string();
        outer.expectEnd();
        return content;
    }

    boolean hasNext() {
        return at < end;
    }

    void expectEnd() {
        if (at != end) {
            throw new IllegalArgumentException("expected the end of an RLP item, found " + (end - at) + " bytes more");
        }
    }

    RlpCursor list() {
        int head = head();
        if (head < 0xc0) {
            throw new IllegalArgumentException("expected an RLP list, found a string");
        }
        int length = length(head, 0xc0);
        RlpCursor list = new RlpCursor(bytes, at, at + length);
        at += length;
        return list;
    }

    byte[] string() {
        int head = head();
        if (head >= 0xc0) {
            throw new IllegalArgumentException("expected an RLP string, found a list");
        }
        if (head < 0x80) {
            return new byte[] {(byte) head};
        }
        int length = length(head, 0x80);
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    Bytes data() {
        return new Bytes(string());
    }

    UInt256 number() {
        byte[] digits = string();
        if (digits.length > Hash.LENGTH) {
            throw new IllegalArgumentException("expected a number of at most 32 bytes, found " + digits.length);
        }
        return UInt256.of(new BigInteger(1, digits));
    }

    long smallNumber() {
        BigInteger number = number().toBigInteger();
        if (number.bitLength() > 63) {
            throw new IllegalArgumentException("expected a number below 2^63, found " + number);
        }
        return number.longValue();
    }

    Address address() {
        return Address.fromBytes(fixed(Address.LENGTH), 0);
    }

    Hash hash() {
        return Hash.fromBytes(fixed(Hash.LENGTH), 0);
    }

    private byte[] fixed(int length) {
        byte[] content = string();
        if (content.length != length) {
            throw new IllegalArgumentException("expected " + length + " bytes, found " + content.length);
        }
        return content;
    }

    private int head() {
        if (at >= end) {
            throw new IllegalArgumentException("expected a further RLP item, found the end");
        }
        return bytes[at++] & 0xff;
    }

    /** The content's length, with the cursor moved to its first byte. */
    private int length(int head, int base) {
        long length = head - base;
        if (length > 55) {
            int size = (int) length - 55;
            if (size > 4 || size > end - at) {
                throw new IllegalArgumentException("expected an RLP length within " + (end - at) + " bytes");
            }
            length = 0;
            for (int i = 0; i < size; i++) {
                length = length << 8 | bytes[at++] & 0xff;
            }
        }
        if (length > end - at) {
            throw new IllegalArgumentException("expected " + length + " bytes of RLP, found " + (end - at));
        }
        return (int) length;
    }
}
