package io.mevstream.integrity;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.num.UInt256;
import java.util.Arrays;

/**
 * Writes recursive length prefixes (yellow paper, appendix B) into one growing buffer. A list is begun, filled and ended;
 * its payload is moved by the width of its prefix once that is known. One writer encodes a whole block, so nothing is
 * allocated for each item; the tests' naive twin is web3j's encoder.
 */
final class RlpWriter {

    private byte[] buffer;
    private int length;

    RlpWriter(int capacity) {
        buffer = new byte[capacity];
    }

    int length() {
        return length;
    }

    /** Forgets everything from {@code newLength} on. */
    void truncate(int newLength) {
        length = newLength;
    }

    /** The hash of everything from {@code from} on. */
    Hash hashFrom(int from) {
        return Keccak.hash(buffer, from, length - from);
    }

    /** Holds what has been written up to now, and will; what is appended later may stand in another array. */
    byte[] array() {
        return buffer;
    }

    byte[] copyFrom(int from) {
        return Arrays.copyOfRange(buffer, from, length);
    }

    /** Appends a copy of this writer's own bytes {@code from} to {@code to} as a string. */
    void ownString(int from, int to) {
        int size = to - from;
        ensure(size + 9);
        string(buffer, from, size);
    }

    void rawByte(int value) {
        ensure(1);
        buffer[length++] = (byte) value;
    }

    /** Appends items that are encoded already. */
    void rawBytes(byte[] bytes, int offset, int size) {
        ensure(size);
        System.arraycopy(bytes, offset, buffer, length, size);
        length += size;
    }

    /** Returns what {@link #endList} needs. */
    int beginList() {
        return length;
    }

    void endList(int begin) {
        int payload = length - begin;
        int prefix = payload <= 55 ? 1 : 1 + byteLength(payload);
        ensure(prefix);
        System.arraycopy(buffer, begin, buffer, begin + prefix, payload);
        length = begin;
        prefix(0xc0, payload);
        length += payload;
    }

    void string(Bytes bytes) {
        string(bytes.array(), 0, bytes.length());
    }

    void string(byte[] bytes, int offset, int size) {
        ensure(size + 9);
        if (size != 1 || bytes[offset] < 0) {
            prefix(0x80, size);
        }
        System.arraycopy(bytes, offset, buffer, length, size);
        length += size;
    }

    void hash(Hash hash) {
        ensure(33);
        buffer[length++] = (byte) 0xa0;
        hash.toBytes(buffer, length);
        length += Hash.LENGTH;
    }

    void address(Address address) {
        ensure(21);
        buffer[length++] = (byte) 0x94;
        address.toBytes(buffer, length);
        length += Address.LENGTH;
    }

    void emptyString() {
        rawByte(0x80);
    }

    /** A number without leading zeros; the long is read as unsigned. */
    void number(long value) {
        number(0, 0, 0, value);
    }

    void number(UInt256 value) {
        number(value.w3(), value.w2(), value.w1(), value.w0());
    }

    private void number(long w3, long w2, long w1, long w0) {
        ensure(33);
        if ((w3 | w2 | w1) == 0 && w0 >= 0 && w0 < 0x80) {
            buffer[length++] = w0 == 0 ? (byte) 0x80 : (byte) w0;
            return;
        }
        int at = length++;
        word(w3, at);
        word(w2, at);
        word(w1, at);
        word(w0, at);
        buffer[at] = (byte) (0x80 + length - at - 1);
    }

    private void word(long word, int prefixAt) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            int digit = (int) (word >>> shift) & 0xff;
            if (digit != 0 || length > prefixAt + 1) {
                buffer[length++] = (byte) digit;
            }
        }
    }

    private void prefix(int base, int size) {
        if (size <= 55) {
            buffer[length++] = (byte) (base + size);
            return;
        }
        int width = byteLength(size);
        buffer[length++] = (byte) (base + 55 + width);
        for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
            buffer[length++] = (byte) (size >>> shift);
        }
    }

    private static int byteLength(int size) {
        return (39 - Integer.numberOfLeadingZeros(size)) / 8;
    }

    private void ensure(int more) {
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + more));
        }
    }
}
