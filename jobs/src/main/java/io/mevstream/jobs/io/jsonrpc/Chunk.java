package io.mevstream.jobs.io.jsonrpc;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Bytes being collected: a file or a line. */
final class Chunk {

    private byte[] buffer;
    private int length;

    Chunk(int capacity) {
        buffer = new byte[capacity];
    }

    byte[] buffer() {
        return buffer;
    }

    int length() {
        return length;
    }

    boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    void append(byte[] bytes, int from, int to) {
        ensure(to - from);
        System.arraycopy(bytes, from, buffer, length, to - from);
        length += to - from;
    }

    /** Reads until the stream ends or {@code limit} bytes are there; keeps what came before the stream failed. */
    void fill(InputStream stream, int limit) throws IOException {
        while (length < limit) {
            ensure(1);
            int read = stream.read(buffer, length, Math.min(buffer.length, limit) - length);
            if (read < 0) {
                return;
            }
            length += read;
        }
    }

    private void ensure(int more) {
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + more));
        }
    }
}
