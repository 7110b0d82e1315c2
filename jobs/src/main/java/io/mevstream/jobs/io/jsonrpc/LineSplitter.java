package io.mevstream.jobs.io.jsonrpc;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Splits a stream at its line feeds. */
final class LineSplitter {

    private final InputStream stream;
    private final int limit;
    private final byte[] block = new byte[1 << 16];
    private int at;
    private int end;

    /** Of a line longer than {@code limit} only {@code limit + 1} bytes are kept. */
    LineSplitter(InputStream stream, int limit) {
        this.stream = stream;
        this.limit = limit;
    }

    /** The next line without its line feed; null at the end. */
    @Nullable
    Chunk next() throws IOException {
        Chunk line = null;
        while (at < end || fill()) {
            line = line == null ? new Chunk(1 << 12) : line;
            int from = at;
            while (at < end && block[at] != '\n') {
                at++;
            }
            line.append(block, from, Math.min(at, from + limit + 1 - line.length()));
            if (at < end) {
                at++;
                return line;
            }
        }
        return line;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, stream.read(block));
        return end > 0;
    }
}
