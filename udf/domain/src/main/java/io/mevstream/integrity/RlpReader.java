package io.mevstream.integrity;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.num.UInt256;

/**
 * Reads the items of one RLP list in turn, in the shortest encoding only: so one value has one encoding, and one hash. It checks every
 * length against what is left, and never follows nesting by itself. Moves over the bytes without copying them.
 */
final class RlpReader {

    private static final int SHORT = 55;

    private final byte[] bytes;
    private int at;
    private final int end;

    /** Over the items between two offsets. */
    RlpReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    int at() {
        return at;
    }

    boolean hasNext() {
        return at < end;
    }

    void expectEnd() {
        if (at != end) {
            throw new IllegalArgumentException("expected the end of an RLP list, found " + (end - at) + " bytes more");
        }
    }

    /** Enters the list that comes next; its items and nothing behind it are read from then on. */
    RlpReader list() {
        int length = header(0xc0);
        RlpReader inner = new RlpReader(bytes, at, at + length);
        at += length;
        return inner;
    }

    /** Passes over the string that comes next; the length of its content, which ends at {@link #at}. */
    int string() {
        int head = peek();
        if (head < 0x80) {
            at++;
            return 1;
        }
        int length = header(0x80);
        if (length == 1 && (bytes[at] & 0xff) < 0x80) {
            throw new IllegalArgumentException("expected the shortest RLP, found one byte with a length");
        }
        at += length;
        return length;
    }

    /** A number of up to 256 bits. */
    UInt256 number() {
        int length = string();
        if (length > Hash.LENGTH || (length > 0 && bytes[at - length] == 0)) {
            throw new IllegalArgumentException("expected a number of up to 32 bytes without leading zeros");
        }
        if (length <= 8) {
            return new UInt256(0, 0, 0, word(at - length, length));
        }
        byte[] padded = new byte[Hash.LENGTH];
        System.arraycopy(bytes, at - length, padded, Hash.LENGTH - length, length);
        return UInt256.fromBytes(padded, 0);
    }

    /** A number below 2^63. */
    long small() {
        int length = string();
        if (length > 8 || (length > 0 && bytes[at - length] == 0) || (length == 8 && bytes[at - length] < 0)) {
            throw new IllegalArgumentException("expected a number below 2^63 without leading zeros");
        }
        return word(at - length, length);
    }

    Address address() {
        expectLength(string(), Address.LENGTH);
        return Address.fromBytes(bytes, at - Address.LENGTH);
    }

    Hash hash() {
        expectLength(string(), Hash.LENGTH);
        return Hash.fromBytes(bytes, at - Hash.LENGTH);
    }

    private static void expectLength(int found, int expected) {
        if (found != expected) {
            throw new IllegalArgumentException("expected " + expected + " bytes, found " + found);
        }
    }

    private long word(int from, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = (value << 8) | (bytes[from + i] & 0xff);
        }
        return value;
    }

    private int peek() {
        if (at >= end) {
            throw new IllegalArgumentException("expected another RLP item, found the end");
        }
        return bytes[at] & 0xff;
    }

    /** The length of a string's or list's content, with the reader moved to its first byte. */
    private int header(int base) {
        int head = peek();
        boolean fits = base == 0x80 ? head >= 0x80 && head < 0xc0 : head >= 0xc0;
        if (!fits) {
            throw new IllegalArgumentException(
                    "expected an RLP " + (base == 0x80 ? "string" : "list") + ", found the other");
        }
        at++;
        long length = (long) head - base;
        if (length > SHORT) {
            int size = (int) length - SHORT;
            if (size > 4 || size > end - at || bytes[at] == 0) {
                throw new IllegalArgumentException("expected an RLP length of up to 4 bytes without leading zeros");
            }
            length = word(at, size);
            at += size;
            if (length <= SHORT) {
                throw new IllegalArgumentException("expected the shortest RLP, found a long length for " + length);
            }
        }
        if (length > end - at) {
            throw new IllegalArgumentException("expected " + length + " bytes of RLP, found " + (end - at));
        }
        return (int) length;
    }
}
