package io.mevstream.jobs.io.clickhouse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer with the primitives of ClickHouse's RowBinary format, which is little-endian. */
final class RowBinary {

    private byte[] buffer = new byte[512];
    private int size;

    void clear() {
        size = 0;
    }

    byte[] toBytes() {
        return Arrays.copyOf(buffer, size);
    }

    void int8(int value) {
        reserve(1);
        buffer[size++] = (byte) value;
    }

    void int16(int value) {
        int8(value);
        int8(value >> 8);
    }

    void int32(int value) {
        int16(value);
        int16(value >> 16);
    }

    void int64(long value) {
        reserve(8);
        for (int shift = 0; shift < 64; shift += 8) {
            buffer[size++] = (byte) (value >>> shift);
        }
    }

    /** LEB128, as lengths are written. */
    void length(int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            int8(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        int8(rest);
    }

    void raw(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
    }

    void string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        length(bytes.length);
        raw(bytes);
    }

    private void reserve(int more) {
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }
}
