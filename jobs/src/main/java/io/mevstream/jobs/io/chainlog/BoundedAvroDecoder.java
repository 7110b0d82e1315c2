package io.mevstream.jobs.io.chainlog;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Reads Avro's binary encoding from an array, and allocates nothing for a length before that many bytes are known to be
 * there. (Avro's own decoder allocates what a length asks for.) Throws {@link EOFException} where the bytes end early
 * and {@link AvroRuntimeException} where they are not Avro. Every element of an array or map of ours takes at least one
 * byte, so that a count above the bytes left is refused too.
 */
final class BoundedAvroDecoder extends Decoder {

    private byte[] bytes = {};
    private int at;

    void reset(byte[] source, int offset) {
        bytes = source;
        at = offset;
    }

    int remaining() {
        return bytes.length - at;
    }

    @Override
    public void readNull() {}

    @Override
    public boolean readBoolean() throws IOException {
        int value = next();
        if (value > 1) throw new AvroRuntimeException("expected a boolean of 0 or 1, found " + value);
        return value == 1;
    }

    @Override
    public int readInt() throws IOException {
        long value = readLong();
        if (value != (int) value) throw new AvroRuntimeException("expected an int, found " + value);
        return (int) value;
    }

    @Override
    public long readLong() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = next();
            if (shift == 63 && b > 1) break;
            value |= (long) (b & 0x7f) << shift;
            if (b < 0x80) return value >>> 1 ^ -(value & 1);
        }
        throw new AvroRuntimeException("expected a long of at most 64 bits, found more");
    }

    @Override
    public float readFloat() throws IOException {
        int start = take(4);
        return Float.intBitsToFloat(Integer.reverseBytes(ByteBuffer.wrap(bytes).getInt(start)));
    }

    @Override
    public double readDouble() throws IOException {
        int start = take(8);
        return Double.longBitsToDouble(Long.reverseBytes(ByteBuffer.wrap(bytes).getLong(start)));
    }

    @Override
    public Utf8 readString(Utf8 old) throws IOException {
        return new Utf8(readString());
    }

    @Override
    public String readString() throws IOException {
        int length = length();
        int start = take(length);
        // Strict: a replacement character would be a different string, silently.
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes, start, length))
                .toString();
    }

    @Override
    public void skipString() throws IOException {
        skipBytes();
    }

    @Override
    public ByteBuffer readBytes(ByteBuffer old) throws IOException {
        int length = length();
        int start = take(length);
        byte[] copy = new byte[length];
        System.arraycopy(bytes, start, copy, 0, length);
        return ByteBuffer.wrap(copy);
    }

    @Override
    public void skipBytes() throws IOException {
        take(length());
    }

    @Override
    public void readFixed(byte[] target, int start, int length) throws IOException {
        System.arraycopy(bytes, take(length), target, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        take(length);
    }

    @Override
    public int readEnum() throws IOException {
        return readInt();
    }

    @Override
    public long readArrayStart() throws IOException {
        long count = readLong();
        if (count < 0) {
            // A negative count is followed by the block's size in bytes, which only helps who skips.
            count = -count;
            readLong();
        }
        if (count < 0 || count > remaining()) {
            throw new EOFException("expected " + count + " elements, found " + remaining() + " bytes");
        }
        return count;
    }

    @Override
    public long arrayNext() throws IOException {
        return readArrayStart();
    }

    @Override
    public long skipArray() throws IOException {
        return readArrayStart();
    }

    @Override
    public long readMapStart() throws IOException {
        return readArrayStart();
    }

    @Override
    public long mapNext() throws IOException {
        return readArrayStart();
    }

    @Override
    public long skipMap() throws IOException {
        return readArrayStart();
    }

    @Override
    public int readIndex() throws IOException {
        return readInt();
    }

    private int length() throws IOException {
        long length = readLong();
        if (length < 0 || length > remaining()) {
            throw new EOFException("expected " + length + " bytes, found " + remaining());
        }
        return (int) length;
    }

    private int next() throws IOException {
        return bytes[take(1)] & 0xff;
    }

    private int take(int count) throws IOException {
        if (count > remaining()) throw new EOFException("expected " + count + " bytes, found " + remaining());
        int start = at;
        at += count;
        return start;
    }
}
