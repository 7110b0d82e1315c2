package io.mevstream.jobs.io.jsonrpc;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Entries set aside until the input ends: in memory up to a budget, beyond it in a file that vanishes when it is closed. */
final class EntrySpool implements Closeable {

    private final @Nullable Path folder;
    private final long memoryBytes;
    private @Nullable FileChannel file;
    private long inMemory;
    private long end;

    /** @param folder where the file is made; null for the system's folder of temporary files */
    EntrySpool(@Nullable Path folder, long memoryBytes) {
        this.folder = folder;
        this.memoryBytes = memoryBytes;
    }

    /** An entry set aside; {@code bytes} is null where it lies in the file. */
    record Kept(String source, long number, byte @Nullable [] bytes, long offset, int length) {}

    Kept keep(Entry entry) {
        if (inMemory + entry.length() <= memoryBytes) {
            inMemory += entry.length();
            return new Kept(entry.file(), entry.number(), entry.bytes(), 0, entry.length());
        }
        try {
            FileChannel to = file == null ? open() : file;
            file = to;
            long at = end;
            ByteBuffer buffer = ByteBuffer.wrap(entry.buffer(), entry.from(), entry.length());
            while (buffer.hasRemaining()) {
                end += to.write(buffer, end);
            }
            return new Kept(entry.file(), entry.number(), null, at, entry.length());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot set an entry aside that waits for the rest of its block", e);
        }
    }

    Entry get(Kept kept) {
        byte[] bytes = kept.bytes();
        if (bytes == null) {
            bytes = read(kept);
        }
        return new Entry(kept.source(), kept.number(), bytes, 0, bytes.length);
    }

    private byte[] read(Kept kept) {
        FileChannel from = file;
        if (from == null) {
            throw new IllegalStateException("expected an entry of this spool, found " + kept.source());
        }
        ByteBuffer buffer = ByteBuffer.allocate(kept.length());
        try {
            while (buffer.hasRemaining()) {
                if (from.read(buffer, kept.offset() + buffer.position()) < 0) {
                    throw new EOFException("expected " + kept.length() + " bytes, found " + buffer.position());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read back an entry that was set aside", e);
        }
        return buffer.array();
    }

    private FileChannel open() throws IOException {
        Path path = folder == null
                ? Files.createTempFile("mevstream-entries", null)
                : Files.createTempFile(folder, "entries", null);
        return FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    @Override
    public void close() {
        inMemory = 0;
        end = 0;
        try {
            if (file != null) {
                file.close();
                file = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the file of entries set aside", e);
        }
    }
}
